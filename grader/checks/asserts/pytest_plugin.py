"""What pytest is told of a rubric's tests: their fixtures, which of them count, and where their outcome goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from .outcome import Tested, held, stopped
from .stubs import Student


@dataclass(eq=False)
class Plugin:
    """Gives the fixtures, and notes what each test came to."""

    tests: tuple[str, ...]
    """Names of the tests that count; empty for all."""
    make_student: Callable[[], Student]
    """Makes what a test meets."""
    find: Callable[[str], Any]
    """The reference."""
    seed: int
    """Of `rng`."""
    found: list[Tested] = field(default_factory=list)
    """What the tests came to, in their order."""
    broken: list[str] = field(default_factory=list)
    """Why the file could not be read."""
    students: dict[str, Student] = field(default_factory=dict)
    """What each test met."""

    @pytest.fixture(name="student")
    def given_student(self, request: pytest.FixtureRequest) -> Student:
        """What the student wrote, by name."""
        return self._student(request.node.nodeid)

    @pytest.fixture(name="reference")
    def given_reference(self) -> Reference:
        """The reference, by name."""
        return Reference(self.find)

    @pytest.fixture(name="rng")
    def given_rng(self) -> np.random.Generator:
        """A seeded generator."""
        return np.random.default_rng(self.seed)

    def pytest_configure(self, config: pytest.Config) -> None:
        """Make the marker known."""
        config.addinivalue_line("markers", "points(n): what the test is worth")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the tests that count."""
        if self.tests:
            items[:] = [item for item in items if {item.name, getattr(item, "originalname", "")} & set(self.tests)]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note why the file could not be read."""
        if report.failed:
            self.broken.append(str(report.longrepr).splitlines()[-1])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """Note what a test came to; whatever ends it is its outcome."""
        marker = item.get_closest_marker("points")
        worth = float(marker.args[0]) if marker is not None and marker.args else 1.0
        try:
            yield
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            own = self._student(item.nodeid)
            self.found.append(stopped(item.name, error, own, str(item.path), worth))
            return
        self.found.append(held(item.name, points=worth))

    def _student(self, test: str) -> Student:
        return self.students.setdefault(test, self.make_student())


class Reference:
    """The reference by name: `reference.square(3)`."""

    def __init__(self, find: Callable[[str], Any]) -> None:
        self._find = find

    def __getattr__(self, name: str) -> Any:
        """A function, class or value of the reference's."""
        try:
            return self._find(name)
        except LookupError:
            raise AttributeError(name) from None
