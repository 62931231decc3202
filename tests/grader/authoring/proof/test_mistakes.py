"""A mistake is lost, named and tried, or the audit says in one sentence each which of these it is not."""

import pytest

from grader.authoring.proof.mistakes import criteria_without_failure

SLOPE = """
[[question]]
id = "slope"
title = "Slope"
function = "slope"
builds_on = ["variance"]
[[question.criterion]]
id = "gradient"
title = "Equals the numerical derivative"
points = 2
check = "gradient"
scenario = "sloped"
output = "v"
upstream = "dv"
wrt = { dx = "x" }
[[question]]
id = "constant"
"""
SLOPED = '''
class sloped:
    """Derivative of the variance."""
    cases = {"small": {"N": 5}, "large": {"N": 7}}
    def inputs(rng, N):
        return {"x": rng.normal(size=(N, 3)) - 2, "dv": rng.normal(size=3)}
    def run(s, given):
        return s.slope(given["dv"], given["x"])
    def forward(s, given):
        return s.variance(given["x"])
'''
RIGHT = "\ndef slope(dv, x):\n    return 2 * center(x) * dv / len(x)\n"
TEXTS = 'TITLE = "{title}"\nEXPLANATION = "It is off."\nHINTS = ("Look.",)\nSERIOUSNESS = "{how}"\n'


@pytest.fixture
def sloping(stats):
    """The assignment with a backward pass that nothing but its numerical derivative is asked of."""
    stats.change("rubric.toml", '[[question]]\nid = "constant"\n', SLOPE)
    stats.change("rubric.toml", 'is_constant = ["yes"]', 'is_constant = ["yes"]\nslope = ["dx"]')
    stats.change("scenarios.py", "class constant:", f"{SLOPED.strip()}\nclass constant:")
    stats.change("reference.py", "def is_constant", f"{RIGHT.strip()}\ndef is_constant")
    stats.change("template/stats.py", "def variance", "def slope(dv, x):\n    raise NotImplementedError\ndef variance")
    return stats


def mistake(stats, name, line, function="slope(dv, x)", how="major"):
    text = f"from ..reference import center\n{TEXTS.format(title=name, how=how)}def {function}:\n    return {line}\n"
    (stats.folder / f"mistakes/{name}.py").write_text(text)


def of(found, name):
    return next(one for one in found["mistakes"] if one["id"] == name)


def test_a_mistake_that_only_a_numerical_derivative_fails_is_named(sloping):
    mistake(sloping, "factor_missing", "center(x) * dv / len(x)")
    mistake(sloping, "not_divided", "2 * center(x) * dv", how="minor")
    found = sloping.audited()
    assert found["ok"]
    assert of(found, "factor_missing")["named_first"] == "factor_missing"
    assert of(found, "factor_missing")["score"] == of(found, "factor_missing")["max_score"] - 2
    assert of(found, "not_divided")["named_first"] == "not_divided"
    assert of(found, "not_divided")["score"] == of(found, "not_divided")["max_score"] - 0.4


def test_two_that_only_a_numerical_derivative_sees_are_found_to_be_alike(sloping):
    mistake(sloping, "factor_missing", "center(x) * dv / len(x)")
    mistake(sloping, "halved", "0.5 * (2 * center(x) * dv / len(x))")
    assert [pair[:2] for pair in sloping.audited()["indistinguishable"]] == [["factor_missing", "halved"]]


def test_a_mistake_that_no_derivative_sees_is_not_lost(sloping):
    mistake(sloping, "center_twice", "2 * center(center(x)) * dv / len(x)")
    assert of(sloping.audited(), "center_twice")["remarks"] == [{"question": "slope", "why": "loses_nothing"}]


def test_what_the_report_says_in_place_of_a_mistake_is_told(stats):
    stats.change("mistakes/not_squared.py", "abs(center(x)).mean(axis=0)", "x[0] * __import__('os').getpid()")
    (remark,) = of(stats.audited(), "not_squared")["remarks"]
    assert remark["why"] == "not_named"
    assert remark["told"]


def test_a_mistake_in_what_no_question_asks_for_is_not_tried_which_is_no_weakness(stats):
    stats.change("reference.py", "def is_constant", "def unasked(x):\n    return x\ndef is_constant")
    mistake(stats, "elsewhere", "2 * x", function="unasked(x)")
    found = stats.audited()
    assert found["not_tried"] == [{"mistake": "elsewhere", "functions": ["unasked"]}]
    assert found["ok"]


def test_a_first_mistake_does_not_complain_of_functions_for_which_none_was_written(stats):
    (stats.folder / "mistakes/over_rows.py").unlink()
    stats.change("rubric.toml", '"constant.output" = "no mistake is typical"\n', "")
    found = stats.audited()
    assert found["ok"]
    assert found["idle_criteria"] == []
    assert found["untried_criteria"] == ["center.output", "constant.output"]


def test_an_accepted_criterion_without_a_mistake_is_not_listed_again(stats):
    found = stats.audited()
    assert found["untried_criteria"] == []
    assert found["accepted"] == {"constant.output": "no mistake is typical"}
    assert found["no_longer_found"] == []


def test_without_mistakes_no_criterion_is_told_to_be_untried(stats):
    assert criteria_without_failure(stats.load().rubric, [], {}) == ([], [])
