import ast

import numpy as np
import pytest

from grader.checks.asserts.compared import compared, difference, text_of
from grader.checks.asserts.remember import REMEMBER, Memory


def _at(text, **names):
    """What the last assertion of a text compared that does not hold; `f` is the student's."""
    memory = Memory()
    tree = memory.watch(ast.parse(text))
    with pytest.raises(AssertionError) as raised:
        exec(compile(tree, "cell", "exec"), {REMEMBER: memory, "np": np, **names})  # noqa: S102 - the test's own
    frame = raised.tb
    line = 0
    while frame is not None:
        line = frame.tb_lineno if frame.tb_frame.f_code.co_filename == "cell" else line
        frame = frame.tb_next
    found = memory.at(line)
    return None if found is None else compared(found, {"f"})


def _gives(value):
    return {"f": lambda *_: value}


def test_what_came_and_what_is_expected_are_told():
    told = _at("assert f(3) == 4", **_gives(5))
    assert (told["asked"], told["got"], told["expected"], told["short"]) == ("f(3)", "5", "4", True)


def test_the_side_with_the_student_s_function_is_what_came():
    told = _at("assert 4 == f(3)", **_gives(5))
    assert (told["asked"], told["got"], told["expected"]) == ("f(3)", "5", "4")


def test_another_comparison_is_told_by_its_sign():
    told = _at("assert abs(f(1) - 2) < 0.5", **_gives(3.0))
    assert (told["asked"], told["got"], told["operator"], told["expected"]) == ("abs(f(1) - 2)", "1.0", "<", "0.5")


@pytest.mark.parametrize(
    "text",
    [
        "assert np.isclose(f(1), 2)",
        "assert np.allclose(f(1), 2), 'words'",
        "np.testing.assert_allclose(f(1), 2)",
        "assert (\n    f(1)\n    == 2\n)",
        "for n in range(3):\n    assert f(n) == (1.0 if n < 2 else 2)",
    ],
)
def test_every_usual_form_of_test_is_understood(text):
    told = _at(text, **_gives(1.0))
    assert (told["got"], told["expected"]) == ("1.0", "2")


def test_a_value_that_only_has_to_be_true_is_told_alone():
    told = _at("assert f(1)", **_gives(0))
    assert (told["asked"], told["got"], told["operator"]) == ("f(1)", "0", "")


@pytest.mark.parametrize("text", ["assert f(1) == 2 == 3", "assert False", "x = f(1)\nassert not x"])
def test_of_other_forms_nothing_is_told(text):
    assert _at(text, **_gives(1)) is None


def test_an_object_has_no_text_and_is_not_asked_for_one():
    class Sly:
        def __repr__(self):
            raise SystemExit

    assert text_of(Sly()) == text_of([Sly()]) == text_of({"a": Sly()}) == ""
    assert _at("assert f(1) == 2", **_gives(Sly())) is None


def test_an_array_or_table_of_objects_is_not_asked_either():
    class Sly:
        def __repr__(self):
            raise SystemExit

    assert text_of(np.array([Sly()], dtype=object)) == ""
    pandas = pytest.importorskip("pandas")
    assert text_of(pandas.DataFrame({"a": [Sly()]})) == ""


def test_what_an_earlier_round_compared_is_not_told():
    def f(n):
        if n:
            raise AssertionError
        return 0

    assert _at("for n in range(2):\n    assert 0 == f(n)", f=f) is None


def test_where_both_sides_read_alike_nothing_is_told():
    assert _at("assert f(1) == f(2), 'NaN'", **_gives(float("nan"))) is None


def test_a_long_value_is_bounded():
    assert len(text_of("x" * 10_000)) == 600
    assert len(text_of(np.arange(100_000))) <= 600
    assert not _at("assert f(1) == 2", **_gives("x" * 500))["short"]


@pytest.mark.parametrize(
    ("got", "expected", "told"),
    [
        ("abc", "abd", {"key": "text", "number": 3}),
        ("ab", "abc", {"key": "text", "number": 3}),
        ("Abc", "abc", {"key": "text_case", "number": 1}),
        ("a b\n", "a b", {"key": "text_spaces"}),
        ({"a": 1}, {"a": 1, "b": 2}, {"key": "key_missing", "name": "'b'"}),
        ({"a": 1, "b": 2}, {"a": 1}, {"key": "key_extra", "name": "'b'"}),
        ({"a": 1}, {"a": 2}, {"key": "key_value", "name": "'a'"}),
        ([1, 2], [1], {"key": "length", "got": 2, "expected": 1}),
        ((1, 2), (1, 3), {"key": "entry", "number": 2}),
        ([float("nan")], [float("nan")], None),
        ([1], (1,), None),
        (1, 2, None),
    ],
)
def test_the_place_where_values_begin_to_differ_is_named(got, expected, told):
    assert difference(got, expected) == told


def test_of_tables_the_first_rows_that_differ_are_named():
    pandas = pytest.importorskip("pandas")
    table = pandas.DataFrame({"g": ["a", "b", "c"], "v": [1.0, 2.0, 3.0]})
    off = table.assign(v=[1.0, 5.0, 9.0])
    assert difference(off, table) == {"key": "table_rows", "numbers": "1, 2", "count": 2, "of": 3}
    assert difference(table[["g"]], table)["key"] == "columns"
    assert difference(table[:2], table) == {"key": "rows", "got": 2, "expected": 3}
    assert difference(table["v"], table)["key"] == "table_kind"
    assert difference(table.set_index(pandas.Index([5, 6, 7])), table) == {"key": "table_rest"}
    assert "v" in text_of(table)
