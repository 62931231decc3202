"""Holds the answers of a class, question by question, and reads again what was graded anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from grader.gradebook.answer_groups import AnswerGroup, grouped
from grader.gradebook.answer_sheet import name_of
from grader.gradebook.answers import WrittenAnswer, reported_answers
from grader.gradebook.paths import reports_of
from grader.model.grade import GradeStatus
from grader.report.report_file import REPORT

from ..class_state import ClassState, Graded

Stamp = tuple[int, int, int, tuple[str, ...]]
"""Time, size and number of a report's file, and its students."""


@dataclass(frozen=True, kw_only=True)
class AskedQuestion:
    """One question that people mark, with what was written."""

    key: str
    """`question.criterion`."""
    title: str
    """Its name, in words."""
    groups: tuple[AnswerGroup, ...]
    """Its answers, equal ones together, the largest groups first."""

    @cached_property
    def by_id(self) -> Mapping[str, AnswerGroup]:
        """Return its groups by their ids."""
        return {group.id: group for group in self.groups}

    @property
    def place(self) -> tuple[str, str]:
        """Return the ids of question and criterion."""
        return self.groups[0].place

    @property
    def most(self) -> float:
        """Return the largest number of points."""
        return self.groups[0].most


class BoardReader:
    """Keeps the answers of a class without their pictures, which may be large."""

    def __init__(self) -> None:
        self._graded: Graded | None = None
        self._read: dict[str, tuple[Stamp, tuple[WrittenAnswer, ...]]] = {}
        self._questions: Mapping[str, AskedQuestion] = {}

    def now(self, state: ClassState) -> Mapping[str, AskedQuestion]:
        """Return the questions by `question.criterion`, in the order of the rubric.

        Raises:
            CallerError: a report is missing or damaged.
        """
        if self._graded is not state.graded:
            authors = _authors(state)
            self._read = {name: self._read[name] for name in authors if name in self._read}
            found = [answer for name, who in authors.items() for answer in self._answers(state, name, who)]
            self._questions = _questions(found)
            self._graded = state.graded
        return self._questions

    def _answers(self, state: ClassState, name: str, students: tuple[str, ...]) -> tuple[WrittenAnswer, ...]:
        stamp = _stamp(reports_of(state.folder, name) / REPORT, students)
        known = self._read.get(name)
        if known is None or known[0] != stamp:
            found = reported_answers(state.folder, name, students)
            known = self._read[name] = stamp, tuple(replace(answer, picture="") for answer in found)
        return known[1]


def _stamp(report: Path, students: tuple[str, ...]) -> Stamp:
    try:
        about = report.stat()
    except OSError:  # it is told where it is read
        return 0, 0, 0, students
    return about.st_mtime_ns, about.st_size, about.st_ino, students


def _authors(state: ClassState) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(grade.entry.student for grade in grades)
        for name, grades in state.students.items()
        if grades[0].status == GradeStatus.GRADED
    }


def _questions(answers: list[WrittenAnswer]) -> Mapping[str, AskedQuestion]:
    found: dict[str, list[WrittenAnswer]] = {}
    for answer in answers:
        found.setdefault(name_of(answer), []).append(answer)
    return {
        key: AskedQuestion(key=key, title=written[0].title, groups=grouped(written)) for key, written in found.items()
    }
