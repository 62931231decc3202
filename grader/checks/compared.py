"""Says which comparison with the reference's numbers tells a criterion's: its own, or one beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from grader.model.check import Check
from grader.model.rubric import Question

from .gradient import Gradient, as_gradient
from .matches import TOLERANCE_FLOAT64, Matches, as_matches


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with the reference's numbers, in which known mistakes are looked for."""

    id: str
    """The id of the criterion whose evidence it belongs to."""
    check: Matches
    """The comparison: the criterion's check, or that of its gradients with the reference's."""


def comparisons_in(question: Question) -> list[Matches]:
    """Return the comparisons of a question, in the rubric's order.

    Gradients count only where no other criterion compares all of them with the reference's.
    """
    return [one.check for one in _every(question)]


def compared_by(question: Question, check: Check) -> Compared | None:
    """Return the comparison that a check's numbers are told by; None for checks that compare no numbers.

    Args:
        question: the question.
        check: one of its checks.
    """
    for one in _every(question):
        own = check.differentiates and one.check.shares.keys() >= set(check.output_names)
        if one.check is check or (own and check.differentiates in one.check.scenarios):
            return one
    return None


def _every(question: Question) -> list[Compared]:
    found = [Compared(c.id, same) for c in question.criteria if (same := as_matches(c.check)) is not None]
    for criterion in question.criteria:
        gradient = as_gradient(criterion.check)
        if gradient is not None and not any(_holds(one.check, gradient) for one in found):
            found.append(Compared(criterion.id, _as_values(_Same(gradient))))
    return found


def _holds(check: Matches, gradient: Gradient) -> bool:
    return gradient.scenario in check.scenarios and gradient.wrt.keys() <= check.shares.keys()


@dataclass(frozen=True)
class _Same:
    """A check as a dictionary key, compared by identity since it contains dictionaries."""

    check: Gradient

    def __hash__(self) -> int:
        return id(self.check)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.check is self.check


@lru_cache(maxsize=1024)
def _as_values(gradient: _Same) -> Matches:
    """Return the comparison of a check's gradients with the reference's, always the same one."""
    check = gradient.check
    loose = check.tolerance if check.tolerance > TOLERANCE_FLOAT64 else None
    return Matches(scenarios=(check.scenario,), shares=dict.fromkeys(check.wrt, 1.0), tolerance=loose)
