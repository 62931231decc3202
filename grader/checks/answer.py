"""Defines the check `answer`: a person scores a written answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from grader.model.check import Check, Context, NamedCell, Sentence
from grader.model.evidence import Evidence
from grader.model.result import CriterionResult
from grader.model.rubric import CellSelector, Rubric
from grader.model.submission import CellKind
from grader.model.verdict import Verdict
from grader.scoring.decisions import picture_hash

if TYPE_CHECKING:
    from grader.model.assignment import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Check):
    """A person scores a written answer."""

    kind = "answer"
    is_marked_by_person = True
    reads_notebook = True

    cell: CellSelector
    """The markdown cell with the question, and the answer below its heading."""
    whole: bool = False
    """Whether the cell contains nothing but the answer."""
    expected: str = ""
    """What a right answer says, as markdown, for the people who mark; never released."""

    @property
    def named_cells(self) -> tuple[NamedCell, ...]:
        """Return the cell with the question."""
        return (NamedCell(selector=self.cell, kind=CellKind.MARKDOWN),)

    def is_practised(self, scenarios: Mapping[str, Scenario]) -> bool:
        """Return True: a self-check says whether something is written."""
        return True

    @property
    def staff_texts(self) -> tuple[str, ...]:
        """Return what a right answer says, line by line."""
        return tuple(filter(None, map(str.strip, self.expected.splitlines())))

    def for_practice(self) -> Answer:
        """Return the check without what a right answer says."""
        return replace(self, expected="")

    def decide(self, context: Context) -> CriterionResult:
        """Withhold the points until a person gives them."""
        written = context.record.submission.answers.get(context.place.key)
        verdict = Verdict.NOT_ATTEMPTED if written is None or written.unchanged else Verdict.PENDING
        text = None if written is None else written.text
        return replace(context.result(verdict, 0.0, Evidence(comparisons=()), answer=text), drawn=_drawn(context))

    def measured_words(self, result: CriterionResult) -> tuple[Sentence, ...]:
        """Return the sentence that says whether there is an answer."""
        return (Sentence(key="measured.answer" if result.verdict is Verdict.PENDING else "measured.no_answer"),)

    def next_words(self, result: CriterionResult) -> Sentence | None:
        """Return the sentence that asks for an answer."""
        return Sentence(key="next.answer")


def _drawn(context: Context) -> str:
    """Return a hash of the picture that the answer's cell drew; empty where it drew none."""
    cell = context.record.submission.drawing.get(context.place.key)
    pictures = (one.png for one in context.record.transcript.pictures if one.cell == cell)
    return next((picture_hash(png) for png in pictures), "")


def answers_of(rubric: Rubric) -> dict[str, Answer]:
    """Return the checks of written answers, by `question.criterion`."""
    pairs = ((place.key, place.criterion.check) for place in rubric.places())
    return {key: check for key, check in pairs if isinstance(check, Answer)}
