"""Results that may hang on several mistakes together are known by what was named below a question that is explained."""

import pytest

from grader.checks.matches import Matches
from grader.diagnose.named_below import combined_in, named_below
from grader.model.evidence import Evidence
from grader.model.finding import Finding, FindingKind
from grader.model.result import CriterionResult, QuestionResult, Result
from grader.model.rubric import Criterion, Question, Rubric
from grader.model.verdict import Confidence, Verdict

MISTAKES = {"low": ["f"], "high": ["g"], "other": ["g", "h"]}
CRITERIA = (Criterion(id="c", title="C", points=1, check=Matches(scenarios=("s",), shares={"out": 1})),)


def rubric():
    f = Question(id="f", title="F", criteria=CRITERIA, function="f")
    g = Question(id="g", title="G", criteria=CRITERIA, function="g", builds_on=("f",))
    return Rubric(id="r", title="R", notebook="r.ipynb", seed=1, functions={}, opaque=(), questions=(f, g))


def question(name, verdict, *findings):
    nothing = Evidence(comparisons=())
    one = CriterionResult(id="c", verdict=verdict, fraction=0, evidence=nothing, findings=findings)
    return QuestionResult(id=name, verdict=verdict, score=0, max_score=1, pending=0, criteria=(one,))


def named(*outputs):
    return Finding(kind=FindingKind.MISTAKE, mistake="low", confidence=Confidence.CERTAIN, outputs=outputs)


@pytest.mark.parametrize(
    ("below", "above", "found"),
    [
        ((named(),), Verdict.FAIL, ["high", "low", "other"]),
        ((named(),), Verdict.CARRIED, ["high", "low", "other"]),
        ((named(),), Verdict.PASS, []),
        ((named("dx"),), Verdict.FAIL, []),
        ((), Verdict.FAIL, []),
    ],
    ids=["wrong above", "carried above", "right above", "named for one output", "not named"],
)
def test_mistakes_of_a_question_are_combined_with_those_named_below_it(below, above, found):
    result = Result(questions=(question("f", Verdict.FAIL, *below), question("g", above)))
    assert combined_in(rubric(), result, MISTAKES) == found


def test_a_question_without_mistakes_of_its_own_combines_none():
    result = Result(questions=(question("f", Verdict.FAIL, named()), question("g", Verdict.FAIL)))
    assert combined_in(rubric(), result, {"low": ["f"]}) == []


def test_what_is_named_below_is_told_by_its_function():
    results = {"f": question("f", Verdict.FAIL, named())}
    assert named_below(rubric(), rubric().questions[1], results) == {"f": "low"}
