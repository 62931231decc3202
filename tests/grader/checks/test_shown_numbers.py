"""Which numbers a text shows after a label, in the forms in which Python, numpy and people write them."""

import math
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.checks.shown_numbers import numbers_in

FLOATS = st.floats(allow_nan=False)
SHORT = st.floats(-1e9, 1e9).map(lambda value: round(value, 3))


def _read(text, label="e:"):
    values = [number.value for number in numbers_in(label, text)]
    return [value if value.imag else value.real for value in values]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("e: 1e-9", [1e-9]),
        ("e:-.5", [-0.5]),
        ("e: 1E+3", [1000]),
        ("e: \u22123", [-3]),
        ("e: inf, or so", [math.inf]),
        ("e: -Infinity", [-math.inf]),
        ("e: 1e-9.", [1e-9]),
        ("e: 1\ne: 2", [1, 2]),
        ("e = 3 and **e**: 4", []),
        ("e:\n[3.]", [3]),
        ("e: '1e-9'", [1e-9]),
    ],
)
def test_a_number_stands_behind_its_label(text, found):
    assert _read(text) == found


@pytest.mark.parametrize("text", ["e: nan", "e: -NaN", "e: [nan]", "e: np.float64(nan)"])
def test_nan_is_a_number_too(text):
    assert math.isnan(_read(text)[0])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("e: np.float64(3.0)", [3]),
        ("e: np.int64(3)", [3]),
        ("e: [3.]", [3]),
        ("e: array([3.])", [3]),
        ("e: array([[1., 2.],\n       [3., 4.]], dtype=float32)", [1, 2, 3, 4]),
        ("e: array([1., 2.], shape=(1000,)) 5", [1, 2]),
        ("e: [1. 2. ... 8. 9.]", [1, 2, 8, 9]),
        ("e: (np.float64(1.0), np.float32(2.0))", [1, 2]),
        ("e: tensor(3.5, grad_fn=<MseLossBackward0>)", [3.5]),
        ("e: {'dx': 1e-09, 'dw': np.float64(2e-09)}", [1e-9, 2e-9]),
        ("e: [Decimal('3.5'), Decimal('4')]", [3.5, 4]),
        ("e: [ 1. -2.", [1, -2]),
    ],
)
def test_numbers_in_arrays_lists_and_types_are_read(text, found):
    assert _read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("e: 1,234.5", [1234.5]),
        ("e: -1,234,567", [-1234567]),
        ("e: 1_000.5", [1000.5]),
        ("e: [1,2]", [1, 2]),
        ("e: [1,234]", [1, 234]),
        ("e: (1, 2)", [1, 2]),
        ("e: 1, 234", [1]),
    ],
)
def test_a_comma_groups_thousands_outside_of_lists_alone(text, found):
    assert _read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("e: (1+2j)", [1 + 2j]),
        ("e: [1. +2.j 3.5-1.j]", [1 + 2j, 3.5 - 1j]),
        ("e: -2.5j", [-2.5j]),
        ("e: np.complex128(1e-09-2e-09j)", [1e-9 - 2e-9j]),
        ("e: (3+0j)", [3]),
    ],
)
def test_complex_numbers_are_read(text, found):
    assert _read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("e: 12.5%", [12.5]),
        ("e: 3.5m", [3.5]),
        ("e: 2x", [2]),
        ("e: (3.5 %)", [3.5]),
        ("e: 3\u7c73", [3]),
        ("e: 7/10", [7]),
        ("e: 3.2 \u00b1 0.1", [3.2]),
        ("e: 1.5 \u00d7 10^-9", [1.5e-9]),
        ("e: 10\u207b\u2079", [1e-9]),
        ("e: 2*10**3", [2000]),
        ("e: -10^{-3}", [-0.001]),
    ],
)
def test_units_percent_signs_and_powers_of_ten_may_stand_behind_a_number(text, found):
    assert _read(text) == found


@pytest.mark.parametrize(
    "value",
    [
        *("none", "2024-01-05", "1/2/2024", "12:30", "2024\u5e741\u67085\u65e5", "3.10.2", "0x1f", "3x4", "3f2a"),
        *("info", "nano", "5-10", "2**3", "[3 of 5]", "[0:10]", "[PASS] 3", "(see 3)", "Fraction(1, 2)", "[1, None]"),
        "< 3",
    ],
)
def test_what_only_holds_digits_is_not_taken_apart(value):
    assert _read(f"e: {value}") == []


def test_a_label_is_whole_words():
    assert _read("w1 = 3.0", "w") == []
    assert _read("w1 = 3.0", "w1") == [3]
    assert _read("w12 = 3.0", "w1 =") == []
    assert _read("dx error: 3, max_error: 4, error: 5", "error:") == [3, 5]
    assert _read("\u76f8\u5bf9\u8bef\u5dee\uff1a3", "\u8bef\u5dee") == [3]


def test_the_characters_that_a_number_was_read_from_are_kept():
    texts = [number.text for number in numbers_in("e:", "e: 1,234.50 m\ne: np.float64(2e-09)")]
    assert texts == ["1,234.50", "2e-09"]


FORMS = {
    "repr": repr,
    "scientific": lambda value: f"{value:.17E}",
    "numpy": lambda value: repr(np.float64(value)),
    "list": lambda value: str([value]),
    "dictionary": lambda value: str({"dx": value}),
    "unicode minus": lambda value: repr(value).replace("-", "\u2212"),
    "power": lambda value: f"{value:.17e}".replace("e", "\u00d710^"),
    "complex": lambda value: repr(complex(value, 0.0)),
    "unit": lambda value: f"{value!r} m",
    "sentence": lambda value: f"{value!r}, which is small.",
}
"""Ways in which a number is shown without a loss of digits."""


@pytest.mark.parametrize("form", [name for name in FORMS if name != "power"])
@given(value=FLOATS)
def test_a_number_shown_in_any_form_is_found_again(form, value):
    assert _read(f"before\ndx e: {FORMS[form](value)}\nafter 3", "dx e:") == [value]


@pytest.mark.parametrize("form", [str, repr])
@given(values=st.lists(st.lists(SHORT, min_size=2, max_size=2), min_size=1, max_size=20))
def test_the_numbers_of_an_array_are_found_again(form, values):
    with np.printoptions(precision=17, threshold=10**6):
        text = form(np.array(values))
    assert _read(f"e:\n{text}") == [value for row in values for value in row]


@given(value=st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_shown_as_a_power_of_ten_is_found_again(value):
    assert _read(f"e: {FORMS['power'](value)}") == [value]


@given(value=SHORT)
def test_a_number_shown_with_separators_is_found_again(value):
    assert _read(f"e: {value:,.3f}") == [value]
    assert _read(f"e: {value:_.3f}%") == [value]


@given(values=st.lists(SHORT, min_size=1, max_size=20))
def test_numbers_of_a_list_are_found_in_their_order(values):
    assert _read(f"e: {values}") == values
    assert _read(f"e: [{','.join(map(str, values))}]") == values
    assert _read(f"e: {tuple(values)}") == values


@given(value=st.complex_numbers(allow_nan=False, allow_infinity=False))
def test_a_complex_number_is_found_again(value):
    assert numbers_in("e:", f"e: {value!r}")[0].value == value


@given(text=st.text(st.sampled_from("e:[]() ,.10-+jx'\"=^*naif%\n{}_/\u2212"), max_size=60))
def test_whatever_stands_behind_a_label_is_read_without_an_exception(text):
    found = numbers_in("e:", "e:" + text)
    assert all(number.text.strip() for number in found)


@pytest.mark.parametrize("sign", ["1", "1,", "111,", "1.1", "1 ", "1e", " ", "="])
def test_five_millions_of_digits_and_commas_are_passed_over_once(sign):
    start = time.process_time()
    numbers_in("e:", "e: " + sign * (5_000_000 // len(sign)))
    assert time.process_time() - start < 10


@pytest.mark.parametrize("sign", ["[", "[a=", "e:[", "e: 1,111", "a.", "'", "Decimal('", "(1+2j"])
def test_brackets_without_end_are_passed_over_once(sign):
    start = time.process_time()
    numbers_in("e:", "e: " + sign * (400_000 // len(sign)))
    assert time.process_time() - start < 5
