"""From evidence and what explains it to a verdict and the part of the points that it earns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.model.evidence import Comparison, Evidence
from grader.model.finding import Finding
from grader.model.verdict import Seriousness, Verdict

RESHAPED = 0.9
"""What right values in another shape keep."""
MINOR = 0.8
"""What a known minor mistake keeps."""


def decide(shares: Mapping[str, float], evidence: Evidence, findings: Sequence[Finding]) -> tuple[Verdict, float]:
    """The verdict of a criterion that was measured, and the part of its points that it earns.

    Args:
        shares: for each output the part of the points that it is worth.
        evidence: what was measured.
        findings: what explains it; a `carried` or `blocked` finding settles the verdict.
    """
    kinds = {finding.kind for finding in findings}
    if "carried" in kinds:
        return Verdict.CARRIED, 1.0
    if "blocked" in kinds:
        return Verdict.BLOCKED, 0.0
    minor = any(finding.mistake and finding.seriousness is Seriousness.MINOR for finding in findings)
    fraction = sum(share * _kept(output, evidence, minor) for output, share in shares.items())
    return verdict_for(fraction), round(min(fraction, 1.0), 6)


def verdict_for(fraction: float) -> Verdict:
    """Pass, partial or fail by the part of the points that was earned."""
    if fraction > 1 - 1e-9:
        return Verdict.PASS
    return Verdict.PARTIAL if fraction > 0 else Verdict.FAIL


def _kept(output: str, evidence: Evidence, minor: bool) -> float:
    failing = [comparison for comparison in evidence.failing if output_of(comparison) == output]
    if not failing:
        return 1.0
    if all(comparison.reshaped for comparison in failing):
        return RESHAPED
    measured = all(comparison.failure is None for comparison in failing)
    return MINOR if minor and measured else 0.0


def output_of(comparison: Comparison) -> str:
    """The output that a comparison belongs to: `grads` for `grads[W1]`."""
    return comparison.output.split("[")[0]
