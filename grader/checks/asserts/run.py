"""Runs a criterion's test code: on the reference, which shows where it gives objects of its own, and on a student's.

Why it is so: docs/decisions/0034.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from grader.compare.quiet import quiet
from grader.model.check import Find

from .cell import run_cell
from .chance import same_chance
from .direct import Direct
from .forms import Following, Recording, Taken
from .outcome import Tested
from .pytest_file import run_file
from .solved_place import solved_place
from .stubs import Ask, Student

if TYPE_CHECKING:
    from .check import Asserts


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One criterion of this kind, with all that its tests need."""

    key: str
    """`question.criterion`."""
    check: Asserts
    """The check, which contains the tests."""
    points: float
    """Number of points that the criterion is worth."""
    declared: frozenset[str]
    """Names that always mean the student's objects."""
    seed: int
    """Seed of the fixture `rng`, and of the order in which objects are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRun:
    """What a criterion's tests come to on the reference."""

    tested: tuple[Tested, ...]
    """The outcome of each test."""
    taken: Mapping[str, Taken]
    """For each test the steps that it takes."""
    chance: Mapping[str, Any]
    """The states of the random generators at the place of the tests; empty for those of fixed seeds."""


def run(asked: Asked, ask: Ask, find: Find) -> list[Tested]:
    """Run the tests of a criterion on a student's objects.

    Args:
        asked: the criterion.
        ask: answers each step that the tests take on the student's objects.
        find: returns the reference's object of a name.

    Raises:
        RubricError: there is no test to run.
    """
    right = on_reference(asked, find)

    def student(test: str) -> Student:
        return _student(asked, ask, Following(right.taken.get(test, Taken())), right.chance)

    return _run(asked, student, find)


def _student(asked: Asked, ask: Ask, forms: Recording | Following, chance: Mapping[str, Any]) -> Student:
    """Return the object that gives a test a solution's objects, and that answers what the solution asks of the test."""
    found = Student(ask, forms, asked.seed, asked.key if asked.check.anchors else "")
    found._handed.chance.become(chance, is_told=False)
    if isinstance(ask, Direct):
        ask.answer = found._answer
    return found


@lru_cache(maxsize=512)
def on_reference(asked: Asked, find: Find) -> ReferenceRun:
    """Run the tests of a criterion on the reference, once in a process.

    Args:
        asked: the criterion.
        find: returns the reference's object of a name.

    Raises:
        RubricError: there is no test to run.
    """
    modules = getattr(getattr(find, "__self__", None), "modules", ())
    there = solved_place(find, asked.check.place)
    names = there.names if there is not None else vars(modules[0]) if modules else {}
    direct = Direct(find if there is None else there.find, names)
    chance = {} if there is None else there.chance
    recordings: dict[str, Recording] = {}

    def student(test: str) -> Student:
        if there is not None:
            solved_place(find, asked.check.place)
        recordings[test] = Recording(direct.object_of)
        return _student(asked, direct, recordings[test], chance)

    with _left_as_it_is(names):
        tested = _run(asked, student, find)
    taken = {test: found.taken() for test, found in recordings.items()}
    return ReferenceRun(tested=tuple(tested), taken=taken, chance=chance)


def _run(asked: Asked, student: Callable[[str], Student], find: Find) -> list[Tested]:
    check = asked.check
    with quiet(), same_chance(), _nothing_to_read():
        if check.is_file:
            return run_file(check.code, check.tests, student, find, asked.seed)
        return [run_cell(check.code, student(""), find, asked.declared, asked.points)]


@contextmanager
def _nothing_to_read() -> Iterator[None]:
    """Let standard input be empty while the context lasts, so that no test waits for a person."""
    before, sys.stdin = sys.stdin, io.StringIO()
    try:
        yield
    finally:
        sys.stdin = before


@contextmanager
def _left_as_it_is(names: MutableMapping[str, Any]) -> Iterator[None]:
    """Restore the names of a module, which tests may bind anew, when the context ends."""
    before = dict(names)
    try:
        yield
    finally:
        for name in [name for name in names if name not in before]:
            del names[name]
        names.update(before)
