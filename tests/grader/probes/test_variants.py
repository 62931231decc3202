"""Variants of the reference are made by edits, run when needed, and found by what they give."""

import numpy as np

from grader.model.expectation import Probe
from grader.probes.expected import expect
from grader.probes.variants import TOLD, variants_of
from tests.grader.execution.numeric_tasks import QUADRATURE

TRAIN = "batchnorm_train"


def probe_of(expectations, scenario):
    return next(probe for probe in expectations.inputs if probe.scenario == scenario)


def test_the_references_own_values_are_no_variants(expectations):
    probe = probe_of(expectations, TRAIN)
    assert expectations.alike("batchnorm_forward", probe, expectations.values[probe]) == ()


def test_a_variant_is_found_by_its_values_and_says_what_it_is(assignment, expectations):
    probe = probe_of(expectations, "batchnorm_backward")
    right = expectations.values[probe]
    found = expectations.alike("batchnorm_backward", probe, {**right, "dgamma": -right["dgamma"]})
    assert "sign" in {variant.edit["edit"] for variant in found}
    assert all(variant.functions == ("batchnorm_backward",) for variant in found)
    assert all(np.allclose(variant.values[probe]["dgamma"], -right["dgamma"]) for variant in found)


def test_numbers_of_no_variant_find_none(expectations):
    probe = probe_of(expectations, TRAIN)
    due = expectations.values[probe]
    assert expectations.alike("batchnorm_forward", probe, {name: value + 0.1234 for name, value in due.items()}) == ()


def test_a_function_that_is_not_the_references_has_none(expectations):
    assert expectations.alike("nobody", Probe(TRAIN, "x", "run"), {}) == ()


def test_a_variant_tells_no_text_of_the_references(expectations):
    probe = probe_of(expectations, "batchnorm_backward")
    right = expectations.values[probe]
    found = expectations.alike(
        "batchnorm_backward", probe, {**right, "dgamma": right["dbeta"], "dbeta": right["dgamma"]}
    )
    assert found
    assert all(variant.edit.keys() <= {"edit", *TOLD} for variant in found)


def test_variants_that_never_end_are_left(tmp_path):
    marker = QUADRATURE.marker(tmp_path / "task", None)
    expectations = expect(marker.assignment)
    probe = probe_of(expectations, "above")
    right = expectations.values[probe]
    assert expectations.alike("adaptive", probe, {name: value + 0.1234 for name, value in right.items()}) == ()


NEWTON = """
def adaptive(f, a, b, tol):
    found = simpson(f, a, b)
    while found > tol:
        found = found / 2
    return found
"""


def test_a_function_with_a_loop_has_variants_and_those_that_never_end_are_left(tmp_path):
    marker = QUADRATURE.marker(tmp_path / "task", None, reference="\n".join([QUADRATURE.right[0], NEWTON]))
    expectations = expect(marker.assignment)
    probe = probe_of(expectations, "above")
    (name, right), *_ = expectations.values[probe].items()
    found = expectations.alike("adaptive", probe, {name: right / 2})
    assert all(variant.functions == ("adaptive",) for variant in found)
    assert found


def test_each_variant_has_a_name_of_its_own(assignment):
    for function in ("batchnorm_forward", "layernorm_backward", "FullyConnectedNet"):
        found = variants_of(assignment, function)
        assert len({(variant.module.__name__, variant.id) for variant in found}) == len(found)
