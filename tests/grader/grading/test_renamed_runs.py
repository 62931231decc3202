"""A net with its own names for the parameters, always the same way, is charged for the names alone."""

import re

import pytest

from grader.execution.record_store import load, save
from grader.grading.repairing import NOTHING_KEPT, find_repairs
from grader.model.repair import RepairsWanted
from grader.repairs.fresh import fresh_cases
from grader.submission.read import submission_of
from tests.corpus.hand_ins import BASES

NET = (BASES / "fc_net.py").read_text(encoding="utf-8")
LAYERS = (BASES / "layers.py").read_bytes()
LETTERS = {"W": "k", "b": "c", "gamma": "g", "beta": "s"}
FROM_ZERO = (r'%d" % ([iL])\b', r'%d" % (\1 - 1)')
NETS = {
    "from_zero": re.sub(*FROM_ZERO, NET),
    "lower_case": NET.replace("W%d", "w%d"),
    "in_words": NET.replace("W%d", "weight%d").replace('"b%d', '"bias%d'),
    "with_underscores": re.sub(r'"(W|b|gamma|beta)%d"', r'"\1_%d"', NET),
    "letters_from_zero": re.sub(*FROM_ZERO, re.sub(r'"(W|b|gamma|beta)%d"', lambda m: f'"{LETTERS[m[1]]}%d"', NET)),
}


def _result(marker, name, net):
    files = {"cs231n/classifiers/fc_net.py": net.encode(), "cs231n/layers.py": LAYERS}
    record = marker.record(submission_of(name, files, marker.assignment))
    return record, {q.id: q for q in marker.judge(record).questions}


@pytest.mark.parametrize("name", NETS)
@pytest.mark.slow
def test_the_names_cost_the_points_of_the_parameters_alone(marker, name):
    record, found = _result(marker, name, NETS[name])
    for question in (found["fc_batchnorm"], found["fc_layernorm"]):
        lost = {one.id: one.fraction for one in question.criteria if one.fraction < 1}
        assert lost == {"parameters": 0.0}
    assert any(seen.renamed for seen in record.observations.values())


@pytest.mark.slow
def test_a_real_mistake_is_charged_beside_the_names(marker):
    _, found = _result(marker, "penalty", NETS["from_zero"].replace("0.5 * self.reg", "1.0 * self.reg"))
    verdicts = {one.id: one.verdict.value for one in found["fc_batchnorm"].criteria}
    assert verdicts["parameters"] == "fail"
    assert verdicts["loss"] != "pass"
    assert verdicts["gradients"] == "pass"


@pytest.mark.slow
def test_the_names_are_kept_in_the_record(marker, tmp_path):
    record, _ = _result(marker, "from_zero", NETS["from_zero"])
    save(record, tmp_path)
    seen = load(tmp_path).observations
    assert {probe: one.renamed for probe, one in seen.items()} == {
        probe: one.renamed for probe, one in record.observations.items()
    }


@pytest.mark.parametrize("net", [NET, NET.replace('grads["W%d" % i]', 'grads["w%d" % i]')])
@pytest.mark.slow
def test_names_that_are_the_assignments_or_not_always_the_same_are_not_taken(marker, net):
    record, _ = _result(marker, "plain", net)
    assert not any(seen.renamed for seen in record.observations.values())


@pytest.mark.slow
def test_a_real_mistake_beside_the_names_has_its_line(marker, assignment, expectations, slot):
    net = NETS["from_zero"].replace("loss += 0.5 * self.reg", "loss += 0.7 * self.reg")
    files = {"cs231n/classifiers/fc_net.py": net.encode(), "cs231n/layers.py": LAYERS}
    submission = submission_of("one", files, assignment)
    record, fresh = marker.record(submission), fresh_cases(assignment)
    made = (lambda: fresh), (lambda: slot)
    result, told = marker.judge(record), (RepairsWanted.ALL, NOTHING_KEPT, record.observations)
    found = find_repairs(submission, result, assignment, expectations, *made, *told).found
    assert {repair.beside_names for repair in found} == {True}
    lines = {net.splitlines()[place.line - 1].strip() for repair in found for place in repair.places}
    assert lines == {"loss += 0.7 * self.reg * np.sum(W * W)"}
