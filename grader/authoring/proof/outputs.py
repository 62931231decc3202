"""Finds outputs that show too little: numbers too small for any error to be seen, and answers that can be guessed.

Scenarios with a `finish` are left out: what it makes of the returned values, such as a residual, is small or true by
intent, and no value that a student's code could return instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.checks.matches import Matches, as_matches, probes_of, rules_of
from grader.compare.rules import ComparisonRules
from grader.compare.tolerance import Array, scale_of
from grader.diagnose.flatten import flatten
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations
from grader.model.weakness import output_weakness

SEEN = 0.1
"""Part of the expected numbers by which a wrong result may differ at least without being taken for right."""
SMALL = 10
"""Largest whole number that is guessed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Expected:
    """One expected value of one case."""

    rules: ComparisonRules
    """The rules by which it is compared."""
    word: str | None
    """A text, truth value or other value that is no number, as text; None for numbers."""
    numbers: Array
    """The numbers; empty for a text or truth value."""


def blind_outputs(assignment: Assignment, expectations: Expectations) -> list[dict[str, Any]]:
    """Return the outputs whose numbers are so small in every case that even large errors in them are not seen.

    Args:
        assignment: the assignment.
        expectations: the expected values.

    Returns:
        For each its `weakness`, the `entry` of the output, the `largest` number expected, and the largest `limit`.
    """
    found = []
    for weakness, entry, values in _entries(assignment, expectations):
        if all(is_blind(one.numbers, one.rules) for one in values):
            largest = max(float(np.abs(one.numbers).max()) for one in values)
            limit = max(one.rules.limit for one in values)
            found.append({"weakness": weakness, "entry": entry, "largest": largest, "limit": limit})
    return found


def is_blind(expected: Array, rules: ComparisonRules) -> bool:
    """Return whether numbers are below the smallest scale of errors, and off by a tenth would still be right.

    Numbers that are all zero are no small ones: whatever is not zero shows.

    Args:
        expected: the expected numbers.
        rules: the rules by which they are compared.
    """
    if not np.any(expected) or not np.all(np.isfinite(expected)):
        return False
    part = float(np.max(np.abs(expected) / scale_of(expected, rules.scale())))
    return part < 1 and SEEN * part <= rules.limit


def guessable_outputs(assignment: Assignment, expectations: Expectations) -> list[dict[str, Any]]:
    """Return the outputs that are one truth value, text or small whole number, the same in every case.

    Args:
        assignment: the assignment.
        expectations: the expected values.

    Returns:
        For each its `weakness`, the `entry` of the output, its `kind` (`bool`, `text` or `number`), and the number of
        `cases`.
    """
    found = []
    for weakness, entry, values in _entries(assignment, expectations):
        guesses = {_guess(one) for one in values}
        if len(guesses) == 1 and (guess := guesses.pop()) is not None:
            found.append({"weakness": weakness, "entry": entry, "kind": guess[0], "cases": len(values)})
    return found


def _guess(one: _Expected) -> tuple[str, object] | None:
    """Return the kind and value of an answer that somebody might guess; None for others."""
    if one.word is not None:
        return "bool" if one.word in ("True", "False") else "text", one.word
    if one.numbers.size != 1 or one.numbers.dtype.kind == "c":
        return None
    number = float(one.numbers.flat[0])
    return ("number", number) if number.is_integer() and abs(number) <= SMALL else None


def _entries(assignment: Assignment, expectations: Expectations) -> Iterator[tuple[str, str, list[_Expected]]]:
    """Yield each output's entries, such as `grads[W1]`: its weakness's name, its own, and its value in each case."""
    for place in assignment.rubric.places():
        check = as_matches(place.criterion.check)
        finishes = any(assignment.scenarios[name].finish for name in place.criterion.check.scenario_names)
        for output in check.shares if check and not finishes else ():
            values: dict[str, list[_Expected]] = {}
            for entry, one in _values(check, output, expectations) if check else ():
                values.setdefault(entry, []).append(one)
            for entry, found in values.items():
                yield output_weakness(place.key, output), entry, found


def _values(check: Matches, output: str, expectations: Expectations) -> Iterator[tuple[str, _Expected]]:
    for probe in probes_of(check, expectations):
        rules = rules_of(check, probe, output, expectations)
        value = expectations.values[probe][output]
        for entry, leaf in flatten(output, value, value):
            word = leaf.form[1] if isinstance(leaf.form, tuple) and leaf.form[:1] == ("word",) else None
            yield entry, _Expected(rules=rules, word=word, numbers=leaf.numbers)
