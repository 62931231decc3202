"""What is wrong with a single key of a rubric, in words."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from typing import Any

from grader.checks.registry import tables
from grader.checks.rules import nearest
from grader.errors import RubricError

from .rubric_file import Complaint, known_keys

_KINDS = {
    "float": "a number",
    "int": "a whole number",
    "str": "a text",
    "datetime": "a date with a time, such as 2026-10-01T23:59:00+02:00",
    "array": "a list",
    "object": "a table",
}
_CHOICES = {"norm": ("array", "column"), "attempts": ("last", "best")}
_SIGNS = {">": "above", ">=": "at least", "<": "below", "<=": "at most"}
_HEADINGS = {"assignment": "[assignment]", "question": "[[question]]", "criterion": "[[question.criterion]]"}


def described(value: Any) -> str:
    """A TOML value in words."""
    if isinstance(value, bool):
        return str(value).lower()
    kinds = {str: "the text {!r}", int: "the number {}", float: "the number {}", list: "a list", dict: "a table"}
    return kinds.get(type(value), f"the {type(value).__name__} {{}}").format(value)


def told(complaint: Complaint) -> RubricError:
    """The error that says what is wrong with one key."""
    return next(
        tell(complaint, *match.groups())
        for form, tell in _TELL
        if (match := re.fullmatch(form, complaint.said, re.DOTALL))
    )


def _fault(spot: Complaint, what: str, why: str, mend: str) -> RubricError:
    return RubricError(what, why=why, mend=mend, where=spot.where)


def _unknown_key(spot: Complaint, key: str) -> RubricError:
    why = "What a misspelt key asks for would silently not be done."
    return _fault(spot, f"the key `{key}` is not known here.", why, nearest(key, known_keys(spot)))


def _missing_key(spot: Complaint, key: str) -> RubricError:
    return _fault(
        spot,
        f"the key `{key}` is missing.",
        "Without it this part of the rubric cannot be used.",
        f"Add `{_HEADINGS.get(key, f'{key} = ...')}`.",
    )


def _unknown_choice(spot: Complaint, value: str) -> RubricError:
    choices = tuple(tables([value])) if spot.name == "check" else _CHOICES[spot.name]
    why = f"{spot.subject} is one of {', '.join(choices)}."
    return _fault(spot, f"{spot.name} is the text {value!r}.", why, nearest(value, choices))


def _wrong_kind(spot: Complaint, expected: str) -> RubricError:
    kinds = " or ".join(_KINDS[kind] for kind in expected.split(" | ") if kind != "null")
    why = f"{spot.subject} must be {kinds}."
    return _fault(spot, f"{spot.name} is {described(spot.value)}.", why, _right_kind(spot, kinds))


def _right_kind(spot: Complaint, kinds: str) -> str:
    value = spot.value
    if isinstance(value, str) and "number" in kinds and re.fullmatch(r"[-+]?[\d.]+(e[-+]?\d+)?", value):
        return f"Write {spot.written(value)} without quotes."
    if isinstance(value, (int, float)) and not isinstance(value, bool) and kinds == "a text":
        return f"Write {spot.written(json.dumps(str(value)))} in quotes."
    if isinstance(value, str) and "list" in kinds:
        return f"Write {spot.written(f'[{json.dumps(value)}]')} in square brackets."
    return f"Put {kinds} there."


def _wrong_id(spot: Complaint) -> RubricError:
    better = re.sub("[^a-z0-9_]+", "_", spot.value.lower()).strip("_") or "a_name"
    return _fault(
        spot,
        f"the id is {spot.value!r}.",
        "An id goes into file names and tables, so it holds only a to z, 0 to 9 and underscores.",
        f'Write `id = "{better}"`.',
    )


def _empty(spot: Complaint) -> RubricError:
    return _fault(spot, f"{spot.name} is empty.", f"{spot.subject} must hold something.", "Fill it in.")


def _out_of_bounds(spot: Complaint, sign: str, limit: str) -> RubricError:
    number = float(limit)
    bound = f"{_SIGNS[sign]} {number:g}" if math.isfinite(spot.value) else "finite"
    why = f"{spot.subject} must be {bound}."
    return _fault(spot, f"{spot.name} is {described(spot.value)}.", why, f"Put a number there that is {bound}.")


def _other(spot: Complaint, said: str) -> RubricError:
    return _fault(spot, f"{said}.", "The grader cannot work with this value.", "Put another one there.")


_TELL: tuple[tuple[str, Callable[..., RubricError]], ...] = (
    ("Object contains unknown field `(.*)`", _unknown_key),
    ("Object missing required field `(.*)`", _missing_key),
    ("Invalid (?:enum )?value '(.*)'", _unknown_choice),
    ("Expected `(.*)`, got `.*`", _wrong_kind),
    ("Invalid RFC3339 encoded datetime", lambda spot: _wrong_kind(spot, "datetime")),
    ("Expected `str` matching .*", _wrong_id),
    ("Expected `.*` of length .*", _empty),
    ("Expected `.*` ([<>]=?) (.*)", _out_of_bounds),
    ("(.*)", _other),
)
