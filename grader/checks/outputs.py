"""Defines the check `outputs`: numbers in the output of the notebook's cells are within bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.model.check import Check, Context, NamedCell, Sentence
from grader.model.evidence import Evidence
from grader.model.observation import Transcript
from grader.model.record import Record
from grader.model.result import CriterionResult, QuestionResult
from grader.model.submission import Audience, Cell, CellKind, Remark
from grader.model.verdict import Verdict

from .claim import claim_next, claim_words, decide_shown
from .outputs_words import reading_line, reading_next, reading_words, told_numbers
from .reading import Reading, Shown, read, read_handed_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs(Check):
    """Numbers in the output of the notebook's cells are within bounds."""

    kind = "outputs"

    shown: tuple[Shown, ...]
    """The numbers, with their bounds."""
    requires: tuple[str, ...]
    """Ids of the questions whose earned points it is paid in proportion to."""

    @property
    def requires_questions(self) -> tuple[str, ...]:
        """Return the ids of the questions whose earned points it is paid in proportion to."""
        return self.requires

    @property
    def named_cells(self) -> tuple[NamedCell, ...]:
        """Return the cells that print the numbers."""
        return tuple(NamedCell(selector=shown.cell, kind=CellKind.CODE) for shown in self.shown)

    def measure(self, context: Context) -> Evidence:
        """Count the numbers that are within their bounds."""
        return showed(self, context.record.submission.cells, context.record.transcript)

    def decide(self, context: Context) -> CriterionResult:
        """Return points in proportion to the numbers within bounds and to the required questions."""
        return decide_shown(context)

    def remarks(self, record: Record, results: Mapping[str, QuestionResult]) -> Iterator[Remark]:
        """Yield remarks on good numbers that our run does not give, and on good numbers of a function found wrong."""
        failed = [name for name in self.requires if results[name].verdict is Verdict.FAIL]
        for shown in self.shown:
            reading = read(shown, record.submission.cells, record.transcript)
            yield from _stale(reading, record)
            question = next((q for q in failed if shown.cell.tag and q.replace("_", "-") == shown.cell.tag), None)
            if question and reading.holds:
                facts = {"label": shown.label, "question": question}
                yield Remark(id="outputs_contradict", audience=Audience.STAFF, facts=facts)

    def measured_words(self, result: CriterionResult) -> tuple[Sentence, ...]:
        """Return how many numbers are within their bounds; of those that are not, what was looked for and found."""
        told = claim_words("measured.outputs", result)
        if result.verdict is Verdict.NOT_ATTEMPTED:
            return told
        return *told[:1], *reading_words(_readings(result)), *told[1:]

    def next_words(self, result: CriterionResult) -> Sentence | None:
        """Return the sentence on the next step."""
        return claim_next(reading_next(_readings(result)), result)


def showed(check: Outputs, cells: Sequence[Cell], transcript: Transcript) -> Evidence:
    """Count the numbers of a check that our run printed and that are within their bounds.

    The evidence's facts are `held` and `of`, `readings`, one a number, and `bounds`, a line for staff on each that
    does not hold.
    """
    readings = tuple(read(shown, cells, transcript) for shown in check.shown)
    lines = tuple(reading_line(reading) for reading in readings if not reading.holds)
    held = sum(reading.holds for reading in readings)
    return Evidence(comparisons=(), facts={"held": held, "of": len(readings), "readings": readings, "bounds": lines})


def _readings(result: CriterionResult) -> tuple[Reading, ...]:
    found: tuple[Reading, ...] = result.evidence.facts.get("readings", ())
    return found


def _stale(reading: Reading, record: Record) -> Iterator[Remark]:
    """Yield a remark where the notebook as handed in shows a good number that our run of it does not give."""
    shown = reading.shown
    handed_in = read_handed_in(shown, record.submission.cells)
    if reading.holds or not shown.keeps(handed_in):
        return
    facts = {"label": shown.label, "shown": told_numbers(handed_in)}
    if reading.found:
        facts["now"] = told_numbers(reading.found)
    yield Remark(id="stale_outputs" if reading.found else "stale_outputs_none", audience=Audience.STUDENT, facts=facts)
