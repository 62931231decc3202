"""A case with a share of its own costs no more than that, and earns nothing that the others do not."""

import pytest

from grader.model.evidence import Comparison, Evidence
from grader.model.rubric import CaseShare
from grader.model.verdict import Rung
from grader.scoring.cases import weigh, with_shares

EDGE = CaseShare(share=0.1, edge=True)


def _found(case, right=True):
    return Comparison(case=f"s/{case}", output="out", rung=None if right else Rung.VALUES)


def _weighed(shares, **cases):
    evidence = Evidence(comparisons=tuple(_found(case, right) for case, right in cases.items()), facts={"held": 1})
    return with_shares(evidence, {f"s/{case}": share for case, share in shares.items()})


def _kept(comparisons):
    return float(all(found.rung is None for found in comparisons))


@pytest.mark.parametrize(
    ("cases", "fraction"),
    [
        ({"a": True, "b": True, "one": True, "two": True}, 1.0),
        ({"a": True, "b": True, "one": False, "two": True}, 0.9),
        ({"a": True, "b": True, "one": True, "two": False}, 0.8),
        ({"a": True, "b": True, "one": False, "two": False}, 0.7),
        ({"a": True, "b": False, "one": True, "two": True}, 0.0),
        ({"one": True}, 1.0),
        ({"one": False}, 0.0),
    ],
)
def test_cases_that_earn_together_must_all_hold_before_another_counts(cases, fraction):
    shares = {"one": EDGE, "two": CaseShare(share=0.2)}
    assert weigh(_weighed(shares, **cases).comparisons, _kept) == pytest.approx(fraction)


def test_what_all_cases_leave_alike_is_left():
    found = _weighed({"one": EDGE}, a=False, one=False)
    assert weigh(found.comparisons, lambda cases: 0.8) == pytest.approx(0.8)


def test_a_case_of_several_entries_counts_once():
    shares = {"s/one": EDGE}
    entries = [Comparison(case="s/one", output=f"grads[{name}]", rung=Rung.VALUES) for name in ("W1", "b1")]
    found = with_shares(Evidence(comparisons=(_found("a"), *entries)), shares)
    assert weigh(found.comparisons, _kept) == pytest.approx(0.9)


def test_comparisons_say_what_their_case_is_worth():
    evidence = _weighed({"one": EDGE}, a=True, one=True)
    assert [(found.share, found.edge) for found in evidence.comparisons] == [(None, False), (0.1, True)]
    assert evidence.facts == {"held": 1}


def test_without_shares_nothing_changes():
    evidence = Evidence(comparisons=(_found("a"),))
    assert with_shares(evidence, {}) is evidence
