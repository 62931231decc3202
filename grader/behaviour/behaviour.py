"""Defines what a hand-in did where a question looks, and takes it from the record of its run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from grader.checks.gradient import as_gradient
from grader.checks.matches import as_matches
from grader.errors import RubricError
from grader.model.assignment import Assignment
from grader.model.check import Check, Context, Place
from grader.model.expectation import Expectations, Probe, carried_way
from grader.model.forbidden import covers
from grader.model.observation import Failure, Frame, LimitReason, Observation, Outcome
from grader.model.record import Record
from grader.model.rubric import Question

from .lines import normalised

POINTS = "points"
"""The way of a probe that evaluates a forward pass around its inputs."""
STEP = "step"
"""The way that stands for that of a step of test code."""
MOST_LINE = 2_000
"""Most characters of the line that raised by which errors are told apart."""
_TIME = {LimitReason.CPU, LimitReason.WALL, LimitReason.HAND_IN_WALL}
"""Limits of which a busy machine decides which one is met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a criterion comes to that compares no values of a scenario."""

    criterion: str
    """The criterion's id."""
    text: str
    """What its check finds, without numbers that differ from one run to the next."""
    holds: bool
    """Whether all of it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """What a hand-in did where one question looks."""

    question: str
    """The question's id."""
    observations: Mapping[Probe, Observation]
    """What was observed in each case, as recorded; of a failure only what does not depend on names and lines."""
    shown: tuple[Shown, ...] = ()
    """What criteria come to that compare no values of a scenario, such as tests and cells of the notebook."""
    uses: tuple[str, ...] = ()
    """Forbidden names that its solution uses."""
    is_untouched: bool = False
    """Whether its function is still the template's."""


def is_grouped(question: Question) -> bool:
    """Return whether hand-ins are grouped for a question: not where a person alone gives the points."""
    return any(not criterion.check.is_marked_by_person for criterion in question.criteria)


def behaviour_of(question: Question, record: Record, assignment: Assignment, expectations: Expectations) -> Behaviour:
    """Return what a recorded hand-in did where a question looks.

    Args:
        question: the question.
        record: the record of the hand-in's run.
        assignment: the assignment.
        expectations: the inputs and the reference's values.
    """
    submission = record.submission
    seen = dict(_seen(question, record, assignment))
    forbidden = {use.name for use in submission.uses.get(question.id, ())}
    called = {call.used for one in seen.values() for call in one.forbidden}
    forbidden |= {name for name in question.forbidden.names if any(covers(name, used) for used in called)}
    definition = submission.definitions.get(question.function or "")
    return Behaviour(
        question=question.id,
        observations={probe: _slim(probe, one, record, question, assignment) for probe, one in seen.items()},
        shown=tuple(_shown(question, record, assignment, expectations)),
        uses=tuple(sorted(forbidden)),
        is_untouched=definition is not None and definition.unchanged,
    )


def _seen(question: Question, record: Record, assignment: Assignment) -> Iterator[tuple[Probe, Observation]]:
    """Yield the observations that a question looks at, in the order of their names."""
    names = {name for criterion in question.criteria for name in criterion.check.scenario_names}
    keys = {f"{question.id}.{criterion.id}" for criterion in question.criteria}
    ways = {"run", POINTS, carried_way(question.id)}
    for probe in sorted(record.observations):
        if probe.scenario in names and probe.way in ways:
            yield probe, record.observations[probe]
        elif probe.scenario in keys - names:  # a step of test code: its way holds a hash of what it was asked
            yield Probe(probe.scenario, probe.case, STEP), record.observations[probe]


def _slim(probe: Probe, seen: Observation, record: Record, question: Question, assignment: Assignment) -> Observation:
    """Return an observation without what no comparison reads."""
    failure = None if seen.failure is None else _failure(seen.failure, record)
    values = seen.values
    if probe.way == POINTS:
        values = {name: value for name, value in values.items() if name == "base"}
    elif probe.scenario in assignment.scenarios and assignment.scenarios[probe.scenario].finish is None:
        compared = {name for criterion in question.criteria for name in outputs_of(criterion.check)}
        values = {name: value for name, value in values.items() if name in compared}
    return Observation(outcome=seen.outcome, values=values, failure=failure)


def outputs_of(check: Check) -> tuple[str, ...]:
    """Return the names of the values that a check compares, also with a numerical derivative."""
    gradient = as_gradient(check)
    return tuple(gradient.wrt) if gradient is not None else check.output_names


def _failure(failure: Failure, record: Record) -> Failure:
    """Return a failure as its type, the function, and the text of the line that raised."""
    frames = tuple(_frame(frame, record) for frame in failure.frames[-1:])
    why = LimitReason.CPU.value if failure.why in _TIME else failure.why
    return replace(failure, why=why, text="", frames=frames, called="")


def _frame(frame: Frame, record: Record) -> Frame:
    definition = record.submission.definitions.get(frame.function.split(".")[0])
    source = definition.source if definition else ""
    return Frame(path="", line=0, function="", source=normalised(frame.source[:MOST_LINE], source))


def _shown(question: Question, record: Record, assignment: Assignment, expectations: Expectations) -> Iterator[Shown]:
    """Yield what each criterion comes to whose values are not compared with the reference's here."""
    for criterion in question.criteria:
        check = criterion.check
        if check.is_marked_by_person or as_matches(check) is not None or as_gradient(check) is not None:
            continue
        context = Context(
            place=Place(rubric=assignment.rubric, question=question, criterion=criterion),
            record=record,
            observations=record.observations,
            expectations=expectations,
            results={},
            evidence={},
            explain=tuple,
            crash=lambda _evidence: None,
        )
        yield _told(criterion.id, check, context)


def _told(criterion: str, check: Check, context: Context) -> Shown:
    try:
        evidence = check.measure(context)
    except RubricError:  # the rubric's fault, which costs nobody points
        return Shown(criterion=criterion, text="not measured", holds=True)
    failing = [f"{one.case} {one.output} {one.rung.value}" for one in evidence.failing if one.rung is not None]
    facts = {name: evidence.facts[name] for name in ("held", "of") if name in evidence.facts}
    readings = [str(reading.holds) for reading in evidence.facts.get("readings", ())]
    text = "; ".join([*failing, *(f"{name} {value}" for name, value in facts.items()), *readings])
    return Shown(criterion=criterion, text=text, holds=not failing and facts.get("held") == facts.get("of"))


def is_silent(behaviour: Behaviour) -> bool:
    """Return whether the hand-in has no answer to a question: nothing was written, or nothing of the name is there."""
    silent = {Outcome.MISSING, Outcome.NOT_ATTEMPTED}
    outcomes = {seen.outcome for seen in behaviour.observations.values()}
    return behaviour.is_untouched or (bool(outcomes) and outcomes <= silent)
