"""Finds the decisions that no report contains yet, and puts them in the place of what was measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from grader.model.decision import Decision
from grader.model.verdict import Verdict

from .rows import CriterionPoints, Row

_OPEN = (Verdict.PENDING.value, Verdict.ERROR.value)


def unwritten(stored: Iterable[Decision], decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the latest decisions about each criterion that came after the gradebook was written, oldest first.

    Where a comment was changed for all who got it, decisions differ that were long superseded: these change nothing.

    Args:
        stored: the decisions in the gradebook: reports contain them.
        decisions: all decisions, oldest first.
    """
    known, every = set(stored), tuple(decisions)
    last = {(decision.submission, *decision.place): place for place, decision in enumerate(every)}
    return tuple(every[place] for place in sorted(last.values()) if every[place] not in known)


def with_decisions(row: Row, decisions: Sequence[Decision]) -> Row:
    """Return a submission's row with points that people gave since it was written.

    Points that were taken back stay as they are until the submission is judged again.

    Args:
        row: the row.
        decisions: the decisions about this submission that it does not contain, oldest first.
    """
    last = {decision.place: decision for decision in decisions}
    for criterion in row.criteria:
        decision = last.get((criterion.question, criterion.criterion))
        if decision is not None and decision.points is not None:
            row = _with_one(row, criterion, min(max(decision.points, 0.0), criterion.max_score))
    return row


def _with_one(row: Row, before: CriterionPoints, points: float) -> Row:
    share = points / before.max_score if before.max_score else 0.0
    verdict = Verdict.PASS if share >= 1 else Verdict.PARTIAL if share > 0 else Verdict.FAIL
    after = replace(before, verdict=verdict.value, score=points, by_person=True)
    gain = points - before.score
    waited = before.max_score if before.verdict in _OPEN else 0.0
    return replace(
        row,
        criteria=tuple(after if one is before else one for one in row.criteria),
        questions={**row.questions, before.question: round(row.questions.get(before.question, 0.0) + gain, 4)},
        score=round(row.score + gain, 4),
        pending=max(0.0, round(row.pending - waited, 4)),
    )
