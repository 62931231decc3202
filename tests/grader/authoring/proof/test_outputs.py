"""Outputs in which a mistake cannot be seen, or that can be guessed, are weaknesses."""

import numpy as np
import pytest

from grader.authoring.proof.outputs import is_blind
from grader.compare.rules import ComparisonRules


@pytest.mark.parametrize(
    ("expected", "limit", "blind"),
    [
        ([1e-9, -5e-10], 1e-6, True),
        ([1e-9, 2.0], 1e-6, False),
        ([1e-5, 0.0], 1e-6, False),
        ([1e-5, 0.0], 0.01, True),
        ([2.0, 3.0], 0.5, False),
        ([0.0, 0.0], 1e-6, False),
        ([np.nan, 1e-9], 1e-6, False),
    ],
    ids=["tiny", "one is not", "small", "small for this limit", "a large limit", "zeros", "not finite"],
)
def test_numbers_are_blind_where_an_error_of_a_tenth_would_be_right(expected, limit, blind):
    assert is_blind(np.array(expected), ComparisonRules(limit=limit, floor=1e-3)) is blind


def test_numbers_that_are_their_own_scale_are_never_blind():
    assert not is_blind(np.array([1e-30, 2e-30]), ComparisonRules(limit=1e-6))


def test_a_large_column_does_not_hide_a_small_one_where_columns_are_compared():
    rules = ComparisonRules(limit=1e-6, norm="column", floor=1e-3)
    assert not is_blind(np.array([[1e-9, 2.0], [1e-9, 1.0]]), rules)
    assert is_blind(np.array([[1e-9, 2e-9], [1e-9, 1e-9]]), rules)


def test_an_output_that_is_tiny_in_every_case_is_a_weakness_by_name(stats):
    stats.change("rubric.toml", 'outputs = ["y"]', 'outputs = ["y"]\nfloor = 1e-3')
    stats.change("scenarios.py", "+ 2}", "* 1e-9}")
    found = stats.audited()
    (blind,) = found["blind_outputs"]
    assert (blind["weakness"], blind["entry"], blind["limit"]) == ("center.output: y", "y", 1e-6)
    assert 1e-10 < blind["largest"] < 1e-8
    assert found["unaccepted"] == ["center.output: y"]
    stats.accept("center.output: y")
    assert stats.audited()["ok"]


def test_an_output_that_is_tiny_in_one_of_two_cases_is_none(stats):
    stats.change("rubric.toml", 'outputs = ["y"]', 'outputs = ["y"]\nfloor = 1e-3')
    stats.change("scenarios.py", "+ 2}", "* (1e-9 if N == 5 else 1)}")
    assert stats.audited()["blind_outputs"] == []


@pytest.mark.parametrize(
    ("returns", "kind"),
    [("bool(x[0, 0] < 1e9)", "bool"), ("'a table'", "text"), ("x.ndim", "number"), ("float(x.ndim)", "number")],
)
def test_one_answer_for_all_cases_can_be_guessed(stats, returns, kind):
    stats.change("reference.py", "bool((x == x[0]).all())", returns)
    found = stats.audited()
    guess = {"weakness": "constant.output: yes", "entry": "yes", "kind": kind, "cases": 2}
    assert found["guessable_outputs"] == [guess]
    assert found["unaccepted"] == ["constant.output: yes"]


@pytest.mark.parametrize(
    "returns",
    ["bool((x == x[0]).all())", "len(x) * 1000", "x.mean()", "x[0] * 0", "complex(1)"],
    ids=["differs between cases", "a large number", "a fraction", "several numbers", "complex"],
)
def test_other_answers_are_not_guessed(stats, returns):
    stats.change("reference.py", "bool((x == x[0]).all())", returns)
    assert stats.audited()["guessable_outputs"] == []


def test_entries_are_looked_at_one_by_one_and_named_as_their_output(stats):
    stats.change("reference.py", "bool((x == x[0]).all())", "{'n': 3, 'tiny': x * 1e-12, 'x': x}")
    stats.change("rubric.toml", 'outputs = ["yes"]', 'outputs = ["yes"]\nfloor = 1e-3')
    found = stats.audited()
    assert [one["entry"] for one in found["guessable_outputs"]] == ["yes[n]"]
    assert [one["entry"] for one in found["blind_outputs"]] == ["yes[tiny]"]
    assert found["unaccepted"] == ["constant.output: yes"]


def test_what_a_finish_makes_of_returned_values_is_no_answer_to_guess(stats):
    finish = '\n    def finish(got):\n        return {"yes": bool(got["yes"] in (True, False))}\n'
    stats.change("scenarios.py", 's.is_constant(given["x"])', f's.is_constant(given["x"]){finish}')
    assert stats.audited()["guessable_outputs"] == []
