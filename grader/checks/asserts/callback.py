"""Calls a function of the test code for a student's code that asks for it.

Why it is so: docs/decisions/0037.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from grader.model.observation import Observation, Outcome
from grader.sandbox.child.value_exchange import at

if TYPE_CHECKING:
    from .stubs import Student

MOST_CALLS = 10_000
"""Largest number of calls that a student's code may make of the functions of one piece of test code."""


def called_back(student: Student, told: Mapping[str, Any], called: str) -> dict[str, Any]:
    """Call a function of the test as the student's code asks for it, and return what it gives, encoded.

    Args:
        student: the student's objects that the test uses.
        told: `calls`: the function's number, and its arguments, encoded; nothing where it only prints.
        called: the student's function that asks for it.

    Raises:
        Stopped: the student's code asks for what there is not.
    """
    if "calls" not in told:
        return {"result": None, "args": []}
    student._calls += 1
    if student._calls > MOST_CALLS:
        student._stop(Observation(outcome=Outcome.LIMIT))
    handed = student._handed
    try:
        number, args, kwargs = told["calls"]
        function = handed.function(number)
    except (TypeError, ValueError, LookupError):
        student._stop(Observation(outcome=Outcome.MALFORMED))
    key = ("", "test function", str(getattr(function, "__name__", "")))
    form = student._forms.begin_within(key)
    given = student._decoded(args, called, key, at(form, "args"))
    named = student._decoded(kwargs, called, key, at(form, "result"))
    if type(given) is not list or type(named) is not dict:
        student._stop(Observation(outcome=Outcome.MALFORMED))
    student._forms.end_within(key, named, given)
    student._within += 1
    try:
        found = {"result": handed.encode(function(*given, **named)), "args": handed.encode(given)}
    except Exception as error:  # the test's own, or one of the student's that passes through the test's function
        return {"error": handed.error(error)}
    finally:
        student._within -= 1
    return {**found, "chance": handed.chance.changes(handed_only=True)}
