import numpy as np
import pytest

from grader.report.numbers import jsonable, shown, two_digits


@pytest.mark.parametrize(
    ("value", "written"),
    [(float("nan"), "nan"), (float("inf"), "inf"), (float("-inf"), "-inf"), (1.5, 1.5), (2, 2), (None, None)],
)
def test_a_number_that_json_lacks_is_written_by_name(value, written):
    assert jsonable(value) == written


def test_numbers_inside_lists_tuples_and_dictionaries_are_written_too():
    assert jsonable({"a": [float("nan"), (float("inf"),)]}) == {"a": ["nan", ["inf"]]}


def test_a_complex_number_is_text():
    assert jsonable(1 + 2j) == "(1+2j)"


def test_half_a_character_can_be_written_as_utf8():
    assert jsonable({"\ud800": "name\udcff"}) == {"\\ud800": "name\\udcff"}


@pytest.mark.parametrize(
    ("value", "text"), [(None, "-"), (0.0, "0"), (0.012345, "1.2e-02"), (float("nan"), "nan"), (float("inf"), "inf")]
)
def test_an_error_is_shown_with_two_digits(value, text):
    assert shown(value) == text


@pytest.mark.parametrize(("value", "rounded"), [(0.0, 0.0), (1.2345e-7, 1.2e-7), (float("inf"), float("inf"))])
def test_an_error_is_kept_with_two_digits(value, rounded):
    assert two_digits(value) == rounded


@pytest.mark.parametrize(
    ("value", "json"),
    [
        (np.longdouble("nan"), "nan"),
        (np.longdouble(1.5), 1.5),
        (np.float32(-np.inf), "-inf"),
        (np.int64(3), 3),
        (np.complex64(1 + 2j), "(1+2j)"),
        (True, True),
    ],
)
def test_numpys_numbers_become_pythons(value, json):
    assert jsonable(value) == json
    assert type(jsonable(value)) is type(json)
