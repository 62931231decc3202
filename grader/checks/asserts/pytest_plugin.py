"""Defines the pytest plugin for a rubric's tests: fixtures, selection of tests, and record of their outcomes."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest

from grader.files.captured_output import captured_output

from .chance import same_chance
from .outcome import Tested, held, stopped
from .stubs import Student


@dataclass(eq=False)
class Plugin:
    """Provides the fixtures, and records the outcome of each test."""

    tests: tuple[str, ...]
    """Names of the tests that count; empty for all."""
    make_student: Callable[[str], Student]
    """Function that makes the object of the fixture `student` for a test."""
    find: Callable[[str], Any]
    """Function that returns the reference's object of a name."""
    seed: int
    """Seed of `rng`."""
    found: list[Tested] = field(default_factory=list)
    """The outcomes of the tests, in their order."""
    broken: list[str] = field(default_factory=list)
    """The reasons why the file could not be read."""
    students: dict[str, Student] = field(default_factory=dict)
    """The object of the fixture `student`, by test."""

    @pytest.fixture(name="student")
    def given_student(self, request: pytest.FixtureRequest) -> Student:
        """Return the object that gives the student's objects by name."""
        return self._student(request.node.nodeid)

    @pytest.fixture(name="reference")
    def given_reference(self) -> Reference:
        """Return the object that gives the reference's objects by name."""
        return Reference(self.find)

    @pytest.fixture(name="rng")
    def given_rng(self) -> np.random.Generator:
        """Return a seeded generator."""
        return np.random.default_rng(self.seed)

    def pytest_configure(self, config: pytest.Config) -> None:
        """Register the marker `points`."""
        config.addinivalue_line("markers", "points(n): what the test is worth")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Remove the tests that do not count."""
        if self.tests:
            items[:] = [item for item in items if {item.name, getattr(item, "originalname", "")} & set(self.tests)]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Record why the file could not be read."""
        if report.failed:
            self.broken.append(str(report.longrepr).splitlines()[-1])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, None, None]:
        """Record the outcome of a test, whatever ends it."""
        captures = {"capsys", "capfd"} & set(getattr(item, "fixturenames", ()))  # its own must be the innermost
        with nullcontext() if captures else captured_output() as printed, same_chance():
            outcome = yield from self._outcome(item)
        self.found.append(replace(outcome, printed="" if printed is None else printed.text))

    def _outcome(self, item: pytest.Item) -> Generator[None, None, Tested]:
        """Let a test run, and return its outcome."""
        worth = self._worth(item)
        try:
            yield
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            return stopped(item.name, error, self._student(item.nodeid), str(item.path), worth)
        return held(item.name, self._student(item.nodeid), points=worth)

    def _worth(self, item: pytest.Item) -> float:
        """Return the points of a test; a marker that gives no positive number is a fault of the file."""
        marker = item.get_closest_marker("points")
        given = marker.args[0] if marker is not None and marker.args else 1.0
        if isinstance(given, (int, float)) and 0 < given < float("inf"):
            return float(given)
        self.broken.append(f"{item.name}: `points` is {given!r}, not a positive number")
        return 1.0

    def _student(self, test: str) -> Student:
        if test not in self.students:
            self.students[test] = self.make_student(test)
        return self.students[test]


class Reference:
    """Gives the reference's objects by name: `reference.square(3)`."""

    def __init__(self, find: Callable[[str], Any]) -> None:
        self._find = find

    def __getattr__(self, name: str) -> Any:
        """Return a function, class or value of the reference."""
        try:
            return self._find(name)
        except LookupError:
            raise AttributeError(name) from None
