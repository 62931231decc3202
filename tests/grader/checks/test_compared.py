"""Numbers are told by the comparison that holds all of them; gradients that nothing else compares have their own."""

from grader.checks.compared import compared_by, comparisons_in
from grader.checks.gradient import Gradient
from grader.checks.matches import Matches
from grader.model.rubric import Criterion, Question

GRADIENT = Gradient(scenario="s", output="out", upstream=None, wrt={"dx": "x", "dw": "w"}, shares={"dx": 1, "dw": 0})


def question(*checks):
    criteria = tuple(Criterion(id=str(n), title="", points=1, check=check) for n, check in enumerate(checks))
    return Question(id="q", title="", criteria=criteria, function="f")


def test_gradients_that_another_criterion_compares_are_told_by_that():
    whole = Matches(scenarios=("s",), shares={"dx": 0.5, "dw": 0.5})
    asked = question(whole, GRADIENT)
    assert comparisons_in(asked) == [whole]
    assert compared_by(asked, GRADIENT).id == "0"


def test_gradients_that_nothing_else_compares_are_compared_by_themselves_and_always_by_the_same():
    asked = question(GRADIENT)
    (own,) = comparisons_in(asked)
    assert (own.scenarios, list(own.shares)) == (("s",), ["dx", "dw"])
    assert compared_by(asked, GRADIENT).check is own is comparisons_in(asked)[0]


def test_a_gradient_that_only_a_part_is_compared_of_has_a_comparison_of_all_of_it():
    part = Matches(scenarios=("s",), shares={"dx": 1})
    asked = question(part, GRADIENT)
    assert compared_by(asked, part).check is part
    assert (compared_by(asked, GRADIENT).id, len(comparisons_in(asked))) == ("1", 2)


def test_gradients_of_another_scenario_are_not_told_by_it():
    other = Matches(scenarios=("t",), shares={"dx": 0.5, "dw": 0.5})
    assert compared_by(question(other, GRADIENT), GRADIENT).id == "1"
