"""Collects written answers for people to mark."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from grader.model.decision import Decision
from grader.model.grade import GradeStatus
from grader.model.verdict import Verdict
from grader.report.report_file import read_part
from grader.scoring.decisions import counts, picture_hash, revision_of

from .book import grades_in, read_book
from .paths import reports_of
from .store import GradebookContents

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
    drawn: str = ""
    """sha256 of that picture; empty where there is none."""

    @property
    def place(self) -> tuple[str, str, str]:
        """Return the ids of submission, question and criterion."""
        return self.submission, self.question, self.criterion

    @property
    def revision(self) -> str:
        """Return a hash that changes with the text, the picture, the points or the comment."""
        return f"{self.text_revision}-{mark_revision(self.points, self.comment)}"

    @property
    def text_revision(self) -> str:
        """Return a hash that changes with the text or the picture."""
        return revision_of(self.text, self.drawn)


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
    """Return the answers of the submissions that count, by submission and question, with the marks that they have.

    Raises:
        CallerError: no class was graded in this folder.
    """
    contents = read_book(folder)
    found = (
        answer for name, students in authors_in(contents).items() for answer in reported_answers(folder, name, students)
    )
    return with_marks(found, contents.decisions)


def authors_in(contents: GradebookContents) -> dict[str, tuple[str, ...]]:
    """Return the ids of the students who handed it in, by each submission that counts."""
    students: dict[str, tuple[str, ...]] = {}
    for grade in grades_in(contents):
        if grade.status == GradeStatus.GRADED:
            students[grade.entry.submission] = (*students.get(grade.entry.submission, ()), grade.entry.student)
    return students


def with_marks(answers: Iterable[WrittenAnswer], decisions: Iterable[Decision]) -> tuple[WrittenAnswer, ...]:
    """Return answers with the points and comments of the latest decisions, whether reports show them already or not.

    Args:
        answers: the answers.
        decisions: all decisions, oldest first.
    """
    last = {(decision.submission, *decision.place): decision for decision in decisions}
    return tuple(_marked(answer, last.get(answer.place)) for answer in answers)


def _marked(answer: WrittenAnswer, decision: Decision | None) -> WrittenAnswer:
    if decision is None or not counts(decision, answer.text, answer.drawn):
        return replace(answer, points=None, comment="")
    return replace(answer, points=decision.points, comment=decision.comment)


class _Picture(msgspec.Struct, frozen=True):
    png: str
    criterion: str = ""


class _Criterion(msgspec.Struct, frozen=True):
    id: str
    check: str
    verdict: Verdict
    max_score: float
    answer: str | None = None


class _Question(msgspec.Struct, frozen=True):
    id: str
    title: str
    criteria: tuple[_Criterion, ...]
    pictures: tuple[_Picture, ...] = ()


class _Part(msgspec.Struct, frozen=True):
    """What of a report this module reads."""

    questions: tuple[_Question, ...]


def reported_answers(folder: Path, submission: str, students: tuple[str, ...]) -> Iterator[WrittenAnswer]:
    """Yield the answers of a submission, without marks.

    Args:
        folder: the class's results.
        submission: the submission's id.
        students: the ids of those who handed it in.

    Raises:
        CallerError: the submission's report is missing or damaged.
    """
    return (answer for verdict, answer in _reported(folder, submission, students) if verdict in WAITS)


def reported_revision(folder: Path, place: tuple[str, str, str]) -> str:
    """Return what ties a decision to a written answer, its text and its picture; empty for another check.

    Args:
        folder: the class's results.
        place: the ids of submission, question and criterion.

    Raises:
        CallerError: the submission's report is missing or damaged.
    """
    found = (answer.text_revision for _, answer in _reported(folder, place[0], ()) if answer.place == place)
    return next(found, "")


def _reported(folder: Path, submission: str, students: tuple[str, ...]) -> Iterator[tuple[Verdict, WrittenAnswer]]:
    """Yield each written answer of a report with its verdict, also where nothing was written."""
    for question in read_part(reports_of(folder, submission), _Part).questions:
        pictures = {one.criterion: one.png for one in question.pictures}
        for criterion in question.criteria:
            if criterion.check != "answer":
                continue
            picture = pictures.get(criterion.id, "")
            yield (
                criterion.verdict,
                WrittenAnswer(
                    submission=submission,
                    students=students,
                    question=question.id,
                    criterion=criterion.id,
                    title=question.title,
                    text=criterion.answer or "",
                    points=None,
                    max_points=criterion.max_score,
                    comment="",
                    picture=picture,
                    drawn=picture_hash(_bytes(picture)) if picture else "",
                ),
            )


def _bytes(picture: str) -> bytes:
    """Return a picture's bytes; of a text that is no base 64, which no version of the grader writes, none."""
    try:
        return b64decode(picture)
    except ValueError:
        return b""
