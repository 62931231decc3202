"""Where mistakes below are not carried, the audit says so by name."""

from dataclasses import replace

import pytest

from grader.authoring.proof.not_carried import not_carried, not_carried_in
from grader.model.result import Result
from grader.model.submission import Audience, Remark
from tests.grader.execution.numeric_tasks import QUADRATURE, RUBRIC


@pytest.fixture(scope="module")
def rubric(tmp_path_factory):
    return QUADRATURE.marker(tmp_path_factory.mktemp("task"), None).assignment.rubric


def _changed(tmp_path, old, new):
    assert old in RUBRIC
    return QUADRATURE.marker(tmp_path / "task", None, rubric=RUBRIC.replace(old, new)).assignment.rubric


def test_a_function_that_is_carried_is_not_told(rubric):
    assert not_carried(rubric) == []


def test_what_a_rubric_leaves_out_is_told(tmp_path):
    rubric = _changed(tmp_path, 'builds_on = ["lower"]', 'builds_on = ["lower"]\nlayers = []')
    assert not_carried(rubric) == [{"weakness": "upper on simpson", "why": "own"}]


def test_a_class_cannot_be_a_layer(rubric):
    lower = replace(rubric.functions["simpson"], methods={"run": (("value",),)})
    upper = replace(rubric.questions[1], layers=())
    changed = replace(rubric, functions={**rubric.functions, "simpson": lower}, questions=(rubric.questions[0], upper))
    assert not_carried(changed) == [{"weakness": "upper on simpson", "why": "class"}]


def test_a_mistake_that_makes_a_run_endless_is_told(rubric):
    remark = Remark(
        id="not_carried_steps", audience=Audience.STAFF, facts={"question": "upper", "functions": "simpson"}
    )
    seen = not_carried_in("m", Result(questions=(), remarks=(remark,)))
    assert [*not_carried_in("n", Result(questions=()))] == []
    assert not_carried(rubric, seen) == [{"weakness": "upper on m", "why": "steps"}]
