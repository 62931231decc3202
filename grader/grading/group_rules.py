"""Applies decisions about groups to a measured result: whoever has the behaviour of a group gets what was decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from weakref import WeakKeyDictionary

from grader.behaviour.alike import Compared, compared, comparing
from grader.behaviour.behaviour import behaviour_of
from grader.behaviour.groups import Known
from grader.behaviour.stored import as_bytes, of_bytes, read
from grader.gradebook.group_decisions import read_group_decisions
from grader.model.assignment import Assignment
from grader.model.decision import Decision
from grader.model.expectation import Expectations
from grader.model.finding import Finding, FindingKind
from grader.model.group_decision import GroupDecision, GroupRule, Ruling
from grader.model.record import Record
from grader.model.result import CriterionResult, QuestionResult, Result
from grader.model.rubric import Question
from grader.model.verdict import Confidence, Verdict
from grader.scoring.points import criterion_score

_CARRIED_OUT = {Verdict.ERROR, Verdict.PENDING}
"""Verdicts of criteria that nothing was measured of, so that a comment alone gives them no points."""


def group_rules(folder: Path) -> tuple[GroupRule, ...]:
    """Return the decisions about groups of a class, each with its behaviour.

    Args:
        folder: the folder of results.

    Raises:
        CallerError: a decision or a behaviour cannot be read.
    """
    standing = read_group_decisions(folder).standing
    return tuple(GroupRule(decision=one, behaviour=as_bytes(read(folder, one.group))) for one in standing)


def with_groups(
    result: Result,
    record: Record,
    decisions: Sequence[Ruling],
    assignment: Assignment,
    expectations: Callable[[], Expectations],
) -> tuple[Result, tuple[Decision, ...]]:
    """Return a result with the names of its groups, and all decisions that hold for it, those about it alone last.

    Args:
        result: the measured result.
        record: the record that it was measured of.
        decisions: decisions about groups, and about this submission, oldest first.
        assignment: the assignment.
        expectations: returns the values of its reference.
    """
    own = tuple(one for one in decisions if isinstance(one, Decision))
    rules = tuple(one for one in decisions if isinstance(one, GroupRule))
    if not rules or not record.observations:
        return result, own
    expected = expectations()  # made where the caller is; below, paths from there lead elsewhere
    with comparing(assignment):
        holding = tuple(_holding(rules, record, assignment, expected))
    of_groups = [given for decision in holding for given in _given(decision, record.submission.id, result, assignment)]
    taken_back = {one.place for one in own if one.points is None} & {one.place for one in of_groups}
    last = {one.place: one for one in own}
    left = tuple(one for one in own if not (one.place in taken_back and last[one.place].points is None))
    named = replace(_named(result, holding), groups=tuple(decision.id for decision in holding))
    return named, (*of_groups, *left)


def _holding(
    rules: Sequence[GroupRule], record: Record, assignment: Assignment, expectations: Expectations
) -> Iterator[GroupDecision]:
    """Yield the decision that holds at each question that the submission's behaviour was decided at."""
    for question in assignment.rubric.questions:
        asked = [rule for rule in rules if rule.decision.question == question.id]
        if not asked:
            continue
        group = _group_of(question, asked, record, assignment, expectations)
        about = [rule.decision for rule in asked if rule.decision.group == group]
        last = next((one for one in reversed(about) if one.covers(record.submission.id)), None)
        if last is not None:
            yield last


def _group_of(
    question: Question,
    rules: Sequence[GroupRule],
    record: Record,
    assignment: Assignment,
    expectations: Expectations,
) -> str | None:
    known = Known()
    for name, content in {rule.decision.group: rule.behaviour for rule in rules}.items():
        found = _compared(name, content, assignment, expectations)
        if found is not None:
            known.add(name, found)
    own = compared(behaviour_of(question, record, assignment, expectations), assignment, expectations)
    return None if own is None else known.name_of(own)


_COMPARED: WeakKeyDictionary[Expectations, dict[str, Compared | None]] = WeakKeyDictionary()
"""Decided behaviours beside the reference's: the same for every submission."""


def _compared(name: str, content: bytes, assignment: Assignment, expectations: Expectations) -> Compared | None:
    known = _COMPARED.setdefault(expectations, {})
    if name not in known:
        known[name] = compared(of_bytes(content), assignment, expectations)
    return known[name]


def _given(decision: GroupDecision, submission: str, result: Result, assignment: Assignment) -> Iterator[Decision]:
    """Yield the decision about each criterion; a comment without points goes to those that lost points, as they are."""
    pairs = zip(assignment.rubric.questions, result.questions, strict=True)
    question, judged = next(pair for pair in pairs if pair[0].id == decision.question)
    points = dict(decision.points)
    if not points and decision.comment:
        lost = zip(question.criteria, judged.criteria, strict=True)
        points = {
            criterion.id: float(criterion_score(criterion, one))
            for criterion, one in lost
            if one.fraction < 1 and one.verdict not in _CARRIED_OUT
        }
    for criterion in question.criteria:
        if criterion.id in points and not criterion.check.is_marked_by_person:
            yield Decision(
                submission=submission,
                question=question.id,
                criterion=criterion.id,
                points=points[criterion.id],
                comment=decision.comment,
                who=decision.who,
                when=decision.when,
            )


def _named(result: Result, holding: Sequence[GroupDecision]) -> Result:
    names = {decision.question: decision.name for decision in holding if decision.name}
    if not names:
        return result
    questions = tuple(_with_name(one, names[one.id]) if one.id in names else one for one in result.questions)
    return replace(result, questions=questions)


def _with_name(question: QuestionResult, name: str) -> QuestionResult:
    return replace(question, criteria=tuple(_criterion_with_name(one, name) for one in question.criteria))


def _criterion_with_name(criterion: CriterionResult, name: str) -> CriterionResult:
    """Return a criterion that lost points with the group's name in front, unless a known mistake is named."""
    known = any(finding.mistake for finding in criterion.findings)
    if criterion.fraction >= 1 or criterion.verdict in _CARRIED_OUT or known:
        return criterion
    told = tuple(finding for finding in criterion.findings if finding.kind is not FindingKind.UNKNOWN)
    named = Finding(kind=FindingKind.NAMED, confidence=Confidence.CERTAIN, facts={"name": name})
    return replace(criterion, findings=(named, *told))
