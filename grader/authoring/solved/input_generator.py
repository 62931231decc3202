"""Writes Python code that draws random inputs like those of a notebook's recorded calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

LETTERS = "NDMKPQRS"
"""Letters that name the lengths of axes in scenarios."""
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
            if kinds == {"int"}:
                return f"rng.integers({int(min(values))}, {int(max(values)) + 1}, size={len(items)}).tolist()"
            return f"rng.uniform({_short(min(values))}, {_short(max(values))}, size={len(items)}).tolist()"
        if sketch["kind"] == "tuple":
            texts = [item["value"] if item["kind"] == "plain" else self.text(item) for item in items]
        else:
            texts = [self.text(item) for item in items]
        if not all(texts):
            return ""
        return (
            f"({', '.join(texts)}{',' * (len(texts) == 1)})" if sketch["kind"] == "tuple" else f"[{', '.join(texts)}]"
        )

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
        if code in "iu":
            end = self.sizes.get(int(high) + 1, "") if low == 0 else ""  # a class, or an index along an axis
            kind = "" if sketch["dtype"] == "int64" else f", dtype=np.{sketch['dtype']}"
            return f"rng.integers({int(low)}, {end or int(high) + 1}, size={size}{kind})"
        drawn = self._floats(sketch, low, high, size, shape)
        return drawn if sketch["dtype"] == "float64" else f"({drawn}).astype(np.{sketch['dtype']})"

    def _floats(self, sketch: Sketch, low: float, high: float, size: str, shape: str) -> str:
        if sketch.get("symmetric"):
            return f"_positive(rng, {shape.split(', ')[0]})"
        if low >= 0 and high > 0:
            drawn = f"rng.uniform({_short(0.05 * high)}, {_short(high if high != low else 2 * high)}, size={size})"
        else:
            drawn = f"2 * rng.normal(size={size}) + 0.3"
        return f"np.sort({drawn})" if sketch.get("sorted") else drawn


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
    items = sketch.get("items", ())
    for item in items.values() if isinstance(items, Mapping) else items:
        yield from shapes(item)


def _short(value: float) -> str:
    return f"{value:.3g}"
