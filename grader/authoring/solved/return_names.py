"""Names the values that a function returns, and decides which of them can be compared."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_PARTS = 9
"""Most items of a returned tuple that are named one by one."""
TAKEN = 20
"""Most values that are taken from a generator and compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedValues:
    """The values that a function returns."""

    names: tuple[str, ...]
    """A name for each value that it returns."""
    opaque: tuple[str, ...]
    """Names of the values that cannot be compared, such as a cache that only other functions read."""
    outputs: Mapping[str, str]
    """For each compared value a Python expression on `found`, which holds the returned values by name."""
    sketches: Mapping[str, Mapping[str, Any]]
    """The sketch of each value, by name."""

    @property
    def is_plain(self) -> bool:
        """Return whether the returned values are compared as they are, under the same names."""
        return {name: f'found["{name}"]' for name in self.names} == dict(self.outputs)


def returned(function: ast.FunctionDef, result: Mapping[str, Any]) -> ReturnedValues:
    """Return the names and sketches of the values that a function returns.

    Args:
        function: its syntax tree; the names in its `return` statement are used where they can be.
        result: the sketch of a recorded result.
    """
    several = result["kind"] == "tuple" and 1 < len(result["items"]) <= MOST_PARTS
    parts: Sequence[Mapping[str, Any]] = result["items"] if several else [result]
    names = _own_names(function, parts)
    sketches = dict(zip(names, parts, strict=True))
    outputs: dict[str, str] = {}
    for name, part in sketches.items():
        for label, text in _outputs(name, part):
            outputs[label if label not in outputs else f"{name}_{label}"] = text
    read = {text.split('"')[1] for text in outputs.values()}
    return ReturnedValues(
        names=names,
        opaque=tuple(name for name in names if name not in read),
        outputs=outputs,
        sketches=sketches,
    )


def _own_names(function: ast.FunctionDef, parts: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return a name for each returned value: as in the function's last fitting `return`, else a plain one."""
    for value in reversed([node.value for node in ast.walk(function) if isinstance(node, ast.Return)]):
        values = value.elts if isinstance(value, ast.Tuple) and len(parts) > 1 else [value]
        if len(values) == len(parts):
            names = [one.id if isinstance(one, ast.Name) else "" for one in values]
            break
    else:
        names = [""] * len(parts)
    plain = [_plain_name(place, part, len(parts)) for place, part in enumerate(parts, 1)]
    found = tuple(name or other for name, other in zip(names, plain, strict=True))
    return found if len(set(found)) == len(found) else tuple(plain)


def _plain_name(place: int, part: Mapping[str, Any], count: int) -> str:
    """Return a name for a value: `result`, `result_1`, ..., or `cache...` for one that cannot be compared.

    Args:
        place: the value's number, from 1.
        part: its sketch.
        count: number of values that are returned.
    """
    if count == 1:
        return "result"
    return f"result_{place}" if any(_outputs("result", part)) else f"cache_{place}" if place != count else "cache"


def _outputs(name: str, part: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (name, expression on `found`) for each compared part of a value: itself, or a dictionary's items."""
    here = f'found["{name}"]'
    if part["kind"] == "list" and _is_numbers(part):
        yield name, f"np.asarray({here})"
    elif part["kind"] == "polynomial":
        yield name, f"{here}.coef"
    elif part["kind"] == "generator" and part["items"] and all(map(_is_comparable, part["items"])):
        yield name, f"[value for _, value in zip(range({TAKEN}), {here})]"
    elif _is_comparable(part):
        yield name, here
    elif part["kind"] == "dict" and part["items"] and all(key.isidentifier() for key in part["items"]):
        if all(_is_comparable(item) for item in part["items"].values()):
            yield from ((key, f'{here}["{key}"]') for key in part["items"])


def _is_comparable(part: Mapping[str, Any]) -> bool:
    if part["kind"] == "array":
        return str(part["code"]) in "biufc"
    if part["kind"] in ("list", "tuple"):
        return bool(part["items"]) and all(map(_is_comparable, part["items"]))
    return part["kind"] == "table" or bool(part["kind"] == "plain" and part["type"] != "NoneType")


def _is_numbers(part: Mapping[str, Any]) -> bool:
    """Return whether a list holds numbers alone, or lists of numbers that have the same length."""
    items = part["items"]
    if items and all(item["kind"] == "list" for item in items):
        return len({len(item["items"]) for item in items}) == 1 and all(_is_numbers(item) for item in items)
    return bool(items) and all(item.get("type") in ("int", "float", "bool") for item in items)
