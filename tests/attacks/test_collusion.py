"""Nothing is carried without a charge: functions that are wrong together earn what is honest among them alone."""

import pytest

from grader.assignment.loader import load_assignment
from grader.probes.expected import expect
from grader.submission.read import submission_of
from tests.attacks.collusion import (
    ANOTHER_IN_THE_NET,
    PATTERN_NET,
    PATTERNS,
    REPLAYED,
    REPLAYED_NET,
    WRONG_WHERE_BACKWARD_IS,
)
from tests.conftest import LAYERS, ROOT, Marker, verdicts

NET = "cs231n/classifiers/fc_net.py"
BACKWARD = ("batchnorm_backward", "batchnorm_backward_alt", "layernorm_backward")
PERFECT = ROOT / "examples/class/perfect"


@pytest.fixture(scope="module")
def marker(assignment, expectations, walled):
    return Marker(assignment, expectations, walled)


@pytest.fixture(scope="module")
def of_layers(walled):
    """A marker of the assignment in which each layer is a question."""
    assignment = load_assignment(ROOT / "rubrics/fully_connected.toml")
    return Marker(assignment, expect(assignment), walled)


def _hand_in(marker, layers="", net=""):
    files = {LAYERS: (PERFECT / LAYERS).read_text() + layers, NET: (PERFECT / NET).read_text() + net}
    return submission_of("together", {path: text.encode() for path, text in files.items()}, marker.assignment)


def _found(marker, **files):
    return marker.judge(marker.record(_hand_in(marker, **files)))


def _earned(result, *questions):
    return {f"{q.id}.{c.id}": c.fraction for q in result.questions if q.id in questions for c in q.criteria}


def _backward_shapes(marker):
    """The shapes of what the backward scenarios are measured on, which no hand-in knows."""
    return {g["x"].shape for probe, g in marker.expectations.inputs.items() if probe.scenario in BACKWARD}


def test_a_forward_that_is_wrong_where_its_backward_is_measured_is_charged_and_carries_nothing(marker):
    result = _found(marker, layers=WRONG_WHERE_BACKWARD_IS.format(shapes=_backward_shapes(marker)))
    assert set(_earned(result, *BACKWARD).values()) == {0}
    found = verdicts(result)
    assert (found["batchnorm_forward.train"], found["layernorm_forward.output"]) == ("fail", "fail")
    assert (found["batchnorm_forward.running"], found["batchnorm_forward.test"]) == ("pass", "pass")


def test_layers_that_no_question_asks_for_carry_no_net_of_fixed_patterns(marker):
    earned = _earned(_found(marker, layers=PATTERNS, net=PATTERN_NET), "fc_batchnorm", "fc_layernorm")
    honest = {name for name in earned if name.endswith(".parameters")}
    assert {name for name, fraction in earned.items() if fraction} == honest


def test_layers_that_do_not_depend_on_their_inputs_carry_no_net_even_where_they_are_charged(of_layers):
    earned = _earned(_found(of_layers, layers=PATTERNS, net=PATTERN_NET), "fc_net")
    assert {name for name, fraction in earned.items() if fraction} == {"fc_net.parameters"}


@pytest.mark.parametrize("where", ["{}", "None"], ids=["a module", "files"])
def test_layers_cannot_replay_what_the_net_returned_before(of_layers, where):
    result = _found(of_layers, layers=REPLAYED.format(where=where), net=REPLAYED_NET)
    earned = _earned(result, "fc_net")
    assert {name for name, fraction in earned.items() if fraction} == {"fc_net.parameters"}


def test_a_layer_that_is_another_inside_the_net_carries_nothing(marker):
    earned = _earned(_found(marker, layers=ANOTHER_IN_THE_NET), "layernorm_forward", "layernorm_backward")
    assert set(earned.values()) == {1}
    earned = _earned(_found(marker, layers=ANOTHER_IN_THE_NET), "fc_layernorm")
    assert {name for name, fraction in earned.items() if fraction} == {"fc_layernorm.parameters"}
