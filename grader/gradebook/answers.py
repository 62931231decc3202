"""Collects written answers for people to mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.model.grade import GradeStatus
from grader.model.verdict import Verdict
from grader.scoring.decisions import revision_of

from .book import grades_in, read_book, report_of

WAITS = (Verdict.PENDING, Verdict.PASS, Verdict.PARTIAL, Verdict.FAIL)
"""Verdicts of an answer that was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAnswer:
    """One answer of one submission."""

    submission: str
    """The submission's id."""
    students: tuple[str, ...]
    """The ids of the students who handed it in."""
    question: str
    """The question's id."""
    criterion: str
    """The criterion's id."""
    title: str
    """The question's name, in words."""
    text: str
    """The answer, as markdown."""
    points: float | None
    """Points that a person gave; None while it is unmarked."""
    max_points: float
    """Largest number of points."""
    comment: str
    """That person's comment."""
    picture: str = ""
    """What the cell of the answer drew, PNG in base 64; empty where it draws nothing."""

    @property
    def place(self) -> tuple[str, str, str]:
        """Return the ids of submission, question and criterion."""
        return self.submission, self.question, self.criterion

    @property
    def revision(self) -> str:
        """Return a hash that changes with the text, the points or the comment."""
        return f"{self.text_revision}-{mark_revision(self.points, self.comment)}"

    @property
    def text_revision(self) -> str:
        """Return a hash that changes with the text."""
        return revision_of(self.text)


def mark_revision(points: float | None, comment: str) -> str:
    """Return a hash that changes with the points or the comment."""
    return revision_of(f"{'' if points is None else f'{points:g}'} {comment}")[:8]


@dataclass(frozen=True, slots=True, kw_only=True)
class SameAnswers:
    """Hand-ins with the same text for the same question, and the same points and comment."""

    answers: tuple[WrittenAnswer, ...]
    """The answers; the first one stands for all of them."""

    @property
    def first(self) -> WrittenAnswer:
        """Return the answer that stands for all of them."""
        return self.answers[0]

    @property
    def students(self) -> tuple[str, ...]:
        """Return the ids of all students who handed it in."""
        return tuple(student for answer in self.answers for student in answer.students)


def same_answers(answers: Iterable[WrittenAnswer]) -> tuple[SameAnswers, ...]:
    """Return answers, identical ones together, in the order of the first ones."""
    found: dict[tuple[str, str, str, str], list[WrittenAnswer]] = {}
    for answer in answers:
        same = answer.question, answer.criterion, answer.revision, answer.picture
        found.setdefault(same, []).append(answer)
    return tuple(SameAnswers(answers=tuple(group)) for group in found.values())


def answers_in(folder: Path) -> tuple[WrittenAnswer, ...]:
    """Return the answers of the submissions that count, by submission and question.

    Raises:
        CallerError: no class was graded in this folder.
    """
    contents = read_book(folder)
    students: dict[str, list[str]] = {}
    for grade in grades_in(contents):
        if grade.status == GradeStatus.GRADED:
            students.setdefault(grade.entry.submission, []).append(grade.entry.student)
    return tuple(answer for name, who in students.items() for answer in _of_one(folder, name, tuple(who)))


def _of_one(folder: Path, name: str, students: tuple[str, ...]) -> Iterator[WrittenAnswer]:
    report = report_of(folder, name)
    pictures = _pictures(report.content)
    for question in report.questions:
        for criterion in question.criteria:
            if criterion.check != "answer" or criterion.verdict not in WAITS:
                continue
            given = criterion.by_person
            yield WrittenAnswer(
                submission=name,
                students=students,
                question=question.id,
                criterion=criterion.id,
                title=question.title,
                text=criterion.answer or "",
                points=None if given is None else given.points,
                max_points=criterion.max_score,
                comment="" if given is None else given.comment,
                picture=pictures.get((question.id, criterion.id), ""),
            )


def _pictures(report: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Return the pictures of a report that belong to an answer, by the ids of question and criterion."""
    return {
        (question["id"], picture["criterion"]): picture["png"]
        for question in report["questions"]
        for picture in question.get("pictures", [])
        if picture.get("criterion")
    }
