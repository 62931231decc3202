"""Turns evidence and its explanations into a verdict and the part of the points that is earned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.model.evidence import Comparison, Evidence
from grader.model.finding import Finding, FindingKind
from grader.model.verdict import Verdict

RESHAPED = 0.9
"""The part of the points that right values in another shape earn."""


def decide(shares: Mapping[str, float], evidence: Evidence, findings: Sequence[Finding]) -> tuple[Verdict, float]:
    """Return the verdict of a measured criterion, and the part of its points that it earns.

    Args:
        shares: for each output, its part of the points.
        evidence: the measured numbers.
        findings: the explanations; a `carried` or `blocked` finding decides the verdict.
    """
    kinds = {finding.kind for finding in findings}
    if FindingKind.CARRIED in kinds:
        return Verdict.CARRIED, 1.0
    if FindingKind.BLOCKED in kinds:
        return Verdict.BLOCKED, 0.0
    fraction = sum(share * _kept(output, evidence, findings) for output, share in shares.items())
    return verdict_for(fraction), round(min(fraction, 1.0), 6)


def verdict_for(fraction: float) -> Verdict:
    """Return pass, partial or fail for an earned fraction of the points, 0 to 1."""
    if fraction > 1 - 1e-9:
        return Verdict.PASS
    return Verdict.PARTIAL if fraction > 0 else Verdict.FAIL


def _kept(output: str, evidence: Evidence, findings: Sequence[Finding]) -> float:
    """Return the part of an output's points that is earned: all, less for another shape, or what a mistake leaves."""
    failing = [comparison for comparison in evidence.failing if output_of(comparison) == output]
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
