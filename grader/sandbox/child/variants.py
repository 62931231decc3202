"""Runs a scenario on a student's function with other code in its place: one variant after the other, in one request."""

from __future__ import annotations

import copy
import random
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType, FunctionType
from typing import Any, Protocol

import numpy as np

from .exchange import Timer, UnfitError, VariantTooLong, exchanged
from .scenario import RunAgain, run
from .solution import ScenarioStopped, Solution

MOST_LINES = 5000
"""Most lines that one answer lists."""
Answer = tuple[dict[str, Any], Any]
"""Head and values of a reply."""


class Owner(Protocol):
    """The part of a prober that variants need."""

    def own_solution(self, head: dict[str, Any]) -> Solution:
        """Return a new solution to call."""

    def function(self, module: str, name: str) -> FunctionType:
        """Return a function of a module, or of the notebook where the module is empty."""

    def place(self, file: str) -> str | None:
        """Return a file of the student's relative to the folder, or the name of a cell; None for other files."""


def variants(owner: Owner, _solution: Solution, head: dict[str, Any], given: Any) -> Answer:
    """Run a scenario on each of several groups of functions with other code; return the head of each, and values.

    Args:
        owner: finds the functions.
        _solution: not used, since each variant has one of its own.
        head: `source`, the text of the scenario; `groups`, for each variant its functions; and `seconds` for each.
        given: the scenario's inputs.
    """
    timer = Timer()
    heads, returned = [], []
    for group in head["groups"]:
        told, values = _one(owner, timer, group, head, given)
        heads.append(told)
        returned.append(values)
    return {"heads": heads}, returned


def _one(owner: Owner, timer: Timer, group: list[dict[str, Any]], head: dict[str, Any], given: Any) -> Answer:
    try:
        places = {(one["module"], one["name"]): owner.function(one["module"], one["name"]) for one in group}
        with exchanged(places, group), timer.limiting(head["seconds"]):
            return outcome(head["source"], owner.own_solution(head), given)
    except UnfitError as error:
        return {"kind": "unfit", "text": str(error)}, None
    except VariantTooLong:
        return {"kind": "limit", "why": "cpu"}, None


def lines(owner: Owner, _solution: Solution, head: dict[str, Any], given: Any) -> Answer:
    """Return which lines of the student's files a scenario runs, with other code in the place of some functions."""
    group = head["group"]
    places = {(one["module"], one["name"]): owner.function(one["module"], one["name"]) for one in group}
    with exchanged(places, group):
        outcome(head["source"], owner.own_solution(head), given)  # so that modules are loaded
        return {"lines": lines_of(lambda: outcome(head["source"], owner.own_solution(head), given), owner.place)}, {}


def outcome(source: str, solution: Solution, given: Any) -> tuple[dict[str, Any], Any]:
    """Run a scenario once, and return the head and the values of what came.

    Args:
        source: the text of `run`.
        solution: the student's solution.
        given: the inputs, which are copied.
    """
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 - the legacy generator is what student code draws from
    try:
        return {"kind": "returned"}, dict(run(source, solution, copy.deepcopy(given)))
    except ScenarioStopped as stop:
        if stop.detail.get("error") == VariantTooLong.__name__:  # raised inside of a student's function
            return {"kind": "limit", "why": "cpu"}, None
        return {"kind": stop.kind, "function": stop.function, **stop.detail}, None
    except VariantTooLong:
        return {"kind": "limit", "why": "cpu"}, None
    except RunAgain:
        raise
    except BaseException as error:
        return {"kind": "raised", "error": type(error).__name__}, None


def lines_of(call: Callable[[], Any], place: Callable[[str], str | None]) -> list[list[Any]]:
    """Return the lines of the student's files that a call runs: `[path, first line of the function, line]`.

    Args:
        call: what is called.
        place: returns the path of a file of the student's, or the name of a cell; None for others.
    """
    found: dict[tuple[str, int, int], None] = {}
    places: dict[str, str | None] = {}

    def trace(frame: FrameType, event: str, _arg: Any) -> Any:
        file = frame.f_code.co_filename
        if file not in places:
            places[file] = place(file)
        where = places[file]
        if where is None:
            return None
        if event == "line" and len(found) < MOST_LINES:
            found[where, frame.f_code.co_firstlineno, frame.f_lineno] = None
        return trace

    sys.settrace(trace)
    try:
        with suppress(BaseException):  # what was run until then is what counts
            call()
    finally:
        sys.settrace(None)
    return [list(one) for one in found]
