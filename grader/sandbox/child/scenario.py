"""Runs a scenario's parts on a solution, in the sandbox and in the self-check alike."""

from __future__ import annotations

import os
import random
import sys
import warnings
from collections.abc import Mapping
from functools import cache
from types import CodeType
from typing import Any

import numpy as np

from .solution import Solution, unguarded
from .values.given import in_kind_of, numbers_of


class RunAgain(BaseException):
    """Raised to run a scenario once more, since what failed in it was mended: an import, or an older form of numpy."""


def run(source: str, solution: Solution, given: Mapping[str, Any]) -> Any:
    """Run a scenario, and return the result of its `run`.

    Args:
        source: the text of `run`.
        solution: what it calls.
        given: the scenario's inputs by name.
    """
    return unguarded(part(source, "run")(solution, given))


def evaluate(source: str, solution: Solution, values: Mapping[str, Any], output: str) -> dict[str, Any]:
    """Return a scenario's forward at its base point and wherever one input is replaced.

    Args:
        source: the text of `run` and `forward`.
        solution: what they call.
        values: the inputs, `given`, and for each input the copies that replace it, `shifts`.
        output: which of the values that `forward` returns.
    """
    forward, given = part(source, "forward"), values["given"]
    base = numbers_of(forward(solution, _copy(given))[output])
    shifted = {
        name: [forward(solution, moved(_copy(given), name, point))[output] for point in stack]
        for name, stack in values["shifts"].items()
    }
    return {"base": base, "shifted": {name: _stack(outs) for name, outs in shifted.items()}}


def moved(given: Mapping[str, Any], name: str, point: np.ndarray[Any, Any]) -> dict[str, Any]:
    """Return inputs in which the numbers of one are others, of the kind that it was.

    Args:
        given: the inputs.
        name: the one.
        point: its numbers.
    """
    return {**given, name: in_kind_of(given[name], point)}


def part(source: str, name: str) -> Any:
    """Compile a scenario's text and return one of its functions."""
    scope: dict[str, Any] = {"np": np}
    exec(_compiled(source), scope)  # noqa: S102 - the rubric's own text, not the student's
    return scope[name]


def reset_process_state(folder: str) -> None:
    """Reset what earlier code may have set for the whole process, such as seeds, warnings and the working folder."""
    np.seterr(divide="warn", over="warn", under="ignore", invalid="warn")
    np.set_printoptions()
    warnings.resetwarnings()
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(3000)
    os.chdir(folder)
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 - the legacy generator is what student code draws from


@cache
def _compiled(source: str) -> CodeType:
    return compile(source, "<scenario>", "exec")


def _copy(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: dict(value) if type(value) is dict else value for name, value in given.items()}


def _stack(outs: list[Any]) -> Any:
    try:
        return np.stack([np.asarray(numbers_of(out)) for out in outs])
    except ValueError:
        return None
