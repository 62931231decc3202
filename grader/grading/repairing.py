"""Looks for repairs of one submission's wrong functions, one after the other, and proves each by grading it.

Why it is so: docs/decisions/0042.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from grader.execution.cells import definitions_in
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations
from grader.model.finding import FindingKind
from grader.model.repair import Repair, RepairProof, Repairs, RepairsWanted
from grader.model.result import QuestionResult, Result
from grader.model.rubric import Question, Rubric
from grader.model.submission import Submission
from grader.model.verdict import Confidence, Verdict
from grader.probes.plan import run_probes
from grader.repairs.find import WrongFunction, find_repair
from grader.repairs.fresh import FreshCases
from grader.repairs.targets import Change, mended
from grader.repairs.trials import Trials
from grader.sandbox.slot import Slot

from .pipeline import judge, observe

_RIGHT = {Verdict.PASS, Verdict.CARRIED, Verdict.PENDING}
"""Verdicts of questions that need no repair."""
_UNASKED = {Verdict.NOT_ATTEMPTED, Verdict.ERROR, Verdict.BLOCKED, *_RIGHT}
"""Verdicts of questions for which none is looked for."""


def wrong_functions(rubric: Rubric, result: Result, wanted: RepairsWanted) -> dict[str, tuple[Question, ...]]:
    """Return the functions for which a repair is looked for, with the questions about them that could be judged.

    Args:
        rubric: the rubric.
        result: the result of the submission.
        wanted: `auto` leaves out functions whose mistake is known for certain.
    """
    results = {question.id: question for question in result.questions}
    found: dict[str, tuple[Question, ...]] = {}
    for question in rubric.questions if wanted is not RepairsWanted.OFF else ():
        judged = results[question.id]
        if question.function is None or judged.verdict in _UNASKED:
            continue
        if wanted is RepairsWanted.AUTO and _is_named(judged):
            continue
        asked = [q for q in rubric.questions if q.function == question.function]
        found[question.function] = tuple(q for q in asked if results[q.id].verdict not in (_UNASKED - _RIGHT))
    return found


def _is_named(judged: QuestionResult) -> bool:
    """Return whether every criterion that lost points has a known mistake that explains all of it."""
    lost = [criterion for criterion in judged.criteria if criterion.fraction < 1 and criterion.evidence.failing]
    return bool(lost) and all(
        any(f.kind is FindingKind.MISTAKE and f.confidence is not Confidence.POSSIBLE for f in criterion.findings)
        for criterion in lost
    )


def find_repairs(
    submission: Submission,
    result: Result,
    assignment: Assignment,
    expectations: Expectations,
    fresh: FreshCases,
    slot: Slot,
    wanted: RepairsWanted,
) -> Repairs:
    """Return the repairs of a submission.

    Args:
        submission: the submission, with its files.
        result: what it came to.
        assignment: the assignment.
        expectations: what it was judged against.
        fresh: further cases.
        slot: the sandbox slot.
        wanted: for which functions a repair is looked for.
    """
    found: list[Repair] = []
    patches: tuple[Change, ...] = ()
    searched, seconds = [], 0.0
    faulty = {q.id for q in result.questions if q.verdict not in _RIGHT}
    for function, questions in wrong_functions(assignment.rubric, result, wanted).items():
        asked = tuple(q for q in questions if not set(q.builds_on) & faulty)
        if not asked:
            continue
        searched.append(function)
        wrong = WrongFunction(function=function, questions=asked, submission=submission, patches=patches)
        trials = Trials(slot, assignment.rubric, submission, sorted(expectations.loose))
        prove = partial(_proof, submission, asked, assignment, expectations, fresh, slot)
        try:
            one = find_repair(wrong, assignment, expectations, fresh, trials, prove)
        finally:
            seconds += trials.cpu_seconds
            trials.close()
        if one.repair is not None:
            found.append(one.repair)
            patches = (*patches, *one.changes)
            faulty -= {question.id for question in asked}
    return Repairs(found=tuple(found), searched=tuple(searched), cpu_seconds=round(seconds, 3))


def _proof(
    submission: Submission,
    questions: Sequence[Question],
    assignment: Assignment,
    expectations: Expectations,
    fresh: FreshCases,
    slot: Slot,
    changes: Sequence[Change],
) -> RepairProof | None:
    """Grade a submission with edits made, on the rubric's cases and on others; None where not everything passes."""
    after = _without_cells(mended(submission, changes))
    tried: Mapping[str, tuple[Assignment, Expectations]] = {
        "cases": (assignment, expectations),
        "fresh": (fresh.assignment, fresh.expectations),
    }
    counts, gradients = {}, 0
    for name, (other, expected) in tried.items():
        part = _narrowed(other, questions)
        record = observe(after, part, expected, slot)
        result = judge(record, part, expected)
        wanted = {question.id for question in questions}
        judged = [question for question in result.questions if question.id in wanted]
        if any(question.verdict not in _RIGHT for question in judged):
            return None
        counts[name] = len(run_probes(_asking(part, wanted)))
        gradients += sum(len(c.evidence.comparisons) for q in judged for c in q.criteria if _differentiates(part, q, c.id))
    return RepairProof(cases=counts["cases"], fresh=counts["fresh"], gradients=gradients)


def _differentiates(assignment: Assignment, judged: QuestionResult, criterion: str) -> bool:
    question = next(q for q in assignment.rubric.questions if q.id == judged.id)
    return any(c.id == criterion and c.check.differentiates for c in question.criteria)


def _asking(assignment: Assignment, wanted: set[str]) -> Assignment:
    kept = tuple(question for question in assignment.rubric.questions if question.id in wanted)
    return replace(assignment, rubric=replace(assignment.rubric, questions=kept))


def _narrowed(assignment: Assignment, questions: Sequence[Question]) -> Assignment:
    """Return the assignment with these questions and those that they build on, and only their checks of numbers."""
    every = {question.id: question for question in assignment.rubric.questions}
    wanted = [question.id for question in questions]
    for name in wanted:
        wanted += [below for below in every[name].builds_on if below not in wanted]
    kept = [_numeric(every[name]) for name in every if name in wanted]
    return replace(assignment, rubric=replace(assignment.rubric, questions=tuple(q for q in kept if q.criteria)))


def _numeric(question: Question) -> Question:
    criteria = tuple(c for c in question.criteria if c.check.scenario_names and not c.check.requires_questions)
    return replace(question, criteria=criteria)


def _without_cells(submission: Submission) -> Submission:
    """Return a submission whose notebook holds no other cells than those that define a function of the rubric."""
    cells = definitions_in(submission.cells, submission.definitions)
    return replace(submission, cells=tuple(cells)) if cells else replace(submission, notebook=None, cells=())


