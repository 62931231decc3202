"""Writes Python code that draws random inputs like those of a notebook's recorded calls."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

LETTERS = "NDMKPQRS"
"""Letters that name the lengths of axes in scenarios."""
MATRIX = '''def _matrix(rng, n, lower, upper, symmetric, dominant):
    """A matrix with zeros outside of a band, and a dominant diagonal or one without zeros."""
    a = np.triu(np.tril(rng.uniform(-1, 1, size=(n, n)), upper), -lower)
    a = (a + a.T) / 2 if symmetric else a
    np.fill_diagonal(a, 0)
    size = 1 + np.abs(a).sum(axis=1) if dominant else 1
    return a + np.diag(size * rng.uniform(1, 2, size=n))
'''
"""The code of a helper for scenarios that draw matrices with a band or a dominant diagonal."""
POSITIVE = '''def _positive(rng, n):
    """A symmetric, positive definite matrix."""
    root = rng.normal(size=(n, n))
    return root @ root.T + n * np.eye(n)
'''
"""The code of a helper for scenarios that draw symmetric matrices."""
Sketch = Mapping[str, Any]
"""A description of a value: kind, type, shape and range, as `recorder.sketch` returns it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawStyle:
    """A way to draw inputs: where a function does not accept them, the next style stays nearer to the recorded call."""

    numbers: bool
    """Whether numbers are drawn; else they stay as they were recorded."""
    linked: bool
    """Whether an array that another function returned comes from a call of that function; else it is drawn."""


STYLES = (
    DrawStyle(numbers=True, linked=False),
    DrawStyle(numbers=False, linked=False),
    DrawStyle(numbers=False, linked=True),
)
"""The styles in the order in which they are tried, the one that draws most first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputGenerator:
    """Writes the code that draws the inputs of one scenario; axes of equal length get the same letter."""

    sizes: Mapping[int, str]
    """The letter of each length of an axis."""
    style: DrawStyle
    """The way to draw."""
    has_arrays: bool = field(default=True)
    """Whether an array is among the inputs; then integers are not drawn, since they are often sizes or indices."""

    def text(self, sketch: Sketch) -> str:
        """Return a Python expression of `rng` and the letters that draws a value; empty where none can be written."""
        if sketch["kind"] == "array":
            return self._array(sketch)
        if sketch["kind"] == "plain":
            return self._plain(sketch)
        if sketch["kind"] == "table":
            return self._table(sketch)
        if sketch["kind"] == "polynomial":
            (count,) = sketch["coef"]["shape"]
            return f"2 * rng.normal(size={self.sizes.get(count, str(count))}) + 0.3"
        if sketch["kind"] in ("list", "tuple"):
            return self._sequence(sketch)
        if sketch["kind"] == "dict":
            items = {key: self.text(item) for key, item in sketch["items"].items()}
            return (
                "{" + ", ".join(f"{key!r}: {text}" for key, text in items.items()) + "}" if all(items.values()) else ""
            )
        return ""

    def _sequence(self, sketch: Sketch) -> str:
        items = sketch["items"]
        kinds = {item.get("type") for item in items}
        if sketch["kind"] == "list" and len(items) > 1 and kinds <= {"int", "float"}:
            values = [float(item["value"]) for item in items]
            if not all(map(math.isfinite, values)):
                return ""
            drawn = _numbers(values, kinds == {"int"})
            rises = len(values) > 2 and all(a < b for a, b in itertools.pairwise(values))
            return f"sorted({drawn})" if rises else drawn
        columns = _columns(sketch)
        if columns:
            return f"list(zip({', '.join(columns)}))"
        if sketch["kind"] == "list" and len(items) > 1 and kinds == {"str"}:
            return f"rng.permutation([{', '.join(item['value'] for item in items)}]).tolist()"
        if sketch["kind"] == "tuple":
            texts = [item["value"] if item["kind"] == "plain" else self.text(item) for item in items]
        else:
            texts = [self.text(item) for item in items]
        if not all(texts):
            return ""
        return (
            f"({', '.join(texts)}{',' * (len(texts) == 1)})" if sketch["kind"] == "tuple" else f"[{', '.join(texts)}]"
        )

    def _table(self, sketch: Sketch) -> str:
        """Return the expression of a table of pandas, which the scenarios import as `pd`."""
        drawn = [(name, self._column(column)) for name, column in sketch["columns"]]
        index = "" if sketch["index"] is None else self._column(sketch["index"])
        if not all(text for _, text in drawn) or (sketch["index"] is not None and not index):
            return ""
        rest = f", index={index}" if index else ""
        if sketch["type"] == "Series":
            ((name, text),) = drawn
            return f"pd.Series({text}{rest}, name={name!r})"
        if any(name is None for name, _ in drawn):
            return ""
        return f"pd.DataFrame({{{', '.join(f'{name!r}: {text}' for name, text in drawn)}}}{rest})"

    def _column(self, sketch: Sketch) -> str:
        length = self.sizes.get(sketch["shape"][0], str(sketch["shape"][0]))
        if sketch["kind"] == "dates":
            return f'pd.date_range("{sketch["low"]}", periods={length})'
        if sketch["kind"] != "words":
            return self.text(sketch) if sketch["kind"] == "array" else ""
        if sketch["different"]:
            return f'[f"{{chr(97 + place % 26)}}{{place}}" for place in rng.permutation({length}).tolist()]'
        return f"rng.choice({sketch['values']!r}, size={length})"

    def _plain(self, sketch: Sketch) -> str:
        value = str(sketch["value"])
        if value in ("nan", "inf", "-inf"):
            return f"float({value!r})"
        number = float(value) if sketch["type"] in ("int", "float") else 0.0
        if not self.style.numbers or number == 0:
            return value
        if sketch["type"] == "float":
            far = (1 + abs(number)) / 2 if abs(number) < 1 else 1.5 * abs(number)
            low, high = sorted((number / 2, far if number > 0 else -far))
            return f"rng.uniform({_short(low)}, {_short(high)})"
        if sketch["type"] == "int" and number > 1 and not self.has_arrays:
            return f"int(rng.integers({max(int(number) // 2, 2)}, {int(number) + 3}))"
        return value

    def _array(self, sketch: Sketch) -> str:
        code, shape = sketch["code"], ", ".join(self.sizes.get(length, str(length)) for length in sketch["shape"])
        size = f"({shape},)" if len(sketch["shape"]) == 1 else f"({shape})"
        if code == "b":
            return f"rng.random(size={size}) < 0.5"
        if code == "c":
            return f"rng.normal(size={size}) + 1j * rng.normal(size={size})"
        if "low" not in sketch or code not in "iuf":
            return ""
        low, high = sketch["low"], sketch["high"]
        if sketch.get("one_hot") and len(sketch["shape"]) == 2 and sketch["shares"] == 1:
            rows, classes = shape.split(", ")
            return f"np.eye({classes})[rng.integers(0, {classes}, size={rows})]"
        if code in "iu":
            end = self.sizes.get(int(high) + 1, "") if low == 0 else ""  # a class, or an index along an axis
            kind = "" if sketch["dtype"] == "int64" else f", dtype=np.{sketch['dtype']}"
            drawn = f"rng.integers({int(low)}, {end or int(high) + 1}, size={size}{kind})"
            return f"np.sort({drawn})" if sketch.get("sorted") and not end else drawn
        drawn = self._floats(sketch, low, high, size, shape)
        return drawn if sketch["dtype"] == "float64" else f"({drawn}).astype(np.{sketch['dtype']})"

    def _floats(self, sketch: Sketch, low: float, high: float, size: str, shape: str) -> str:
        special = _special(sketch, low, high, size, shape)
        if special:
            return special
        if low >= 0 and high > 0:
            drawn = f"rng.uniform({_short(0.05 * high)}, {_short(high if high != low else 2 * high)}, size={size})"
        else:
            drawn = f"2 * rng.normal(size={size}) + 0.3"
        return (
            f"np.sort({drawn})"
            if sketch.get("sorted")
            else f"np.sort({drawn})[::-1]"
            if sketch.get("falling")
            else drawn
        )


def _special(sketch: Sketch, low: float, high: float, size: str, shape: str) -> str:
    """Return the expression of an array with the notebook's structure; empty where it has none.

    Args:
        sketch: the array's description.
        low: its smallest number.
        high: its largest number.
        size: its shape as a tuple of letters and numbers.
        shape: the same without brackets.
    """
    letters = shape.split(", ")
    if "shares" in sketch and len(letters) <= 2:
        axis = sketch["shares"]
        others = [letter for place, letter in enumerate(letters) if place != axis]
        drawn = f"rng.dirichlet(np.ones({letters[axis]}){''.join(f', size={other}' for other in others)})"
        return f"{drawn}.T" if len(letters) == 2 and axis == 0 else drawn
    if sketch.get("even"):
        return f"np.linspace({_short(low)}, rng.uniform({_short((low + high) / 2)}, {_short(high)}), {letters[0]})"
    if sketch.get("definite") and sketch["full"] and not sketch["dominant"]:
        return f"_positive(rng, {letters[0]})"
    if sketch.get("dominant") or sketch.get("symmetric") or ("full" in sketch and not sketch["full"]):
        if not sketch["regular"]:
            return f"(lambda a: a + a.T)(rng.normal(size={size}))" if sketch["symmetric"] else ""
        largest = max(sketch["shape"]) - 1
        lower, upper = (letters[0] if sketch[way] == largest else sketch[way] for way in ("lower", "upper"))
        dominant = bool(sketch["dominant"] or sketch.get("definite"))
        return f"{_short(high)} * _matrix(rng, {letters[0]}, {lower}, {upper}, {sketch['symmetric']}, {dominant})"
    if sketch.get("labels"):
        return f"rng.integers({int(low)}, {int(high) + 1}, size={size}).astype(float)"
    return ""


def _numbers(values: Sequence[float], whole: bool) -> str:
    """Return the expression of a list of numbers in the range of some."""
    if whole:
        return f"rng.integers({int(min(values))}, {int(max(values)) + 1}, size={len(values)}).tolist()"
    return f"rng.uniform({_short(min(values))}, {_short(max(values))}, size={len(values)}).tolist()"


def _columns(sketch: Sketch) -> list[str]:
    """Return the expressions of the columns of a list of tuples, which all have the same kinds of plain values."""
    items = sketch["items"]
    if (
        sketch["kind"] != "list"
        or len(items) < 2
        or any(item["kind"] != "tuple" or not item["items"] for item in items)
    ):
        return []
    kinds = {tuple(part.get("type") for part in item["items"]) for item in items}
    if len(kinds) != 1 or not set(next(iter(kinds))) <= {"int", "float", "str"}:
        return []
    found = []
    for parts in zip(*(item["items"] for item in items), strict=True):
        if parts[0]["type"] == "str":
            found.append(f"rng.permutation([{', '.join(part['value'] for part in parts)}]).tolist()")
        else:
            values = [float(part["value"]) for part in parts]
            found.append(_numbers(values, parts[0]["type"] == "int") if all(map(math.isfinite, values)) else "")
    return found if all(found) else []


def input_generator(sketches: Sequence[Sketch], style: DrawStyle) -> InputGenerator:
    """Return the generator for the inputs of one scenario.

    Args:
        sketches: descriptions of all inputs; each length above 1 of their arrays gets a letter, as far as they go.
        style: the way to draw.
    """
    lengths = dict.fromkeys(length for sketch in sketches for shape in shapes(sketch) for length in shape if length > 1)
    letters = dict(zip(lengths, LETTERS, strict=False))
    return InputGenerator(
        sizes=letters, style=style, has_arrays=any(True for sketch in sketches for _ in shapes(sketch))
    )


def shapes(sketch: Sketch) -> Iterator[Sequence[int]]:
    """Yield the shape of each array in a value, those inside of containers too."""
    if sketch["kind"] == "array":
        yield sketch["shape"]
    if sketch["kind"] == "table":
        for _, column in sketch["columns"]:
            yield column["shape"]
    if sketch["kind"] == "polynomial":
        yield sketch["coef"]["shape"]
    items = sketch.get("items", ())
    for item in items.values() if isinstance(items, Mapping) else items:
        yield from shapes(item)


def _short(value: float) -> str:
    return f"{value:.3g}"
