"""From evidence and what explains it to a verdict and the part of the points that it earns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.model.evidence import Comparison, Evidence
from grader.model.finding import Finding, FindingKind
from grader.model.verdict import Verdict

RESHAPED = 0.9
"""What right values in another shape keep."""


def decide(shares: Mapping[str, float], evidence: Evidence, findings: Sequence[Finding]) -> tuple[Verdict, float]:
    """The verdict of a criterion that was measured, and the part of its points that it earns.

    Args:
        shares: for each output the part of the points that it is worth.
        evidence: what was measured.
        findings: what explains it; a `carried` or `blocked` finding settles the verdict.
    """
    kinds = {finding.kind for finding in findings}
    if FindingKind.CARRIED in kinds:
        return Verdict.CARRIED, 1.0
    if FindingKind.BLOCKED in kinds:
        return Verdict.BLOCKED, 0.0
    fraction = sum(share * _kept(output, evidence, findings) for output, share in shares.items())
    return verdict_for(fraction), round(min(fraction, 1.0), 6)


def verdict_for(fraction: float) -> Verdict:
    """Pass, partial or fail by the part of the points that was earned."""
    if fraction > 1 - 1e-9:
        return Verdict.PASS
    return Verdict.PARTIAL if fraction > 0 else Verdict.FAIL


def _kept(output: str, evidence: Evidence, findings: Sequence[Finding]) -> float:
    """The part of an output's points that is kept: by right values in another shape, or by a lenient mistake."""
    failing = [comparison for comparison in evidence.failing if output_of(comparison) == output]
    if not failing:
        return 1.0
    if all(comparison.reshaped for comparison in failing):
        return RESHAPED
    if any(comparison.failure is not None for comparison in failing):
        return 0.0
    return min(_left_by(comparison, findings) for comparison in failing)


def _left_by(comparison: Comparison, findings: Sequence[Finding]) -> float:
    """What the named mistakes leave of what they explain."""
    names = {comparison.output, output_of(comparison)}
    covering = [f.keeps for f in findings if f.mistake and (not f.outputs or names & set(f.outputs))]
    return min(covering, default=0.0)


def output_of(comparison: Comparison) -> str:
    """The output that a comparison belongs to: `grads` for `grads[W1]`."""
    return comparison.output.split("[")[0]
