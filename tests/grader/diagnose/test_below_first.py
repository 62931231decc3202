"""Nothing is diagnosed on its own while what it stands on is wrong and shows in it."""

import pytest

from grader.report.words import words
from tests.grader.execution.numeric_tasks import ROOTS, STEPS, hand_in


@pytest.fixture(scope="module")
def steps(tmp_path_factory, slot):
    return STEPS.marker(tmp_path_factory.mktemp("task"), slot)


@pytest.fixture(scope="module")
def roots(tmp_path_factory, slot):
    return ROOTS.marker(tmp_path_factory.mktemp("task"), slot)


def _upper(marker, lower, upper):
    """The findings on the upper function."""
    result = marker.judge(marker.record(hand_in(marker, lower, upper)))
    return result.questions[1].criteria[0].findings


DOUBLED = ROOTS.right[1].replace("return x", "return 2 * x")


def test_a_wrong_function_on_a_wrong_one_is_told_to_wait_for_it(roots):
    (finding,) = _upper(roots, ROOTS.wrong, DOUBLED)
    assert (finding.kind, finding.facts, finding.caused_by) == ("below_first", {"function": "derivative"}, "lower")


def test_on_a_right_one_its_own_numbers_are_diagnosed(roots):
    (finding, *_) = _upper(roots, ROOTS.right[0], DOUBLED)
    assert finding.kind != "below_first"
    assert finding.caused_by is None


def test_so_they_are_where_what_is_wrong_below_does_not_show(steps):
    asked = STEPS.right[0].replace("def step", "def right")
    lower = f"{asked}\n\ndef step(f, t, y, h):\n    return right(f, t, y, h) + (h == 0.2)\n"
    (finding, *_) = _upper(steps, lower, STEPS.right[1].replace("np.array(found)", "3 * np.array(found)"))
    assert finding.kind != "below_first"


def test_what_runs_into_an_error_of_its_own_is_told_that(roots):
    (finding, *_) = _upper(roots, ROOTS.wrong, "def newton(f, x, steps):\n    return nothing\n")
    assert finding.kind == "undefined"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_sentences_name_the_function_below(language):
    said = words(language)
    for group in ("why", "next", "finding"):
        assert "`derivative`" in said(f"{group}.below_first", function="derivative")
