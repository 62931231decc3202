"""Runs a criterion's test code: on the reference, which shows where it gives objects of its own, and on a student's.

Why it is so: docs/decisions/0034.
"""

from __future__ import annotations

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


def run(asked: Asked, ask: Ask, find: Find) -> list[Tested]:
    """Run the tests of a criterion on a student's objects.

    Args:
        asked: the criterion.
        ask: answers each step that the tests take on the student's objects.
        find: returns the reference's object of a name.

    Raises:
        RubricError: there is no test to run.
    """
    taken = on_reference(asked, find).taken
    return _run(asked, lambda test: Student(ask, Following(taken.get(test, Taken())), asked.seed), find)


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
    names = vars(modules[0]) if modules else {}
    direct = Direct(find, names)
    recordings: dict[str, Recording] = {}

    def student(test: str) -> Student:
        recordings[test] = Recording(direct.object_of)
        return Student(direct, recordings[test], asked.seed)

    with _left_as_it_is(names):
        tested = _run(asked, student, find)
    return ReferenceRun(tested=tuple(tested), taken={test: found.taken() for test, found in recordings.items()})


def _run(asked: Asked, student: Callable[[str], Student], find: Find) -> list[Tested]:
    check = asked.check
    with quiet(), same_chance():
        if check.is_file:
            return run_file(check.code, check.tests, student, find, asked.seed)
        return [run_cell(check.code, student(""), find, asked.declared, asked.points)]


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
