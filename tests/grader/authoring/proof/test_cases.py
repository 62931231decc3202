"""A hidden case with inputs that students have, or that another case has, measures less than it seems to."""

FIXED = "__import__('numpy').arange(15.0).reshape(5, 3)"
DRAWN = "rng.normal(size=(N, 3)) + 2"


def test_drawn_cases_are_all_different(stats):
    assert stats.audited()["repeated_cases"] == []


def test_cases_that_draw_nothing_have_the_practice_case_s_inputs(stats):
    stats.change("scenarios.py", DRAWN, FIXED)
    found = stats.audited()
    assert found["repeated_cases"] == [
        {"weakness": "centered/small", "same_as": "centered/small", "practice": True},
        {"weakness": "centered/large", "same_as": "centered/small", "practice": True},
    ]
    assert found["unaccepted"] == ["over_rows", "centered/small", "centered/large"]  # no practice case is left
    stats.accept("over_rows")
    stats.accept("centered/*")
    assert stats.audited()["ok"]


def test_a_fixed_case_that_is_not_given_out_is_hidden_all_the_same(stats):
    stats.change("scenarios.py", DRAWN, f"({DRAWN} if N == 5 else {FIXED})")
    assert stats.audited()["ok"]


def test_two_cases_that_are_one_are_told_where_neither_is_given_out(stats):
    stats.change("scenarios.py", '{"N": 9}}', '{"N": 9}, "huge": {"N": 99}}')
    stats.change("scenarios.py", DRAWN, f"({DRAWN} if N == 5 else {FIXED})")
    found = stats.audited()
    assert found["repeated_cases"] == [{"weakness": "centered/huge", "same_as": "centered/large", "practice": False}]
    assert not found["ok"]


def test_a_fixed_input_that_is_not_a_number_is_seen_too(stats):
    stats.change("scenarios.py", DRAWN, f"{FIXED} * float('nan')")
    assert len(stats.audited()["repeated_cases"]) == 2
