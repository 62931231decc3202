"""A person's points in place of what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.errors import CallerError
from grader.gradebook.book import read_book, students_of
from grader.gradebook.decisions import account, add_decisions, now
from grader.gradebook.rows import CriterionPoints, Row
from grader.model.decision import Decision

from .regrade import RegradeSummary, regrade


def override(
    folder: Path, student: str, criterion: str, points: float | None, comment: str, who: str = ""
) -> RegradeSummary:
    """Give points for one criterion of the hand-in that counts for a student; a group shares them.

    Args:
        folder: the class's results.
        student: the student's id.
        criterion: `question.criterion`, or the question's id where it has one criterion.
        points: 0 to what the criterion is worth; None goes back to what was measured.
        comment: why, in words that the student reads.
        who: who decides; empty takes the name of the account.

    Raises:
        CallerError: there is no such student, hand-in or criterion, or the points are out of range.
    """
    contents = read_book(folder)
    grade, _ = students_of(contents, student)
    row = next((row for row in contents.rows if row.submission == grade.entry.submission), None)
    if row is None:
        raise CallerError("handed_nothing_in", student=repr(student))
    place = criterion_of(row, criterion)
    in_range(points, place.max_score, f"{place.question}.{place.criterion}")
    decision = Decision(
        submission=row.submission,
        question=place.question,
        criterion=place.criterion,
        points=points,
        comment=comment,
        who=who or account(),
        when=now(),
    )
    return decide(folder, [decision])


def decide(folder: Path, decisions: Sequence[Decision]) -> RegradeSummary:
    """Write decisions down, and bring the reports and marks of their hand-ins up to date."""
    add_decisions(folder, decisions)
    return regrade(folder, pages=True, only={decision.submission for decision in decisions})


def criterion_of(row: Row, name: str) -> CriterionPoints:
    """Return a criterion by `question.criterion`, or by the question's id alone where it has one.

    Raises:
        CallerError: there is none of that name.
    """
    wanted = name.replace("/", ".")
    found = [points for points in row.criteria if wanted in (points.question, f"{points.question}.{points.criterion}")]
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"{points.question}.{points.criterion}" for points in (found or row.criteria))
    raise CallerError("several_criteria" if found else "no_such_criterion", name=repr(name), known=known)


def in_range(points: float | None, most: float, where: str) -> None:
    """Raise CallerError for points that the criterion cannot give."""
    if points is not None and not 0 <= points <= most:
        raise CallerError("points_out_of_range", where=where, points=f"{points:g}", most=f"{most:g}")
