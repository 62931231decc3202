"""A kind of check as the rest of the grader sees it: how a criterion is measured, decided, worded and practised.

The kinds themselves lie in `grader/checks`; outside of it nothing asks which kind a check is (docs/decisions/0021).
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
from .submission import Remark
from .verdict import Verdict

if TYPE_CHECKING:
    from .assignment import Assignment, Scenario
    from .rubric import Criterion, Question, Rubric

Ask = Callable[[dict[str, Any], Any, str], Observation]
"""Asks a student's process for something: a request's head, the values with it, and the name of what is called."""
Find = Callable[[str], Any]
"""Gives what the reference calls by a name; raises LookupError when there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the message catalogue."""

    key: str
    """Its key, such as `measured.runs`."""
    facts: Mapping[str, object] = field(default_factory=dict)
    """What it is filled with; a text is shown as code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a check stands in a rubric."""

    rubric: Rubric
    """The rubric."""
    question: Question
    """The question."""
    criterion: Criterion
    """The criterion whose check it is."""

    @property
    def key(self) -> str:
        """`question.criterion`, the name of what only this criterion asks."""
        return f"{self.question.id}.{self.criterion.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """All that a criterion is judged by."""

    place: Place
    """Where it stands."""
    record: Record
    """What was handed in and what came of running it."""
    observations: Mapping[Probe, Observation]
    """What the probes gave, with each scenario's `finish` applied."""
    expectations: Expectations
    """What they are judged against."""
    results: Mapping[str, QuestionResult]
    """What the questions judged before came to; those that `requires` names are among them."""
    evidence: Mapping[str, Evidence]
    """What was measured for each criterion of the question; empty while that is being done."""
    explain: Callable[[], tuple[Finding, ...]]
    """Names what explains this criterion's evidence: a crash, a known mistake, an earlier question's fault."""
    crash: Callable[[Evidence], Finding | None]
    """Reads what stopped the student's code, where something did."""

    @property
    def measured(self) -> Evidence:
        """The criterion's own evidence."""
        return self.evidence[self.place.criterion.id]

    @property
    def is_untouched(self) -> bool:
        """Whether the question's function is still the template's."""
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
        """Return what the criterion came to."""
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
    """How a criterion is measured. Each kind overrides what it does in a way of its own; see docs/add_a_check.md."""

    __slots__ = ()

    kind: ClassVar[str] = ""
    """What a rubric calls it: `check = "matches"`."""
    is_marked_by_person: ClassVar[bool] = False
    """Whether a person gives the points."""
    reads_notebook: ClassVar[bool] = False
    """Whether the notebook's own text is what it looks at."""
    replaces_functions: ClassVar[bool] = False
    """Whether it may put functions of its own in place of those that the student's code calls."""
    right_words: ClassVar[str] = "measured.pass_number"
    """The sentence on numbers within their limit, with `error` and `limit`."""
    wrong_words: ClassVar[str] = "measured.values"
    """The sentence on numbers beyond their limit, with `output`, `error` and `limit`."""
    sentences: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    """By language and key the sentences of a kind whose own package brings them; ours stand in the catalogues."""

    @property
    def scenario_names(self) -> tuple[str, ...]:
        """The scenarios that it runs."""
        return ()

    @property
    def output_names(self) -> tuple[str, ...]:
        """What of each scenario's values it looks at."""
        return ()

    @property
    def differentiates(self) -> str:
        """The scenario whose forward its numbers are the derivative of; empty for none."""
        return ""

    @property
    def requires_questions(self) -> tuple[str, ...]:
        """The questions that must be judged before."""
        return ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Files that it looks at, beside those that students write in."""
        return ()

    @property
    def extras(self) -> tuple[str, ...]:
        """The extras of the package `grader` without which it cannot be measured."""
        return ()

    def is_practised(self, scenarios: Mapping[str, Scenario]) -> bool:
        """Whether a self-check can measure it: here, when all of its scenarios give out cases for practice."""
        names = self.scenario_names
        return bool(names) and all(scenarios[name].practice for name in names)

    def prove(self, place: Place, assignment: Assignment) -> None:
        """Refuse a check that the reference itself does not pass; scenarios are proved without it.

        Raises:
            RubricError: it does not.
        """

    def prove_template(self, place: Place, result: CriterionResult) -> None:
        """Refuse a check that measures something untrue of the untouched template; asked by `grader audit`.

        Raises:
            RubricError: it does.
        """

    def observe(self, place: Place, files: Mapping[str, bytes], find: Find, ask: Ask) -> Mapping[Probe, Observation]:
        """Write down what judging needs beside scenarios, so that it can be judged again without student code.

        Args:
            place: where the check stands; each probe's `scenario` is `place.key`.
            files: what was handed in, by path.
            find: the reference.
            ask: asks the student's process.
        """
        return {}

    def measure(self, context: Context) -> Evidence:
        """Return the numbers behind the verdict, from what was recorded alone."""
        return Evidence(comparisons=())

    def decide(self, context: Context) -> CriterionResult:
        """Return verdict and part of the points, from the evidence of all the question's criteria."""
        raise NotImplementedError

    def remarks(self, record: Record, results: Mapping[str, QuestionResult]) -> Iterator[Remark]:
        """Say what is worth knowing and costs no points."""
        return iter(())

    def measured_words(self, result: CriterionResult) -> tuple[Sentence, ...]:
        """Return what is said of the measurement; empty for the sentences on comparisons that all kinds share."""
        return ()

    def next_words(self, result: CriterionResult) -> Sentence | None:
        """Return what to do next; None for the sentences that all kinds share."""
        return None
