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


def _edge(rung=Rung.VALUES, output="dx", **more):
    return Comparison(case="edge", output=output, rung=rung, share=0.1, edge=True, **more)


@pytest.mark.parametrize(
    ("comparisons", "fraction"),
    [
        ((_right("dx"), _edge()), 0.4 + 0.6 * 0.9),
        ((_right("dx"), _edge(failure=Failure(function="f"))), 0.4 + 0.6 * 0.9),
        ((_right("dx"), _edge(), _edge(output="dgamma")), 0.9),
        ((_wrong("dx"), _edge(rung=None)), 0.4),
        ((_right("dx"), _edge(reshaped=True)), 0.4 + 0.6 * 0.99),
    ],
)
def test_an_edge_case_costs_its_share_of_its_output(comparisons, fraction):
    assert _decide(*comparisons, _right("dgamma")) == (Verdict.PARTIAL, pytest.approx(fraction))


@pytest.mark.parametrize("edge", [_edge(), _edge(rung=None)])
def test_a_minor_mistake_keeps_the_same_whether_it_shows_in_the_edge_case_or_not(edge):
    assert _decide(_wrong("dx"), edge, _right("dgamma"), findings=[MINOR])[1] == pytest.approx(0.88)


def test_a_function_that_is_blocked_in_an_edge_case_alone_keeps_the_rest():
    finding = Finding(kind=FindingKind.BLOCKED, confidence=Confidence.CERTAIN)
    crashed = _edge(failure=Failure(function="f"))
    assert _decide(_right("dx"), crashed, findings=[finding]) == (Verdict.PARTIAL, pytest.approx(0.94))
    assert _decide(_wrong("dx"), crashed, findings=[finding]) == (Verdict.BLOCKED, 0.0)


def test_what_is_carried_counts_as_right_and_the_edge_case_that_is_not_costs_its_share():
    finding = Finding(kind=FindingKind.CARRIED, confidence=Confidence.CERTAIN, cases=("c",))
    assert _decide(_wrong("dx"), _wrong("dgamma"), _edge(), findings=[finding]) == (
        Verdict.PARTIAL,
        pytest.approx(0.94),
    )
