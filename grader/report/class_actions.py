"""Says what a class page begins with: what to teach tomorrow, and whom to talk to (docs/decisions/0046)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .words import Words

MOST_TO_TEACH = 3
"""Largest number of mistakes that are proposed for the next lesson."""
FEWEST_TO_TEACH = 2
"""Smallest number of hand-ins in which a mistake is one for the whole class."""
LITTLE = 40.0
"""Score, in percent, below which somebody should be talked to."""
MOST_NAMES = 30
"""Largest number of hand-ins that are named for one reason."""
INDICES_FROM, SCATTER_FROM, CURVES_FROM = 10, 20, 50
"""Smallest numbers of hand-ins for indices, for the scatter plot of the questions, and for curves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A reason to talk to somebody, and to whom."""

    reason: str
    """A key of the catalogue, under `class`: `talk_unreadable`, `talk_nothing`, `talk_little`, `talk_crashed`."""
    count: int
    """Number of hand-ins."""
    names: tuple[str, ...]
    """Their ids."""


def to_teach(clusters: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the mistakes that most hand-ins share; what no known mistake explains is not among them.

    Args:
        clusters: the findings of the class, most frequent first.
    """
    shared = [one for one in clusters if one["count"] >= FEWEST_TO_TEACH and one.get("kind") not in ("unknown",)]
    return shared[:MOST_TO_TEACH]


def to_talk_to(statuses: Mapping[str, str], scores: Mapping[str, float], crashed: Iterable[str]) -> list[Talk]:
    """Return the reasons to talk to somebody, the most urgent first; each hand-in stands under one of them.

    Args:
        statuses: each hand-in's status.
        scores: each judged hand-in's score, in percent.
        crashed: the hand-ins whose notebook did not run to its end.
    """
    reasons = {
        "talk_unreadable": [name for name, status in statuses.items() if status == "unreadable"],
        "talk_nothing": [name for name, score in scores.items() if score <= 0],
        "talk_little": sorted((name for name, score in scores.items() if 0 < score < LITTLE), key=scores.__getitem__),
        "talk_crashed": list(crashed),
    }
    found, named = [], set[str]()
    for reason, names in reasons.items():
        new = [name for name in names if name not in named]
        named |= set(new)
        if new:
            found.append(Talk(reason=reason, count=len(new), names=tuple(new[:MOST_NAMES])))
    return found


def too_few(w: Words, count: int) -> str:
    """Return the sentence on what a class is too small for; empty for a large one.

    Args:
        w: the sentences of a language.
        count: the number of judged hand-ins.
    """
    kinds = {"few_indices": INDICES_FROM, "few_scatter": SCATTER_FROM, "few_curves": CURVES_FROM}
    missed: Sequence[str] = [w(f"class.{key}", fewest=fewest) for key, fewest in kinds.items() if count < fewest]
    return w("class.too_few", count=count, kinds=w("style.between_items").join(missed)) if missed else ""
