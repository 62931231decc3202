"""Weighs the cases of a criterion: some are worth a part by themselves, all others earn the rest together.

Why it is so: docs/decisions/0028.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from grader.model.evidence import Comparison, Evidence
from grader.model.rubric import CaseShare

Kept = Callable[[Sequence[Comparison]], float]
"""Function that returns the part of an output's points that some cases leave, 0 to 1."""


def with_shares(evidence: Evidence, shares: Mapping[str, CaseShare]) -> Evidence:
    """Return the evidence, in which each comparison says what its case is worth.

    Args:
        evidence: the measured numbers.
        shares: by `scenario/case`, the cases that are worth a part by themselves.
    """
    if not shares:
        return evidence
    weighed = (
        replace(found, share=shares[found.case].share, edge=shares[found.case].edge) if found.case in shares else found
        for found in evidence.comparisons
    )
    return replace(evidence, comparisons=tuple(weighed))


def weigh(comparisons: Sequence[Comparison], kept: Kept) -> float:
    """Return the part of an output's points that all of its cases leave.

    A case with a share of its own earns it only as far as the others hold, so that nobody is paid for edge cases alone.

    Args:
        comparisons: those of one output, in all cases.
        kept: tells what a group of cases leaves.
    """
    alone: dict[str, list[Comparison]] = {}
    for found in comparisons:
        if found.share is not None:
            alone.setdefault(found.case, []).append(found)
    rest = kept([found for found in comparisons if found.share is None] or comparisons)
    shares = {case: group[0].share or 0.0 for case, group in alone.items()}
    single = sum(shares[case] * min(rest, kept(group)) for case, group in alone.items())
    return (1 - sum(shares.values())) * rest + single
