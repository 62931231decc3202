"""Collects what a class page shows of all hand-ins in columns of numbers, in one pass over them."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .class_actions import TalkTo

SLOWEST = 10
"""Number of the slowest submissions that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question of the assignment."""

    id: str
    """Its id."""
    title: str
    """Its name, in words."""
    max_score: float
    """Number of points that it is worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """One submission that counts; a group has one together."""

    id: str
    """Its id; shown only on request."""
    status: str
    """`graded`, `unreadable` or `error`."""
    points: Mapping[str, float | None]
    """Points by question; None where they are withheld."""
    crashed: bool
    """Whether the notebook did not run to its end."""
    cpu_seconds: float | None
    """CPU time of its run, in seconds."""
    peak_mib: float | None
    """Largest memory use of one of its processes, in MiB."""


class Columns:
    """What a class page shows of all hand-ins."""

    def __init__(self, asked: tuple[Asked, ...], hand_ins: Iterable[HandIn]) -> None:
        """Go once through all hand-ins.

        Args:
            asked: the questions, in the rubric's order.
            hand_ins: the submissions that count.
        """
        self.statuses: Counter[str] = Counter()
        """Number of submissions by status."""
        self.crashed = 0
        """Number of submissions whose notebook did not run to its end."""
        self.points = {question.id: array("d") for question in asked}
        """Points of the judged submissions by question, of those questions of which none are withheld."""
        self.percents = array("d")
        """Scores of the judged submissions, in percent of the points that are not withheld."""
        self.used: list[array[float]] = [array("d"), array("d")]
        """CPU seconds and MiB of the judged submissions; NaN where they were not measured."""
        self.slowest: list[HandIn] = []
        """The judged submissions that took most CPU time."""
        self.talk = TalkTo()
        """Whom to talk to."""
        withheld: set[str] = set()
        for one in hand_ins:
            self._add(one, asked, withheld)
        self.points = {name: column for name, column in self.points.items() if name not in withheld}

    def take_used(self) -> list[array[float]]:
        """Return what was used, which is not held any longer: of a large class each column counts."""
        used, self.used = self.used, []
        return used

    @property
    def judged(self) -> int:
        """Return the number of judged submissions."""
        return self.statuses["graded"]

    def _add(self, one: HandIn, asked: tuple[Asked, ...], withheld: set[str]) -> None:
        self.statuses[one.status] += 1
        self.crashed += one.crashed
        percent = _percent(one, asked) if one.status == "graded" else None
        self.talk.add(one.id, one.status, percent, one.crashed and one.status == "graded")
        if one.status != "graded":
            return
        for name, column in self.points.items():
            points = one.points.get(name)
            column.append(points or 0.0)
            if points is None:
                withheld.add(name)
        if percent is not None:
            self.percents.append(percent)
        for column, used in zip(self.used, (one.cpu_seconds, one.peak_mib), strict=True):
            column.append(float("nan") if used is None else used)
        if one.cpu_seconds is not None:
            self.slowest = sorted([*self.slowest, one], key=lambda one: -(one.cpu_seconds or 0.0))[:SLOWEST]


def _percent(one: HandIn, asked: Iterable[Asked]) -> float | None:
    """Return the score in percent of the points that are not withheld; a bonus cannot raise it above 100."""
    known = [(points, question.max_score) for question in asked if (points := one.points.get(question.id)) is not None]
    most = sum(worth for _, worth in known)
    return min(100.0, 100 * sum(points for points, _ in known) / most) if most else None
