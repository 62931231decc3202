"""Defines the gradebook's row for one submission: its points, without words and arrays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from grader.files.spool import Spool
from grader.model.grade import GradeStatus
from grader.model.result import Result
from grader.model.rubric import Rubric
from grader.model.submission import Submission
from grader.report.report_file import Report
from grader.scoring.points import criterion_score


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionPoints:
    """The points of one criterion of one submission."""

    question: str
    """The question's id."""
    criterion: str
    """The criterion's id."""
    verdict: str
    """The criterion's verdict."""
    score: float
    """Points earned."""
    max_score: float
    """Largest number of points."""
    by_person: bool = False
    """Whether a person gave them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The points of one submission."""

    submission: str
    """The submission's id."""
    sha256: str
    """Hash of the submitted files."""
    status: GradeStatus
    """Whether it has a mark."""
    score: float
    """Points earned."""
    max_score: float
    """Largest number of points, without those of bonus questions."""
    pending: float
    """Points that are withheld until a person scores them or the grader's failure is mended."""
    criteria: tuple[CriterionPoints, ...]
    """The criteria, in the rubric's order."""
    questions: Mapping[str, float]
    """Points by question, in the rubric's order; the sum of rounded criteria can differ (three thirds are 1)."""
    groups: tuple[str, ...] = ()
    """The ids of the decisions about groups that hold for it."""


class StoredRows(Collection[Row]):
    """The rows of a class in its order, on disk while a command runs: a hundred thousand take no memory."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        """Keep rows; one of a submission that is there takes the place of the earlier one."""
        self.by_name: Spool[Row] = Spool(_ENCODER.encode, _DECODER.decode)
        for row in rows:
            self.by_name[row.submission] = row

    def __iter__(self) -> Iterator[Row]:
        return self.by_name.each()

    def __len__(self) -> int:
        return len(self.by_name)

    def __contains__(self, row: object) -> bool:
        return isinstance(row, Row) and self.by_name.get(row.submission) == row

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Collection) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # like any collection that changes


_ENCODER, _DECODER = msgspec.json.Encoder(), msgspec.json.Decoder(Row)


def by_name(rows: Collection[Row]) -> Mapping[str, Row]:
    """Return rows by the id of their submission."""
    return rows.by_name if isinstance(rows, StoredRows) else {row.submission: row for row in rows}


def row_of(submission: Submission, result: Result, rubric: Rubric) -> Row:
    """Return the row of a judged submission.

    Args:
        submission: the submission.
        result: its result, with people's decisions applied.
        rubric: the rubric.
    """
    criteria = tuple(
        CriterionPoints(
            question=question.id,
            criterion=criterion.id,
            verdict=judged.verdict.value,
            score=float(criterion_score(criterion, judged)),
            max_score=float(criterion.points),
            by_person=judged.decision is not None,
        )
        for question, results in zip(rubric.questions, result.questions, strict=True)
        for criterion, judged in zip(question.criteria, results.criteria, strict=True)
    )
    return Row(
        submission=submission.id,
        sha256=submission.sha256,
        status=result.status,
        score=float(result.score),
        max_score=float(result.max_score),
        pending=float(result.pending),
        criteria=criteria,
        questions={question.id: float(question.score) for question in result.questions},
        groups=result.groups,
    )


def row_in(report: Report) -> Row:
    """Return the row of a submission from its report."""
    criteria = tuple(
        CriterionPoints(
            question=question.id,
            criterion=criterion.id,
            verdict=criterion.verdict.value,
            score=criterion.score,
            max_score=criterion.max_score,
            by_person=criterion.by_person is not None,
        )
        for question in report.questions
        for criterion in question.criteria
    )
    return Row(
        submission=report.submission.id,
        sha256=report.submission.sha256,
        status=report.status,
        score=report.score,
        max_score=report.max_score,
        pending=report.pending,
        criteria=criteria,
        questions={question.id: question.score for question in report.questions},
        groups=report.groups,
    )
