"""A class's statistics: each formula against another way of computing it, and nothing said of few."""

import numpy as np
import pytest

from grader.report.statistics import FEWEST, item_of, totals_of

RNG = np.random.default_rng(5)
ABILITY = RNG.normal(size=40)
ITEMS = {name: list(np.clip(5 + 2 * ABILITY + RNG.normal(size=40) * 2, 0, 10)) for name in "abcd"}


def _percent(items, most=10):
    total = np.sum([items[name] for name in items], axis=0)
    return list(100 * total / (most * len(items)))


def test_facility_and_spread_are_in_percent_of_the_points():
    item = item_of("a", {"a": [0, 5, 10]}, 10)
    assert (item.facility, item.sd) == (50, 50)


def test_discrimination_is_the_correlation_with_the_rest():
    rest = np.sum([ITEMS[name] for name in "bcd"], axis=0)
    assert item_of("a", ITEMS, 10).discrimination == pytest.approx(100 * np.corrcoef(ITEMS["a"], rest)[0, 1])


def test_it_is_lower_than_with_the_whole_which_flatters():
    whole = np.sum([ITEMS[name] for name in ITEMS], axis=0)
    assert item_of("a", ITEMS, 10).discrimination < 100 * np.corrcoef(ITEMS["a"], whole)[0, 1]


def test_efficiency_is_in_percent_of_what_the_distributions_allow():
    ordered = {"a": list(range(12)), "b": list(range(12))}
    assert item_of("a", ordered, 11).efficiency == pytest.approx(100)
    mixed = {"a": list(range(12)), "b": list(reversed(range(12)))}
    assert item_of("a", mixed, 11).efficiency == pytest.approx(-100)


def test_fifths_go_from_the_weakest_to_the_strongest():
    item = item_of("a", {"a": list(range(10)), "b": list(range(10))}, 10)
    assert item.quintiles == (5, 25, 45, 65, 85)


@pytest.mark.parametrize(
    ("scores", "flags"),
    [([10] * 20, ("easy",)), ([0] * 20, ("hard",)), ([0] * 19 + [10], ("hard",)), ([5, 6] * 10, ("weak",))],
)
def test_what_stands_out_is_flagged(scores, flags):
    other = [5, 5, 6, 6] * 5
    assert item_of("a", {"a": scores, "b": other}, 10).flags[: len(flags)] == flags


def test_a_question_that_the_strong_fail_is_flagged():
    item = item_of("a", {"a": list(reversed(range(12))), "b": list(range(12))}, 12)
    assert "negative" in item.flags


def test_where_nothing_varies_there_is_no_discrimination():
    assert item_of("a", {"a": [5] * 20, "b": list(range(20))}, 10).discrimination is None
    assert item_of("a", {"a": list(range(20))}, 20).discrimination is None


@pytest.mark.parametrize("count", [1, 2, FEWEST - 1])
def test_few_students_get_no_index(count):
    item = item_of("a", {name: scores[:count] for name, scores in ITEMS.items()}, 10)
    assert (item.discrimination, item.efficiency, item.quintiles, item.flags) == (None, None, (), ())
    assert (item.sd is None) == (count == 1)


def test_totals_are_those_of_numpy():
    scores = _percent(ITEMS)
    totals = totals_of(scores, ITEMS)
    assert totals.count == 40
    assert totals.mean == pytest.approx(np.mean(scores))
    assert totals.median == pytest.approx(np.median(scores))
    assert totals.sd == pytest.approx(np.std(scores, ddof=1))
    assert (totals.least, totals.most) == (min(scores), max(scores))


def test_consistency_is_cronbachs_alpha():
    covariance = np.cov(np.array(list(ITEMS.values())))
    p = len(covariance)
    mean_between = (covariance.sum() - np.trace(covariance)) / (p * (p - 1))
    alpha = p * mean_between / (np.trace(covariance) / p + (p - 1) * mean_between)
    totals = totals_of(_percent(ITEMS), ITEMS)
    assert totals.alpha == pytest.approx(100 * alpha)
    assert totals.error == pytest.approx(totals.sd * np.sqrt(1 - alpha))


def test_nothing_and_everything_are_counted():
    totals = totals_of([0, 0, 50, 100], {"a": [0, 0, 5, 10]})
    assert (totals.zeros, totals.full, totals.alpha) == (2, 1, None)


@pytest.mark.parametrize("items", [{"a": list(range(20))}, {"a": [1] * 20, "b": [2] * 20}])
def test_one_question_or_equal_scores_have_no_consistency(items):
    assert totals_of(_percent(items), items).alpha is None


def test_of_nobody_nothing_is_said():
    assert totals_of([], {}) is None
