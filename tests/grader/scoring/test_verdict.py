import pytest

from grader.model.evidence import Comparison, Evidence
from grader.model.finding import Finding, FindingKind
from grader.model.observation import Failure
from grader.model.verdict import Confidence, Rung, Seriousness, Verdict
from grader.scoring.verdict import decide

SHARES = {"dx": 0.6, "dgamma": 0.4}
MINOR = Finding(
    kind=FindingKind.MISTAKE, mistake="m", confidence=Confidence.CERTAIN, seriousness=Seriousness.MINOR, keeps=0.8
)


def _decide(*comparisons, findings=()):
    return decide(SHARES, Evidence(comparisons=comparisons), findings)


def _wrong(output, **more):
    return Comparison(case="c", output=output, rung=Rung.VALUES, **more)


def _right(output):
    return Comparison(case="c", output=output, rung=None)


@pytest.mark.parametrize(
    ("comparisons", "verdict", "fraction"),
    [
        ((_right("dx"), _right("dgamma")), Verdict.PASS, 1.0),
        ((_wrong("dx"), _right("dgamma")), Verdict.PARTIAL, 0.4),
        ((_wrong("dx"), _wrong("dgamma")), Verdict.FAIL, 0.0),
        ((_right("dx"), _wrong("dgamma", reshaped=True)), Verdict.PARTIAL, 0.96),
        ((_right("dx"), _right("dgamma"), _wrong("dgamma[b]")), Verdict.PARTIAL, 0.6),
    ],
)
def test_each_output_earns_its_share_when_it_is_right_in_every_case(comparisons, verdict, fraction):
    assert _decide(*comparisons) == (verdict, pytest.approx(fraction))


def test_a_minor_mistake_keeps_most_of_the_points_but_not_of_a_crash():
    crashed = _wrong("dx", failure=Failure(function="f"))
    assert _decide(_wrong("dx"), _right("dgamma"), findings=[MINOR])[1] == pytest.approx(0.88)
    assert _decide(crashed, _right("dgamma"), findings=[MINOR])[1] == pytest.approx(0.4)


@pytest.mark.parametrize(("kind", "verdict", "fraction"), [("carried", "carried", 1.0), ("blocked", "blocked", 0.0)])
def test_a_settling_finding_decides_alone(kind, verdict, fraction):
    finding = Finding(kind=FindingKind(kind), confidence=Confidence.CERTAIN)
    assert _decide(_wrong("dx"), findings=[finding]) == (Verdict(verdict), fraction)
