"""A rubric asks for a kind of value: a right value of another kind keeps its points, and a remark names the kind."""

import pytest

from grader.errors import RubricError
from grader.grading.pipeline import judge
from grader.report.view import view

LIST = "def f():\n    return [1.0, 2.0]\n"
ASKED = 'kinds = { y = "list" }'


@pytest.fixture
def task(warm_task):
    return warm_task


def told(given, module, language="en"):
    """The remarks on kinds of values in a report."""
    record = given.record(module)
    result = judge(record, given.assignment, given.expectations)
    report = view(given.assignment.rubric, {}, record, result, "student", language)
    return [remark["message"] for remark in report["remarks"] if remark["id"] == "other_kind"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("(1.0, 2.0)", "a tuple"),
        ("np.array([1.0, 2.0])", "an array of numbers"),
        ("pd.Series([1.0, 2.0])", "a series"),
    ],
)
def test_another_kind_is_named_and_costs_nothing(task, value, words):
    given = task(LIST, keys=ASKED)
    module = f"import numpy as np\nimport pandas as pd\ndef f():\n    return {value}\n"
    assert given.score(module) == 1
    sentence = f"`y` is right, but it is {words}; the assignment asks for a list. This costs no points."
    assert told(given, module) == [sentence]


def test_in_chinese(task):
    (sentence,) = told(task(LIST, keys=ASKED), "def f():\n    return 1.0, 2.0\n", "zh")
    assert "元组" in sentence
    assert "列表" in sentence


@pytest.mark.parametrize("value", ["[1.0, 2.0]", "(1.0, 3.0)", "None"])
def test_the_kind_that_is_asked_for_and_a_wrong_value_get_no_remark(task, value):
    assert told(task(LIST, keys=ASKED), f"def f():\n    return {value}\n") == []


@pytest.mark.parametrize(("keys", "what"), [('kinds = { z = "list" }', "`z`"), ('kinds = { y = "lists" }', "`lists`")])
def test_an_output_or_kind_that_does_not_exist_is_refused(task, keys, what):
    with pytest.raises(RubricError) as caught:
        task(LIST, keys=keys)
    assert what in caught.value.what
