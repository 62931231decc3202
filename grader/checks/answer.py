"""The check `answer`: a person scores a written answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from grader.model.check import Answered, Check, Seen, Sentence, Settled
from grader.model.evidence import Evidence
from grader.model.result import CriterionResult
from grader.model.rubric import CellSelector
from grader.model.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Check):
    """A person scores a written answer."""

    kind: ClassVar[str] = "answer"
    waits_for_person: ClassVar[bool] = True

    cell: CellSelector
    """The markdown cell with the question, and the answer below its heading."""
    whole: bool = False
    """Whether the cell holds nothing but the answer."""

    @property
    def answered(self) -> Answered:
        """It is about a written answer."""
        return self

    def is_practised(self, is_given_out: Callable[[str], bool]) -> bool:
        """Return True: the self-check says whether there is an answer."""
        return True

    def measure(self, seen: Seen) -> Evidence:
        """Return nothing: only a person can measure it."""
        return Evidence(comparisons=())

    def settle(self, measured: Evidence, seen: Seen) -> Settled:
        """Return that it waits for a person, or was left as in the template."""
        written = seen.record.submission.answers.get(seen.key)
        attempted = written is not None and not written.unchanged
        return Settled(
            verdict=Verdict.PENDING if attempted else Verdict.NOT_ATTEMPTED,
            fraction=0.0,
            evidence=measured,
            answer=None if written is None else written.text,
        )

    def measured_sentences(self, result: CriterionResult) -> tuple[Sentence, ...]:
        """Return whether there is an answer."""
        pending = result.verdict is Verdict.PENDING
        return (Sentence(key="measured.answer" if pending else "measured.no_answer"),)

    def next_sentences(self, result: CriterionResult) -> tuple[Sentence, ...]:
        """Return that an answer is wanted, unless a person has decided already."""
        return (Sentence(key="next.answer"),) if result.decision is None else ()
