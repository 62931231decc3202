from grader.model.evidence import Comparison, Evidence
from grader.model.verdict import Rung


def compared(case, rung=None, error=None):
    return Comparison(case=case, output="out", rung=rung, error=error)


def test_failing_are_those_in_which_a_rung_did_not_hold():
    evidence = Evidence(comparisons=(compared("a"), compared("b", Rung.VALUES, 0.5)))
    assert [comparison.case for comparison in evidence.failing] == ["b"]


def test_the_worst_is_on_the_earliest_rung():
    evidence = Evidence(comparisons=(compared("a", Rung.VALUES, 9.0), compared("b", Rung.RAISED), compared("c")))
    assert evidence.worst.case == "b"


def test_on_one_rung_the_worst_has_the_largest_error():
    rungs = [compared("a", Rung.VALUES, 0.5), compared("b", Rung.VALUES, 2.0), compared("c", Rung.VALUES)]
    assert Evidence(comparisons=tuple(rungs)).worst.case == "b"


def test_of_nothing_nothing_is_worst():
    assert Evidence(comparisons=()).worst is None
