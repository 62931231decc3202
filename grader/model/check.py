"""What every kind of check answers about itself; the kinds are the modules of `grader.checks`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Protocol

from .evidence import Evidence
from .expectation import Expectations, Probe
from .observation import Observation
from .record import Record
from .verdict import Verdict

if TYPE_CHECKING:
    from .result import CriterionResult, QuestionResult
    from .rubric import CellSelector, Criterion, Question, Rubric, Shown


class Compared(Protocol):
    """A check whose outputs are compared with the reference's: known mistakes can be named by its numbers."""

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Scenarios whose every case is compared."""

    @property
    def shares(self) -> Mapping[str, float]:
        """For each output the part of the points that it is worth; they add up to 1."""

    @property
    def tolerance(self) -> float | None:
        """Limit of the relative error; None takes it from the inputs' dtype."""

    @property
    def case_tolerances(self) -> Mapping[str, float]:
        """Limits of single cases."""

    @property
    def norm(self) -> str:
        """What an error is relative to: the whole `array`'s largest entry, or its `column`'s."""


class Differentiated(Protocol):
    """A check that holds a backward against the numerical derivative of its forward."""

    @property
    def scenario(self) -> str:
        """The scenario with both `run` and `forward`."""

    @property
    def output(self) -> str:
        """The output of `forward` that is differentiated."""

    @property
    def upstream(self) -> str | None:
        """The input that holds the upstream gradient; None for a scalar output."""

    @property
    def wrt(self) -> Mapping[str, str]:
        """For each gradient that `run` returns the input that it belongs to."""

    @property
    def shares(self) -> Mapping[str, float]:
        """For each gradient the part of the points that it is worth; they add up to 1."""

    @property
    def tolerance(self) -> float:
        """Limit of the relative error, to which the derivative's own noise is added."""


class Answered(Protocol):
    """A check of a written answer."""

    @property
    def cell(self) -> CellSelector:
        """The markdown cell with the question, and the answer below its heading."""

    @property
    def whole(self) -> bool:
        """Whether the cell holds nothing but the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """All that a check may look at when it measures one criterion of one submission."""

    rubric: Rubric
    """The whole rubric."""
    question: Question
    """The criterion's question."""
    criterion: Criterion
    """The criterion."""
    record: Record
    """What was handed in, and what came of running it."""
    observations: Mapping[Probe, Observation]
    """What the probes gave, with each scenario's `finish` applied."""
    expectations: Expectations
    """What the reference and its known mistakes give."""
    results: Mapping[str, QuestionResult]
    """Questions that were judged before, by id."""

    @property
    def key(self) -> str:
        """The criterion's name in the whole rubric: `question.criterion`."""
        return f"{self.question.id}.{self.criterion.id}"

    @property
    def is_unchanged(self) -> bool:
        """Whether the question's function stands as the template gave it out."""
        definition = self.record.submission.definitions.get(self.question.function or "")
        return definition is not None and definition.unchanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a check decides by itself, without diagnosis."""

    verdict: Verdict
    """What the criterion comes to."""
    fraction: float
    """The part of its points that it earns, 0 to 1."""
    evidence: Evidence
    """What is shown for it."""
    answer: str | None = None
    """The written answer, where a person scores it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence to say, by its key in the catalogues."""

    key: str
    """Such as `measured.pass`."""
    facts: Mapping[str, object] = field(default_factory=dict)
    """What is filled in; texts are shown as code, since they may come from outside."""


class Check:
    """One way to measure a criterion; each kind of check is a subclass, a frozen dataclass of what a rubric says of it.

    What is here holds for a kind that needs nothing of the sort. See docs/add_a_check.md.
    """

    __slots__ = ()
    kind: ClassVar[str]
    """Its name in a rubric: `check = "..."`."""
    waits_for_person: ClassVar[bool] = False
    """Whether a person gives the points."""
    judged_last: ClassVar[bool] = False
    """Whether it looks at what other questions came to."""
    right_sentence: ClassVar[str] = "measured.pass_number"
    """Said of numbers that are right, beside their limit."""
    wrong_sentence: ClassVar[str] = "measured.values"
    """Said of numbers that are wrong, beside their limit."""
    sentences: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    """For a kind from another package: its own sentences, `{language: {key: text}}`."""

    @property
    def compared(self) -> Compared | None:
        """This check where its numbers are compared with the reference's, else None."""
        return None

    @property
    def differentiated(self) -> Differentiated | None:
        """This check where it holds a backward against a derivative, else None."""
        return None

    @property
    def answered(self) -> Answered | None:
        """This check where it is about a written answer, else None."""
        return None

    def scenario_names(self) -> tuple[str, ...]:
        """Return the scenarios that must be run for it."""
        return ()

    def compared_outputs(self) -> tuple[str, ...]:
        """Return the outputs that each of these scenarios must give."""
        return ()

    def required(self) -> tuple[str, ...]:
        """Return the ids of questions in proportion to whose points it pays."""
        return ()

    def shown_numbers(self) -> tuple[Shown, ...]:
        """Return the numbers that it reads from what the notebook's cells show."""
        return ()

    def extras(self) -> tuple[str, ...]:
        """Return the extras of this package that it needs, such as `asserts`."""
        return ()

    def is_practised(self, is_given_out: Callable[[str], bool]) -> bool:
        """Return whether students can check it themselves.

        Args:
            is_given_out: whether a scenario has cases that students may see.
        """
        return False

    def measure(self, seen: Seen) -> Evidence:
        """Return what is measured for one criterion of one submission; runs no student code."""
        raise NotImplementedError

    def settle(self, measured: Evidence, seen: Seen) -> Settled | None:
        """Return the verdict, or None where numbers are to be explained first and then pay by their shares."""
        return None

    def measured_sentences(self, result: CriterionResult) -> tuple[Sentence, ...] | None:
        """Return what is said of the measurement; None for the ladder's own words."""
        return None

    def next_sentences(self, result: CriterionResult) -> tuple[Sentence, ...] | None:
        """Return what to do next where points are missing; None for the ladder's own words."""
        return None
