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
REASONS = ("talk_unreadable", "talk_nothing", "talk_little", "talk_crashed")
"""The reasons to talk to somebody, the most urgent first."""
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


class TalkTo:
    """Collects the reasons to talk to somebody, hand-in by hand-in; of a large class few names are kept."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._names: dict[str, list[tuple[float, str]]] = {}

    def add(self, name: str, status: str, percent: float | None, crashed: bool) -> None:
        """Take up a hand-in, under the most urgent reason that it gives, if any.

        Args:
            name: its id.
            status: `graded`, `unreadable` or `error`.
            percent: its score in percent; None where it is not known.
            crashed: whether it was judged and its notebook did not run to its end.
        """
        reason = _reason(status, percent, crashed)
        if reason:
            self._counts[reason] = self._counts.get(reason, 0) + 1
            names = self._names.setdefault(reason, [])
            names.append((percent or 0.0 if reason == "talk_little" else 0.0, name))
            if len(names) > 4 * MOST_NAMES:
                names[:] = _first(names)

    def found(self) -> list[Talk]:
        """Return the reasons, the most urgent first."""
        return [
            Talk(reason=reason, count=self._counts[reason], names=tuple(n for _, n in _first(self._names[reason])))
            for reason in REASONS
            if reason in self._counts
        ]


def _reason(status: str, percent: float | None, crashed: bool) -> str:
    if status == "unreadable":
        return "talk_unreadable"
    if percent is not None and percent < LITTLE:
        return "talk_nothing" if percent <= 0 else "talk_little"
    return "talk_crashed" if crashed else ""


def _first(names: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Return the lowest scores; among equals those that came first."""
    return sorted(names, key=lambda one: one[0])[:MOST_NAMES]


def too_few(w: Words, count: int) -> str:
    """Return the sentence on what a class is too small for; empty for a large one.

    Args:
        w: the sentences of a language.
        count: the number of judged hand-ins.
    """
    kinds = {"few_indices": INDICES_FROM, "few_scatter": SCATTER_FROM, "few_curves": CURVES_FROM}
    missed: Sequence[str] = [w(f"class.{key}", fewest=fewest) for key, fewest in kinds.items() if count < fewest]
    return w("class.too_few", count=count, kinds=w("style.between_items").join(missed)) if missed else ""
