"""Takes the points of a question whose solution uses what the question forbids, and says which line does.

Why it is so: docs/decisions/0035.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from grader.model.expectation import Probe
from grader.model.finding import Finding, FindingKind
from grader.model.forbidden import ForbiddenCall, ForbiddenCosts, ForbiddenUse, covers
from grader.model.observation import Observation
from grader.model.record import Record
from grader.model.result import CriterionResult
from grader.model.rubric import Question, Rubric
from grader.model.submission import Audience, Remark
from grader.model.verdict import Confidence, Verdict

MOST = 3
"""Most uses that a report names."""
_OPEN = {Verdict.PENDING, Verdict.ERROR, Verdict.NOT_ATTEMPTED, Verdict.BLOCKED}
"""Verdicts that a forbidden use does not change: nothing was earned, or nothing is known yet."""


def uses_of(
    question: Question, rubric: Rubric, record: Record, observations: Mapping[Probe, Observation]
) -> tuple[ForbiddenUse, ...]:
    """Return the uses of forbidden names in a question's solution: read from its code, then seen while it ran.

    Args:
        question: the question.
        rubric: the rubric, whose other questions answer for what their own functions call.
        record: the submission and the record of its run.
        observations: the observation of each probe.
    """
    read = record.submission.uses.get(question.id, ())
    scenarios = {name for criterion in question.criteria for name in criterion.check.scenario_names}
    scenarios |= {f"{question.id}.{criterion.id}" for criterion in question.criteria}
    own = (seen for probe, seen in observations.items() if probe.scenario in scenarios)
    calls = dict.fromkeys(call for seen in own for call in seen.forbidden)
    places = {(use.name, use.path, use.line) for use in read}
    seen = dict.fromkeys(use for call in calls for use in _use(call, question, rubric))
    return (*read, *(use for use in seen if (use.name, use.path, use.line) not in places))


def _use(call: ForbiddenCall, question: Question, rubric: Rubric) -> Iterator[ForbiddenUse]:
    about = rubric.question_of(call.function)
    elsewhere = () if about is None or about.id == question.id else about.forbidden.names
    for name in question.forbidden.names:
        if covers(name, call.used) and name not in elsewhere:
            yield ForbiddenUse(name=name, used=call.used, path=call.path, line=call.line)
            return


def charged(
    question: Question, results: Sequence[CriterionResult], uses: Collection[ForbiddenUse], instead: str
) -> list[CriterionResult]:
    """Return a question's results, in which forbidden uses cost what the rubric says.

    Args:
        question: the question.
        results: the results of its criteria, in the rubric's order.
        uses: what its solution uses.
        instead: the rubric's sentence on what is wanted instead, where the question has none.
    """
    if not uses or question.forbidden.costs is ForbiddenCosts.REMARK:
        return list(results)
    pairs = zip(question.criteria, results, strict=True)
    return [
        found
        if criterion.check.is_marked_by_person or found.verdict in _OPEN
        else _charged(found, question, uses, instead)
        for criterion, found in pairs
    ]


def _charged(
    found: CriterionResult, question: Question, uses: Collection[ForbiddenUse], instead: str
) -> CriterionResult:
    kept = 0.5 if question.forbidden.costs is ForbiddenCosts.HALF else 0.0
    fraction = round(found.fraction * kept, 6)
    verdict = Verdict.PARTIAL if fraction > 0 else Verdict.FAIL
    findings = (*(_finding(use, question.forbidden.instead or instead) for use in list(uses)[:MOST]), *found.findings)
    return replace(found, verdict=verdict, fraction=fraction, findings=findings)


def _finding(use: ForbiddenUse, instead: str) -> Finding:
    facts = {**_facts(use), "name": use.name, **({"instead": instead} if instead else {})}
    in_cell = FindingKind.FORBIDDEN_IN_CELL if "cell" in facts else FindingKind.FORBIDDEN
    return Finding(kind=in_cell, confidence=Confidence.CERTAIN, facts=facts)


def _facts(use: ForbiddenUse) -> dict[str, str]:
    first, _, number = use.path.partition(" ")
    place = {"cell": number} if first == "cell" else {"path": use.path}
    return {**place, "line": str(use.line), "used": use.used}


def remarks_on_uses(rubric: Rubric, record: Record, observations: Mapping[Probe, Observation]) -> Iterator[Remark]:
    """Yield a remark for staff on each forbidden use that the rubric lets cost nothing."""
    for question in rubric.questions:
        if question.forbidden and question.forbidden.costs is ForbiddenCosts.REMARK:
            for use in uses_of(question, rubric, record, observations)[:MOST]:
                facts = _facts(use)
                kind = "forbidden_use_in_cell" if "cell" in facts else "forbidden_use"
                yield Remark(id=kind, audience=Audience.STAFF, facts={**facts, "question": question.title})
