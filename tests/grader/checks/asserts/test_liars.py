"""Objects that say whatever test code wants to hear are not believed where the reference gives plain values."""

import pytest

from tests.attacks.liars import LIAR, LIES, WANTED, worthless

from .grading import outcomes

REFERENCE = """
import numpy as np
from fractions import Fraction
from numpy.testing import assert_allclose
import math, pytest
def f(): return 2.5
def whole(): return 4
def text(): return "abc"
def array(): return np.arange(4.0)
def items(): return [1.5, 2.5]
def pair(): return (np.arange(3.0), 2.0)
def table(): return {"a": 1.5, (0, 1): 2.5}
def members(): return {1, 2}
def ratio(): return Fraction(1, 2)
def objects(): return np.array([Fraction(1, 3), None], dtype=object)
"""
GIVEN = ("f", "whole", "text", "array", "items", "pair", "table", "members", "ratio", "objects")
EVERY = {**{name: LIAR + made for name, made in LIES.items()}, "an array that is wanted": WANTED}
CODES = [
    "assert abs(f() - 2.5) < 1e-9",
    "assert np.allclose(f(), 2.5)",
    "assert f() == 2.5",
    "assert 2.5 == f()",
    "assert not f() != 2.5",
    "assert f() <= 2.5 <= f()",
    "assert f() in [2.5]",
    "assert round(f() * 2) == 5 and float(f()) == 2.5 and math.isclose(f(), 2.5)",
    "assert isinstance(f(), float) and 2 < f() < 3",
    "assert type(f()) is float and f() // 1 == 2",
    "assert max(f(), 1) == 2.5",
    "assert sum([f(), f()]) == 5",
    "assert {2.5: 'yes'}[f()] == 'yes'",
    "assert f'{f():.2f}' == '2.50'",
    "assert not abs(f() - 2.5)",
    "assert whole() == 4 and range(9)[whole()] == 4",
    "assert whole() in {4, 5}",
    "assert whole() % 2 == 0 and int(whole()) == 4",
    "assert text() == 'abc'",
    "assert text().upper() == 'ABC'",
    "assert 'b' in text()",
    "assert str(text()) == 'abc'",
    "np.testing.assert_allclose(array(), [0, 1, 2, 3])",
    "np.testing.assert_array_equal(array(), np.arange(4))",
    "assert_allclose(array(), [0, 1, 2, 3])",
    "assert np.array_equal(array(), np.arange(4))",
    "assert (array() == np.arange(4)).all()",
    "assert np.max(np.abs(array() - np.arange(4))) < 1e-9",
    "assert np.linalg.norm(array() - np.arange(4)) < 1e-9",
    "assert array().shape == (4,) and array().sum() == 6",
    "assert items() == [1.5, 2.5]",
    "assert 2.5 in items()",
    "assert all(abs(a - b) < 1e-9 for a, b in zip(items(), [1.5, 2.5], strict=True))",
    "assert len(items()) == 2 and items()[1] == 2.5",
    "assert sorted(items()) == [1.5, 2.5]",
    "assert items() == pytest.approx([1.5, 2.5])",
    "a, b = pair()\nassert np.allclose(a, [0, 1, 2]) and b == 2",
    "assert table()['a'] == 1.5 and table()[0, 1] == 2.5",
    "assert table() == {'a': 1.5, (0, 1): 2.5}",
    "assert members() == {1, 2}",
    "assert members() >= {1} and 2 in members()",
    "assert ratio() == Fraction(1, 2)",
    "assert ratio() < 1 and ratio() * 2 == 1",
    "assert objects()[0] == Fraction(1, 3) and objects()[1] is None",
]


@pytest.mark.parametrize("name", EVERY)
def test_a_liar_earns_nothing(name):
    student = worthless(GIVEN, EVERY[name])
    passed = [code for code in CODES if outcomes(code, REFERENCE, student)[0].fraction > 0]
    assert passed == []


RIGHT = """
class Metre(float): pass
class Word(str): pass
class Row(list): pass
class Own(np.ndarray): pass
def f(): return Metre(2.5)
def whole(): return np.int64(4)
def text(): return Word("abc")
def array(): return np.arange(4.0).view(Own)
def items(): return map(float, ["1.5", "2.5"])
def members(): return {2: "b", 1: "a"}.keys()
"""
PASSED = [code for code in CODES if any(f"{name}()" in code for name in ("f", "whole", "text", "array", "members"))]
PASSED += ["assert list(items()) == [1.5, 2.5]", "assert sum(items()) == 4", "assert next(items()) == 1.5"]


@pytest.mark.parametrize("code", PASSED)
def test_a_right_value_of_a_class_of_its_own_counts_as_the_value_that_it_was_made_of(code):
    reference = REFERENCE + ("def items(): return iter([1.5, 2.5])\n" if "next" in code else "")
    found = outcomes(code, reference, REFERENCE + RIGHT)[0]
    assert found.fraction == 1, (found.said, found.line)


CACHE = """
class Cache:
    def __init__(self, x): self.x = x
def forward(x): return 2 * x, Cache(x)
def backward(dout, cache): return cache.x * dout
class Pair(list):
    def first(self): return self[0]
def begin(): return Pair([3, 4])
def end(state): return state.first()
"""


@pytest.mark.parametrize(
    "code",
    [
        "out, cache = forward(3)\nassert out == 6 and backward(2, cache) == 6 and cache is not None",
        "state = begin()\nassert end(state) == 3 and state == [3, 4]",
        "state = begin()\nstate[0] = 9\nassert end(state) == 9",
    ],
)
def test_what_is_only_handed_on_may_be_an_object(code):
    reference = (
        "def forward(x): return 2 * x, (x,)\ndef backward(dout, cache): return cache[0] * dout\n"
        "def begin(): return [3, 4]\ndef end(state): return state[0]\n"
    )
    if "= 9" in code:  # a value that the test changed is handed on as it is now
        student = f"import numpy as np\n{CACHE}\ndef end(state): return state[0]\n"
    else:
        student = CACHE
    found = outcomes(code, reference, student)[0]
    assert found.fraction == 1, (found.said, found.line)


@pytest.mark.parametrize("lie", ["[]", "np.zeros((0, 1))", "[[]]", "()"])
def test_nothing_is_not_close_to_a_number(lie):
    student = REFERENCE + f"def f(): return {lie}\ndef array(): return {lie}\n"
    codes = (
        "assert np.allclose(f(), 2.5)",
        "assert (array() == np.arange(4.0)).all()",
        "assert not np.any(array() < 0)",
    )
    assert [code for code in codes if outcomes(code, REFERENCE, student)[0].fraction > 0] == []


MASKED = "np.ma.array([7.0] * 4, mask=True)"


@pytest.mark.parametrize("lie", [MASKED, "np.zeros((0, 1))"])
def test_what_is_masked_or_empty_within_a_container_is_not_close_to_a_number(lie):
    reference = "import numpy as np\ndef f(): return {'a': np.arange(4.0)}, [np.arange(4.0)]\n"
    codes = [
        "np.testing.assert_allclose(f()[0]['a'], np.arange(4.0))",
        "assert np.allclose(f()[1][0], np.arange(4.0))",
        "assert (f()[0]['a'] == np.arange(4.0)).all()",
    ]
    student = f"import numpy as np\ndef f(): return {{'a': {lie}}}, [{lie}]\n"
    assert [code for code in codes if outcomes(code, reference, student)[0].fraction > 0] == []


@pytest.mark.parametrize("rows", [[], [1.0]])
def test_nothing_is_right_where_the_reference_gives_nothing(rows):
    reference = f"import numpy as np\ndef f(x): return np.array({rows}), x\ndef g(pair): return len(pair[0])\n"
    code = "found = f(2)\nassert found[1] == 2 and g(found) >= 0 and found is not None"
    given_empty = "import numpy as np\ndef f(x): return np.array([]), x\ndef g(pair): return len(pair[0])\n"
    assert outcomes(code, reference, given_empty)[0].fraction == 1


def test_a_test_that_catches_everything_does_not_catch_the_end():
    student = worthless(("f",), EVERY["an object"])
    code = "try:\n    assert f() == 2.5\nexcept BaseException:\n    pass"
    assert outcomes(code, REFERENCE, student)[0].fraction == 0


def test_the_failure_names_the_function_and_no_word_of_the_student_s():
    student = worthless(("f",), EVERY["an object"])
    failure = outcomes("assert f() == 2.5", REFERENCE, student)[0].seen.failure
    assert (failure.function, failure.got) == ("f", "an object")
