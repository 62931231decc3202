"""The check `outputs`: numbers that the notebook's cells show keep to bounds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.model.check import Check, Context, Sentence
from grader.model.evidence import Evidence
from grader.model.observation import Transcript
from grader.model.record import Record
from grader.model.result import CriterionResult, QuestionResult
from grader.model.rubric import CellSelector
from grader.model.submission import Audience, Cell, Remark
from grader.model.verdict import Verdict

from .cells import run_of, select
from .claim import claim_next, claim_words, decide_shown

_NUMBER = r"\s*([-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+|nan|inf))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Numbers that cells show after a label, and the bounds they keep to."""

    label: str
    """The text in front of the number, such as `dx error:`."""
    cell: CellSelector
    """Where it is shown."""
    least: float | None = None
    """Smallest number allowed."""
    most: float | None = None
    """Largest number allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs(Check):
    """Numbers that the notebook's cells show keep to bounds."""

    kind = "outputs"

    shown: tuple[Shown, ...]
    """Which numbers."""
    requires: tuple[str, ...]
    """Questions in proportion to whose points it pays."""

    @property
    def requires_questions(self) -> tuple[str, ...]:
        """Those that it pays by."""
        return self.requires

    def measure(self, context: Context) -> Evidence:
        """Count the numbers that keep to their bounds."""
        return showed(self, context.record.submission.cells, context.record.transcript)

    def decide(self, context: Context) -> CriterionResult:
        """Pay in proportion."""
        return decide_shown(context)

    def remarks(self, record: Record, results: Mapping[str, QuestionResult]) -> Iterator[Remark]:
        """Name numbers that our run does not give, and good ones of a function that was found wrong."""
        failed = [name for name in self.requires if results[name].verdict is Verdict.FAIL]
        for shown in self.shown:
            if _stale(shown, record):
                yield Remark(id="stale_outputs", audience=Audience.STUDENT, facts={"label": shown.label})
            question = next((q for q in failed if shown.cell.tag and q.replace("_", "-") == shown.cell.tag), None)
            if question and keeps(shown, numbers(shown, record.submission.cells, record.transcript)):
                facts = {"label": shown.label, "question": question}
                yield Remark(id="outputs_contradict", audience=Audience.STAFF, facts=facts)

    def measured_words(self, result: CriterionResult) -> tuple[Sentence, ...]:
        """Say how many keep to their bounds."""
        return claim_words("measured.outputs", result)

    def next_words(self, result: CriterionResult) -> Sentence | None:
        """Say what to do next."""
        return claim_next("next.cells", result)


def showed(check: Outputs, cells: Sequence[Cell], transcript: Transcript) -> Evidence:
    """Count the asked numbers that our run showed and that keep to their bounds."""
    held = [keeps(shown, numbers(shown, cells, transcript)) for shown in check.shown]
    return Evidence(comparisons=(), facts={"held": sum(held), "of": len(held)})


def numbers(shown: Shown, cells: Sequence[Cell], transcript: Transcript) -> list[float]:
    """Return the numbers behind a label in our run."""
    run = run_of(shown.cell, cells, transcript)
    return [] if run is None else numbers_in(shown.label, run.shown)


def numbers_in(label: str, text: str) -> list[float]:
    """Return all numbers that stand behind a label in a text."""
    return [float(match) for match in re.findall(re.escape(label) + _NUMBER, text)]


def keeps(shown: Shown, found: Sequence[float]) -> bool:
    """Whether at least one number was shown and all of them keep to the bounds."""
    least = -math.inf if shown.least is None else shown.least
    most = math.inf if shown.most is None else shown.most
    return bool(found) and all(least <= number <= most for number in found)


def _stale(shown: Shown, record: Record) -> bool:
    """Whether the notebook was handed in with a good number that our run of it does not give."""
    cell = select(shown.cell, record.submission.cells, "code")
    handed_in = [] if cell is None else numbers_in(shown.label, cell.shown)
    return keeps(shown, handed_in) and not keeps(shown, numbers(shown, record.submission.cells, record.transcript))
