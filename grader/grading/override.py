"""Records a person's points in place of the measured ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from grader.errors import CallerError
from grader.gradebook.book import book_of, grades_in, read_book, students_of, write_book
from grader.gradebook.decisions import account, add_decisions, now
from grader.gradebook.group_decisions import read_group_decisions
from grader.gradebook.rows import CriterionPoints, Row, by_name
from grader.gradebook.store import GradebookContents, read_store
from grader.gradebook.summary import summary_entries_in
from grader.gradebook.unwritten import unwritten
from grader.model.decision import Decision

from .behaviour_index import index_of
from .group_waiting import ClassGroups, waiting_for
from .regrade import RegradeSummary, regrade


def override(
    folder: Path, student: str, criterion: str, points: float | None, comment: str, who: str = ""
) -> RegradeSummary:
    """Give points for one criterion of the submission that counts for a student; a group shares them.

    Args:
        folder: the class's results.
        student: the student's id.
        criterion: `question.criterion`, or the question's id where it has one criterion.
        points: from 0 to the criterion's points; None restores the measured points.
        comment: the reason, in words that the student reads.
        who: the name of the person who decides; empty for the name of the account.

    Raises:
        CallerError: there is no such student, submission or criterion, or the points are out of range.
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
    """Record decisions, and update the reports and grades of their submissions.

    Args:
        folder: the class's results.
        decisions: the decisions.
    """
    add_decisions(folder, decisions)
    return write_decisions(folder, {decision.submission for decision in decisions})


def write_decisions(folder: Path, also: Collection[str] = (), rubric: Path | None = None) -> RegradeSummary:
    """Bring what people decided into the reports and the gradebook, where it is not there yet; the class is locked.

    Args:
        folder: the class's results.
        also: submissions that are judged again in any case.
        rubric: the rubric's file; None for the one that the class was graded with.

    Raises:
        CallerError: the rubric has changed since the class was graded.
        OutputError: the results cannot be written.
    """
    stored = read_store(folder, roster=False)
    contents = book_of(folder, stored)
    new = unwritten(() if stored is None else stored.decisions, contents.decisions)
    known = by_name(contents.rows)
    names = {
        name
        for name in (*also, *(decision.submission for decision in new), *_waiting(folder, contents))
        if name in known
    }
    if names:
        return regrade(folder, rubric, pages=True, only=names, contents=contents)
    write_book(folder, contents, summary_entries_in(folder))
    grades = grades_in(contents)
    return RegradeSummary(before=grades, after=grades, moved={}, changed=(), to_run=())


def _waiting(folder: Path, contents: GradebookContents) -> tuple[str, ...]:
    """Return the hand-ins whose reports do not yet hold what was decided about their groups."""
    decisions = read_group_decisions(folder)
    if not decisions.standing and not any(row.groups for row in contents.rows):
        return ()
    return waiting_for(ClassGroups(index=index_of(folder, contents), decisions=decisions), contents.rows)


def criterion_of(row: Row, name: str) -> CriterionPoints:
    """Return a criterion by `question.criterion`, or by the question's id alone where it has one.

    Raises:
        CallerError: there is no criterion of that name, or there are several.
    """
    wanted = name.replace("/", ".")
    found = [points for points in row.criteria if wanted in (points.question, f"{points.question}.{points.criterion}")]
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"{points.question}.{points.criterion}" for points in (found or row.criteria))
    raise CallerError("several_criteria" if found else "no_such_criterion", name=repr(name), known=known)


def in_range(points: float | None, most: float, where: str) -> None:
    """Refuse points that the criterion cannot give.

    Args:
        points: the points; None is always allowed.
        most: the criterion's points.
        where: the criterion, for messages.

    Raises:
        CallerError: the points are out of range.
    """
    if points is not None and not 0 <= points <= most:
        raise CallerError("points_out_of_range", where=where, points=f"{points:g}", most=f"{most:g}")
