"""Defines what ends test code: an answer after which no other comes, or what the student's code raised."""

from __future__ import annotations

from grader.model.observation import Observation
from grader.sandbox.child.test_code import TestError, error_of


class Stopped(BaseException):
    """Ends test code when the student's code was stopped, died or gave unusable values; no test catches it."""

    def __init__(self, seen: Observation) -> None:
        super().__init__(seen.outcome.value)
        self.seen = seen


class StudentError(Exception):
    """Replaces an exception of the student's that is none of Python's own."""


def raised_error(name: str, base: str, text: str) -> BaseException:
    """Return an exception of Python's own; for one of the student's, the nearest that it inherits from."""
    found = error_of(name, base, text)
    return StudentError(str(found)) if type(found) is TestError else found
