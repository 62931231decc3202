"""Turns evidence and its explanations into a verdict and the part of the points that is earned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from grader.model.evidence import Comparison, Evidence
from grader.model.finding import Finding, FindingKind
from grader.model.verdict import Verdict

from .cases import weigh

RESHAPED = 0.9
"""The part of the points that right values in another shape earn."""


def decide(shares: Mapping[str, float], evidence: Evidence, findings: Sequence[Finding]) -> tuple[Verdict, float]:
    """Return the verdict of a measured criterion, and the part of its points that it earns.

    Args:
        shares: for each output, its part of the points.
        evidence: the measured numbers.
        findings: the explanations; a `carried` or `blocked` finding decides the verdict, but not for cases that it
            does not explain, nor for those with a share of their own.
    """
    carried = next((finding for finding in findings if finding.kind is FindingKind.CARRIED), None)
    if carried is not None and not carried.cases:
        return Verdict.CARRIED, 1.0
    blocked = any(finding.kind is FindingKind.BLOCKED for finding in findings)
    if blocked and any(comparison.share is None for comparison in evidence.deciding):
        return Verdict.BLOCKED, 0.0
    if carried is not None:
        evidence = _without(evidence, carried.cases)
    fraction = sum(share * _kept(output, evidence, findings) for output, share in shares.items())
    return verdict_for(fraction), round(min(fraction, 1.0), 6)


def verdict_for(fraction: float) -> Verdict:
    """Return pass, partial or fail for an earned fraction of the points, 0 to 1."""
    if fraction > 1 - 1e-9:
        return Verdict.PASS
    return Verdict.PARTIAL if fraction > 0 else Verdict.FAIL


def _without(evidence: Evidence, cases: Sequence[str]) -> Evidence:
    """Return the evidence in which these cases hold."""
    found = (replace(c, rung=None) if c.case in cases else c for c in evidence.comparisons)
    return replace(evidence, comparisons=tuple(found))


def _kept(output: str, evidence: Evidence, findings: Sequence[Finding]) -> float:
    """Return the part of an output's points that is earned, each case for its share."""
    own = [comparison for comparison in evidence.comparisons if output_of(comparison) == output]
    return weigh(own, partial(_kept_in, findings=findings))


def _kept_in(cases: Sequence[Comparison], findings: Sequence[Finding]) -> float:
    """Return what some cases leave of an output's points: all, less for another shape, or what a mistake leaves."""
    failing = [comparison for comparison in cases if comparison.rung is not None]
    if not failing:
        return 1.0
    if all(comparison.reshaped for comparison in failing):
        return RESHAPED
    if any(comparison.failure is not None for comparison in failing):
        return 0.0
    return min(_left_by(comparison, findings) for comparison in failing)


def _left_by(comparison: Comparison, findings: Sequence[Finding]) -> float:
    """Return the part of the points that the named mistakes leave for an output that they explain."""
    names = {comparison.output, output_of(comparison)}
    covering = [f.keeps for f in findings if f.mistake and (not f.outputs or names & set(f.outputs))]
    return min(covering, default=0.0)


def output_of(comparison: Comparison) -> str:
    """Return the output that a comparison belongs to: `grads` for `grads[W1]`."""
    return comparison.output.split("[")[0]
