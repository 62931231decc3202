"""Edits that help though they do not pass alone: how much each helps decides how soon a partner is looked for.

Why it is so: docs/decisions/0057.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from grader.compare.arrays import Array

from .candidates import Candidate
from .cases import FAR, Came
from .samples import share_right


class Help(IntEnum):
    """What an edit brings about; the number is how many turns later its partners come."""

    PASSES = 0
    """A failing case passes."""
    OUTPUT = 1
    """One more output is right."""
    FURTHER = 4
    """The function comes further: no exception, or a later one, or values where none came."""
    NEARER = 5
    """More numbers are right, or the error shrinks."""
    OTHERWISE = 12
    """It fails at the same line in another way."""


Progress = tuple[Help, tuple[float, ...]]
"""What an edit brings about, and by how much; of two that bring about the same the larger came further."""


@dataclass(frozen=True, slots=True)
class Base:
    """An edit that helps, for which a partner is looked for."""

    edit: Candidate
    """The edit."""
    place: int
    """The first case in which it does not pass alone."""
    came: Came
    """What it comes to there."""
    helps: Help
    """What it brings about."""

    @property
    def likeness(self) -> object:
        """Return what is equal for edits that come to the same."""
        if not self.came.frames and not np.isfinite(self.came.sample).any():
            return self.edit  # arrays of other shapes, which a sample says nothing of
        with np.errstate(all="ignore"):
            return self.place, self.came.stopped, self.came.error, self.came.sample.astype(np.float32).tobytes()


def unlike(bases: Sequence[Base]) -> list[Base]:
    """Return of edits that come to the same numbers the first."""
    found: dict[object, Base] = {}
    for one in bases:
        found.setdefault(one.likeness, one)
    return list(found.values())


def furthest_first(found: Iterable[tuple[Progress, int, Candidate]]) -> list[tuple[Progress, int, Candidate]]:
    """Return edits with what they bring about and their number, those that came furthest first, then the likeliest."""
    return sorted(found, key=lambda one: (one[0][0], [-number for number in one[0][1]], one[1]))


def progress(before: Came, after: Came, due: Array) -> Progress | None:
    """Return how far a variant came in one case; None where no further than before.

    Args:
        before: what the function came to without the edit.
        after: what it comes to with it.
        due: the reference's numbers.
    """
    if before.score.right - after.score.right:
        return None
    if after.score.is_right:
        return Help.PASSES, ()
    more, share = len(after.score.right - before.score.right), share_right(after.sample, due)
    if before.stopped is not None:
        return _after_exception(before, before.stopped, after, (more, share))
    if after.stopped is not None:
        return None
    gained, shrunk = share - share_right(before.sample, due), _shrinkage(before, after)
    size = (more, round(gained, 3), round(shrunk, 3))
    if more:
        return Help.OUTPUT, size
    if after.came and not before.came:
        return Help.FURTHER, size
    return (Help.NEARER, size) if gained > 0 or shrunk > 1 else None


def _after_exception(before: Came, stopped: tuple[str, int], after: Came, gain: tuple[int, float]) -> Progress | None:
    """Return how far a variant of a function came that raises an exception."""
    if (after.stopped, after.error) == (before.stopped, before.error):
        return None
    lines = [line for path, line in after.frames if path == stopped[0]]
    if lines and lines[-1] < stopped[1]:
        return None
    further = after.stopped is None or (bool(lines) and lines[-1] > stopped[1])
    helps = Help.OUTPUT if gain[0] else Help.FURTHER if further or gain[1] else Help.OTHERWISE
    return helps, (*gain, float(further))


def _shrinkage(before: Came, after: Came) -> float:
    """Return by what factor the largest finite error shrinks; 0 where an error is not finite."""
    olds = [error for error in before.score.errors.values() if error]
    news = [after.score.errors[name] for name, error in before.score.errors.items() if error]
    if not news or max(news) == FAR:
        return 0.0
    return min(old / max(new, 1e-12) for old, new in zip(olds, news, strict=True)) if max(olds) < FAR else 2.0
