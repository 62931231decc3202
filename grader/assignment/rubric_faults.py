"""Words the fault of a single key of a rubric."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from functools import reduce
from typing import Any

from grader.checks.table import nearest
from grader.errors import Phrase, RubricError, phrase

from .rubric_file import Complaint, known_keys

_KINDS = {
    "float": phrase("a_number"),
    "int": phrase("a_whole_number"),
    "str": phrase("a_text"),
    "datetime": phrase("a_date"),
    "array": phrase("a_list"),
    "object": phrase("a_table"),
}
_CHOICES = {
    "norm": ("array", "column", "row", "entry"),
    "attempts": ("last", "best"),
    "forbidden_costs": ("fail", "half", "remark"),
}
_BOUNDS: dict[str, Callable[[str], Phrase]] = {
    ">": lambda limit: phrase("above", limit=limit),
    ">=": lambda limit: phrase("at_least", limit=limit),
    "<": lambda limit: phrase("below", limit=limit),
    "<=": lambda limit: phrase("at_most", limit=limit),
}
_HEADINGS = {"assignment": "[assignment]", "question": "[[question]]", "criterion": "[[question.criterion]]"}


def described(value: Any) -> Phrase | str:
    """Return a description of a TOML value."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return phrase("the_text", value=repr(value))
    if isinstance(value, (int, float)):
        return phrase("the_number", value=value)
    if isinstance(value, (list, dict)):
        return phrase("a_list") if isinstance(value, list) else phrase("a_table")
    return phrase("the_value", kind=type(value).__name__, value=str(value))


def error_of(complaint: Complaint) -> RubricError:
    """Return the error that describes the fault of one key."""
    return next(
        tell(complaint, *match.groups())
        for form, tell in _TELL
        if (match := re.fullmatch(form, complaint.said, re.DOTALL))
    )


def _unknown_key(spot: Complaint, key: str) -> RubricError:
    return RubricError("rubric_key_unknown", where=spot.where, key=key, nearest=nearest(key, known_keys(spot)))


def _missing_key(spot: Complaint, key: str) -> RubricError:
    return RubricError("rubric_key_missing", where=spot.where, key=key, line=_HEADINGS.get(key, f"{key} = ..."))


def _unknown_choice(spot: Complaint, value: str) -> RubricError:
    key = str(spot.keys[-1])
    choices = tuple(spot.kinds) if key == "check" else _CHOICES[key]
    return RubricError(
        "rubric_choice",
        where=spot.where,
        name=key,
        found=repr(value),
        subject=spot.subject,
        choices=", ".join(choices),
        nearest=nearest(value, choices),
    )


def _wrong_kind(spot: Complaint, expected: str) -> RubricError:
    names = [name for name in expected.split(" | ") if name != "null"]
    kinds = reduce(lambda one, other: phrase("one_or_other", one=one, other=other), (_KINDS[name] for name in names))
    return RubricError(
        "rubric_kind",
        where=spot.where,
        name=spot.name,
        found=described(spot.value),
        subject=spot.subject,
        kinds=kinds,
        hint=_right_kind(spot, names) or phrase("put_there", kinds=kinds),
    )


def _right_kind(spot: Complaint, names: list[str]) -> Phrase | None:
    """Return a hint on how to write the value as one of these kinds; None where there is none."""
    value = spot.value
    if isinstance(value, str) and {"float", "int"} & set(names) and re.fullmatch(r"[-+]?[\d.]+(e[-+]?\d+)?", value):
        return phrase("without_quotes", line=spot.written(value))
    if isinstance(value, (int, float)) and not isinstance(value, bool) and names == ["str"]:
        return phrase("in_quotes", line=spot.written(json.dumps(str(value))))
    if isinstance(value, str) and "array" in names:
        return phrase("in_brackets", line=spot.written(f"[{json.dumps(value)}]"))
    return None


def _wrong_id(spot: Complaint) -> RubricError:
    better = re.sub("[^a-z0-9_]+", "_", spot.value.lower()).strip("_") or "a_name"
    return RubricError("rubric_id", where=spot.where, found=repr(spot.value), better=better)


def _empty(spot: Complaint) -> RubricError:
    return RubricError("rubric_empty", where=spot.where, name=spot.name, subject=spot.subject)


def _out_of_bounds(spot: Complaint, sign: str, limit: str) -> RubricError:
    bound = _BOUNDS[sign](f"{float(limit):g}") if math.isfinite(spot.value) else phrase("finite")
    found = described(spot.value)
    return RubricError(
        "rubric_bounds", where=spot.where, name=spot.name, found=found, subject=spot.subject, bound=bound
    )


def _other(spot: Complaint, said: str) -> RubricError:
    return RubricError("rubric_value", where=spot.where, fault=said)


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
