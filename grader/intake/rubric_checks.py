"""What is wrong with a rubric, in words: single keys first, then what they say of one another."""

from __future__ import annotations

import difflib
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from grader.errors import RubricError
from grader.model.assignment import Reference, Scenario

from .rubric_file import (
    CHECKS,
    CellTable,
    Check,
    Complaint,
    GradientTable,
    MatchesTable,
    OutputsTable,
    RubricFile,
    RunsTable,
    known_keys,
)

_KINDS = {
    "float": "a number",
    "int": "a whole number",
    "str": "a text",
    "array": "a list",
    "object": "a table",
}
_HEADINGS = {"assignment": "[assignment]", "question": "[[question]]", "criterion": "[[question.criterion]]"}


def nearest(word: str, known: Iterable[str]) -> str:
    """How to mend a name that does not exist: the one that was probably meant, else all there are."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1)
    return f"Did you mean `{close[0]}`?" if close else f"There are: {', '.join(names) or 'none'}."


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
    choices = tuple(CHECKS) if spot.name == "check" else ("array", "column")
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
    bound = "finite" if not math.isfinite(spot.value) else f"{'above' if sign == '>' else 'at least'} {number:g}"
    why = f"{spot.subject} must be {bound}."
    return _fault(spot, f"{spot.name} is {described(spot.value)}.", why, f"Put a number there that is {bound}.")


def _other(spot: Complaint, said: str) -> RubricError:
    return _fault(spot, f"{said}.", "The grader cannot work with this value.", "Put another one there.")


_TELL: tuple[tuple[str, Callable[..., RubricError]], ...] = (
    ("Object contains unknown field `(.*)`", _unknown_key),
    ("Object missing required field `(.*)`", _missing_key),
    ("Invalid (?:enum )?value '(.*)'", _unknown_choice),
    ("Expected `(.*)`, got `.*`", _wrong_kind),
    ("Expected `str` matching .*", _wrong_id),
    ("Expected `.*` of length .*", _empty),
    ("Expected `.*` ([<>]=?) (.*)", _out_of_bounds),
    ("(.*)", _other),
)


def check_rubric(file: RubricFile, where: str) -> None:
    """Refuse what does not fit together within the file."""
    declared = _declared(file, where)
    ids = [question.id for question in file.question]
    _once(ids, "question", where)
    for place, question in enumerate(file.question):
        at = f"{where}, question {question.id}"
        if question.function is not None:
            _exist([question.function], declared, "a declared function or class", f"{at}, function")
        _exist(question.layers, declared, "a declared function or class", f"{at}, layers")
        _exist(question.builds_on, ids[:place], "an earlier question", f"{at}, builds_on")
        _once([criterion.id for criterion in question.criterion], "criterion", at)
        for criterion in question.criterion:
            _check_criterion(criterion, ids, f"{at}, criterion {criterion.id}")


def check_code(file: RubricFile, scenarios: Mapping[str, Scenario], reference: Reference, where: str) -> None:
    """Refuse what the file says of scenarios and reference, and they do not have."""
    for question in file.question:
        for criterion in question.criterion:
            _check_scenarios(criterion, scenarios, f"{where}, question {question.id}, criterion {criterion.id}")
    missing = [name for name in _wanted(file) if not _has(reference, name)]
    if missing:
        raise RubricError(
            f"the reference lacks {', '.join(f'`{name}`' for name in missing)}.",
            why="What students write is compared with what the reference gives.",
            mend="Define it, import it in the package's `__init__.py`, or take it out of the rubric.",
            where=f"{where}, assignment, reference",
        )


def _declared(file: RubricFile, where: str) -> set[str]:
    """The names of all functions and classes."""
    names: list[str] = []
    for path, functions in file.functions.items():
        names += functions
        for name, ways in functions.items():
            _check_ways(ways, f"{where}, functions, {path}, {name}")
    for path, classes in file.classes.items():
        names += classes
        for name, methods in classes.items():
            for method, ways in methods.items():
                _check_ways(ways, f"{where}, classes, {path}, {name}, {method}")
    _once(names, "function or class", where)
    return set(names)


def _check_ways(ways: list[str | list[str]], where: str) -> None:
    if len({type(way) for way in ways}) > 1:
        raise RubricError(
            "texts and lists stand side by side.",
            why="A function returns either the names listed, or one of several lists of names.",
            mend='Write `["a", "b"]`, or for alternatives `[["a", "b"], ["c"]]`.',
            where=where,
        )


def _check_criterion(criterion: Check, questions: list[str], where: str) -> None:
    if isinstance(criterion, MatchesTable):
        _once(list(criterion.outputs), "output", f"{where}, outputs")
    elif isinstance(criterion, GradientTable):
        _check_shares(criterion, f"{where}, shares")
    elif isinstance(criterion, RunsTable):
        _exist(criterion.requires, questions, "a question", f"{where}, requires")
        for place, cell in enumerate(criterion.cells, 1):
            _check_cell(cell, f"{where}, cells {place}")
    elif isinstance(criterion, OutputsTable):
        _exist(criterion.requires, questions, "a question", f"{where}, requires")
        _check_shown(criterion, where)
    else:
        _check_cell(criterion.cell, f"{where}, cell")


def _check_shares(criterion: GradientTable, where: str) -> None:
    if criterion.shares is not None and set(criterion.shares) != set(criterion.wrt):
        raise RubricError(
            f"the shares are of {', '.join(criterion.shares)}, the gradients are {', '.join(criterion.wrt)}.",
            why="Every gradient under `wrt` needs its share of the points.",
            mend="Name the same in both, or leave `shares` out for equal ones.",
            where=where,
        )


def _check_shown(criterion: OutputsTable, where: str) -> None:
    for place, shown in enumerate(criterion.shown, 1):
        _check_cell(shown.cell, f"{where}, shown {place}, cell")
        if shown.most is None and shown.least is None:
            raise RubricError(
                "the number has no bounds.",
                why="Any number at all would earn the points.",
                mend="Add `most = ...`, `least = ...` or both.",
                where=f"{where}, shown {place}",
            )


def _check_cell(cell: CellTable, where: str) -> None:
    if cell.tag is None and cell.contains is None:
        raise RubricError(
            "it does not say which cell.",
            why="A cell is found by its tag, or by text that it contains.",
            mend='Write `{ tag = "..." }` or `{ contains = "..." }`.',
            where=where,
        )


def _check_scenarios(criterion: Check, scenarios: Mapping[str, Scenario], where: str) -> None:
    if isinstance(criterion, MatchesTable):
        _exist(criterion.scenarios, scenarios, "a scenario", f"{where}, scenarios")
        cases = {case for name in criterion.scenarios for case in scenarios[name].cases}
        _exist(criterion.case_tolerances, cases, "a case of these scenarios", f"{where}, case_tolerances")
    elif isinstance(criterion, GradientTable):
        _exist([criterion.scenario], scenarios, "a scenario", f"{where}, scenario")
        if scenarios[criterion.scenario].forward is None:
            raise RubricError(
                f"`{criterion.scenario}` has no `forward`.",
                why="A gradient is compared with the numerical derivative of its forward.",
                mend="Add `def forward(s, given):` to the scenario.",
                where=f"{where}, scenario",
            )


def _exist(names: Iterable[str], known: Iterable[str], kind: str, where: str) -> None:
    for name in names:
        if name not in known:
            why = f"Only the name of {kind} has a meaning here."
            raise RubricError(f"`{name}` is not {kind}.", why=why, mend=nearest(name, known), where=where)


def _once(names: list[str], kind: str, where: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise RubricError(
                f"the {kind} `{name}` stands here more than once.",
                why="Points and findings are kept under this name.",
                mend="Rename or remove all but one.",
                where=where,
            )


def _wanted(file: RubricFile) -> Iterable[str]:
    """Functions, classes, and methods as `Class.method`."""
    for functions in file.functions.values():
        yield from functions
    for classes in file.classes.values():
        for name, methods in classes.items():
            yield from (name, *(f"{name}.{method}" for method in methods))


def _has(reference: Reference, name: str) -> bool:
    owner, _, method = name.partition(".")
    try:
        found = reference.find(owner)
    except LookupError:
        return False
    return not method or hasattr(found, method)
