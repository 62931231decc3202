"""Numbers in a platform's own writing."""

from decimal import Decimal

import pytest

from grader.platforms.number_format import NumberFormat, exact, number_format_of


@pytest.mark.parametrize(
    ("cells", "delimiter", "comma"),
    [
        (["87.5", "100"], ",", False),
        (["87,5", "100"], ",", True),
        (["1,000", "87.50"], ",", False),
        (["1.000,00"], ";", True),
        (["1,000"], ",", False),
        (["100", "EX"], ";", True),
        (["87.5"], ";", False),
        ([], ",", False),
    ],
)
def test_a_comma_is_used_where_the_other_numbers_have_one(cells, delimiter, comma):
    assert number_format_of(cells, delimiter).comma is comma


@pytest.mark.parametrize(
    ("score", "text"), [(62.9953, "63"), (37.2532, "37.25"), (0.125, "0.13"), (64.0, "64"), (0.0, "0"), (100.0, "100")]
)
def test_at_most_two_decimals_are_written(score, text):
    assert NumberFormat().written(exact(score)) == text


def test_a_comma_is_written():
    assert NumberFormat(comma=True).written(Decimal("87.5")) == "87,5"


@pytest.mark.parametrize(
    ("text", "comma", "value"),
    [("1,000.50", False, "1000.5"), ("1.000,5", True, "1000.5"), ("(read only)", False, None), ("", False, None)],
)
def test_a_cell_is_read(text, comma, value):
    assert NumberFormat(comma=comma).read(text) == (None if value is None else Decimal(value))
