"""Defines the interface of a kind of check: how a criterion is measured, decided, worded and practised.

The kinds themselves are in `grader/checks`; code outside of it never asks which kind a check is (docs/decisions/0021).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from .evidence import Evidence
from .expectation import Expectations, Probe
from .finding import Finding
from .observation import Observation
from .record import Record
from .result import CriterionResult, QuestionResult
from .submission import CellKind, Remark
from .verdict import Verdict

if TYPE_CHECKING:
    from .assignment import Assignment, Scenario
    from .rubric import CellSelector, Criterion, Question, Rubric

Ask = Callable[[dict[str, Any], Any, str], Observation]
"""Function that sends a request to a student's process; takes the request's head, its values, and the called name."""
Find = Callable[[str], Any]
"""Function that returns the reference's object of a name; raises LookupError when there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the message catalogue, with the values that are put into it."""

    key: str
    """Its key, such as `measured.runs`."""
    facts: Mapping[str, object] = field(default_factory=dict)
    """The values that are put into it, by name; a text is shown as code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The position of a check in a rubric."""

    rubric: Rubric
    """The rubric."""
    question: Question
    """The question."""
    criterion: Criterion
    """The criterion whose check it is."""

    @property
    def key(self) -> str:
        """Return `question.criterion`, the scenario name of the probes that only this criterion asks for."""
        return f"{self.question.id}.{self.criterion.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCell:
    """A cell of the notebook that a check looks at."""

    selector: CellSelector
    """The rule that finds it."""
    kind: CellKind
    """Whether it is a code or a markdown cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything that a criterion is judged by."""

    place: Place
    """The criterion's position in the rubric."""
    record: Record
    """The submission and the record of its run."""
    observations: Mapping[Probe, Observation]
    """The observation of each probe, with each scenario's `finish` applied."""
    expectations: Expectations
    """The values that the observations are judged against."""
    results: Mapping[str, QuestionResult]
    """The results of the questions judged before, those that `requires` names among them."""
    evidence: Mapping[str, Evidence]
    """The evidence of each criterion of the question; empty while it is being measured."""
    explain: Callable[[], tuple[Finding, ...]]
    """Function that returns the findings that explain this criterion's evidence: a crash, a known mistake, or a fault
    charged in an earlier question."""
    crash: Callable[[Evidence], Finding | None]
    """Function that returns the finding for the exception that stopped the student's code; None without one."""

    @property
    def measured(self) -> Evidence:
        """Return the criterion's own evidence."""
        return self.evidence[self.place.criterion.id]

    @property
    def is_untouched(self) -> bool:
        """Return whether the question's function is still the template's."""
        definition = self.record.submission.definitions.get(self.place.question.function or "")
        return definition is not None and definition.unchanged

    def result(
        self,
        verdict: Verdict,
        fraction: float,
        evidence: Evidence,
        findings: tuple[Finding, ...] = (),
        answer: str | None = None,
    ) -> CriterionResult:
        """Return the criterion's result.

        Args:
            verdict: the verdict.
            fraction: the part of the points that is earned, 0 to 1.
            evidence: the measured numbers.
            findings: the explanations of the verdict.
            answer: the written answer, where a person scores it.
        """
        return CriterionResult(
            id=self.place.criterion.id,
            verdict=verdict,
            fraction=fraction,
            evidence=evidence,
            findings=findings,
            answer=answer,
        )


@dataclass(frozen=True, kw_only=True)
class Check:
    """The way in which a criterion is measured; each kind overrides the methods that it needs (docs/add_a_check.md)."""

    __slots__ = ()

    kind: ClassVar[str] = ""
    """The kind's name in a rubric: `check = "matches"`."""
    is_marked_by_person: ClassVar[bool] = False
    """Whether a person gives the points."""
    reads_notebook: ClassVar[bool] = False
    """Whether it looks at the notebook's own text."""
    replaces_functions: ClassVar[bool] = False
    """Whether it may replace functions that the student's code calls by its own."""
    names_cases: ClassVar[bool] = True
    """Whether its cases and outputs have names that mean something to a student; those of test code do not."""
    right_words: ClassVar[str] = "measured.pass_number"
    """The sentence on numbers within their limit, with `error` and `limit`."""
    wrong_words: ClassVar[str] = "measured.values"
    """The sentence on numbers beyond their limit, with `output`, `error` and `limit`."""
    sentences: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    """By language and key, the sentences of a kind from another package; those of our kinds are in the catalogues."""

    @property
    def staff_texts(self) -> tuple[str, ...]:
        """Return its texts that no student may get."""
        return ()

    def for_practice(self) -> Check:
        """Return the check as it is released, without texts for staff."""
        return self

    @property
    def scenario_names(self) -> tuple[str, ...]:
        """Return the names of the scenarios that it runs."""
        return ()

    @property
    def output_names(self) -> tuple[str, ...]:
        """Return the names of the scenarios' values that it compares."""
        return ()

    @property
    def differentiates(self) -> str:
        """Return the name of the scenario whose forward pass it differentiates; empty for none."""
        return ""

    @property
    def requires_questions(self) -> tuple[str, ...]:
        """Return the ids of the questions that must be judged before it."""
        return ()

    @property
    def place_named(self) -> str:
        """Return the name by which the reference marks that place; empty for the end."""
        return ""

    @property
    def anchors_of_place(self) -> tuple[str, ...]:
        """Return the anchors of the notebook's place as of which it takes names, best first; empty for the end."""
        return ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the files that it looks at, besides those that students write in."""
        return ()

    @property
    def named_cells(self) -> tuple[NamedCell, ...]:
        """Return the cells that it looks at; `grader audit` says which of them the template does not have."""
        return ()

    @property
    def extras(self) -> tuple[str, ...]:
        """Return the extras of the package `grader` that must be installed to measure it."""
        return ()

    def is_practised(self, scenarios: Mapping[str, Scenario]) -> bool:
        """Return whether a self-check can measure it; by default, when each of its scenarios has cases for practice."""
        names = self.scenario_names
        return bool(names) and all(scenarios[name].practice for name in names)

    def prove(self, place: Place, assignment: Assignment) -> None:
        """Refuse a check that the reference itself does not pass; not needed for checks that only compare scenarios.

        Raises:
            RubricError: the reference does not pass.
        """

    def prove_template(self, place: Place, result: CriterionResult) -> None:
        """Refuse a check that measures something untrue of the untouched template; called by `grader audit`.

        Raises:
            RubricError: it measures something untrue.
        """

    def observe(self, place: Place, files: Mapping[str, bytes], find: Find, ask: Ask) -> Mapping[Probe, Observation]:
        """Return the observations that judging needs besides scenarios, so that judging again needs no student code.

        Args:
            place: the check's position; each probe's `scenario` is `place.key`.
            files: the contents of the submitted files, by path.
            find: returns the reference's object of a name.
            ask: sends a request to the student's process.
        """
        return {}

    def measure(self, context: Context) -> Evidence:
        """Return the evidence for the verdict, computed from the record alone."""
        return Evidence(comparisons=())

    def decide(self, context: Context) -> CriterionResult:
        """Return the verdict and the part of the points, from the evidence of all the question's criteria."""
        raise NotImplementedError

    def remarks(self, record: Record, results: Mapping[str, QuestionResult]) -> Iterator[Remark]:
        """Yield remarks that cost no points."""
        return iter(())

    def measured_words(self, result: CriterionResult) -> tuple[Sentence, ...]:
        """Return the sentences on the measurement; empty for the sentences on comparisons that all kinds share."""
        return ()

    def next_words(self, result: CriterionResult) -> Sentence | None:
        """Return the sentence on the student's next step; None for the sentences that all kinds share."""
        return None
