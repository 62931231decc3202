"""Says what marks are worth now: comments that were given count as they were changed last, for all who got them.

Why it is so: docs/decisions/0051.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from grader.model.decision import Comment, Decision, Mark, RecordedDecision


def latest(comments: Iterable[Comment]) -> dict[str, Comment]:
    """Return comments by id, as they were changed last."""
    return {comment.id: comment for comment in comments}


def marked(
    given: Sequence[Comment], points: float | None, own: str, most: float
) -> tuple[Mark | None, float | None, str]:
    """Return how a mark came about, its points and its comment.

    Points that are left open follow from the comments: from 0 where one of them gives points, else from the most.

    Args:
        given: the comments that are given.
        points: the points; None to take those of the comments.
        own: what the marker wrote beside them.
        most: largest number of points.
    """
    total = points if points is not None else points_of(given, most)
    text = _joined([*(comment.text for comment in given), own])
    if not given:
        return None, total, text
    mark = Mark(comments={one.id: one.points for one in given}, own=own.strip(), total=total, most=most)
    return mark, None if total is None else _within(total, most), text


def points_of(given: Sequence[Comment], most: float) -> float | None:
    """Return the points that comments alone make, not yet kept within 0 and the most; None where none carries any."""
    carried = [comment.points for comment in given if comment.points]
    if not carried:
        return None
    return round((0.0 if max(carried) > 0 else most) + sum(carried), 4)


def resolved(record: RecordedDecision, comments: Mapping[str, Comment]) -> Decision:
    """Return a decision in the words and points that its comments have now.

    Args:
        record: the decision as it was written down.
        comments: the comments by id.
    """
    mark, decision = record.mark, record.decision
    if mark is None or decision.points is None or mark.total is None:
        return decision
    known = [comments[name] for name in mark.comments if name in comments]
    if len(known) < len(mark.comments):  # somebody took the comments' file away: the mark holds all of it
        return decision
    moved = round(sum(one.points - mark.comments[one.id] for one in known), 4)
    text = _joined([*(one.text for one in known), mark.own])
    points = decision.points if not moved else _within(round(mark.total + moved, 4), mark.most)
    return replace(decision, points=points, comment=text)


def _within(points: float, most: float) -> float:
    return min(max(points, 0.0), most)


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part.strip() for part in parts if part.strip())
