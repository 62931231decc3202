"""What a question builds on is what it is carried on, unless the rubric names other functions."""

from pathlib import Path

import pytest

from grader.assignment.loader import load_assignment

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def layers():
    rubric = load_assignment(ROOT / "rubrics/batch_normalization.toml").rubric
    return {question.id: question.layers for question in rubric.questions}


def test_the_functions_of_the_questions_below_are_the_layers(layers):
    assert layers["fc_batchnorm"] == ("batchnorm_forward", "batchnorm_backward")


def test_a_derivative_is_carried_by_its_forward_pass_alone(layers):
    assert layers["batchnorm_backward"] == ()


def test_a_rubric_may_name_others():
    rubric = load_assignment(ROOT / "rubrics/fully_connected.toml").rubric
    (net,) = (question for question in rubric.questions if question.id == "fc_net")
    assert {"dropout_forward", "dropout_backward"} < set(net.layers)
