"""The instructor's own tests: what a student's work earns by them, and that judging again asks nothing."""

import numpy as np
import pytest

from grader.checks.asserts.check import Asserts
from grader.checks.asserts.direct import Direct
from grader.checks.asserts.measure import evidence
from grader.checks.asserts.run import Asked, run
from grader.errors import RubricError

REFERENCE = """
import math
import numpy as np
from numpy.testing import assert_allclose

TABLE = {(0, 1): "a", (1, 0): "b"}
answer = 42

def square(x):
    if isinstance(x, str):
        raise TypeError("numbers only")
    return x * x

def apply(function, x):
    return function(x)

def cube(x):
    return x * square(x)

def grow(items):
    items.append(len(items))

def words():
    return {"a", "b"}

def line(x):
    return np.linspace(0, 1, x)

def name():
    return "Ann"

class Counter:
    def __init__(self, start=0):
        self.count = start
    def add(self, n=1):
        self.count += n
        return self
    def __len__(self):
        return self.count
    def __eq__(self, other):
        return self.count == other.count
    def __getitem__(self, place):
        return self.count + place

def make(start):
    return Counter(start)
"""
HOLD = [
    "assert square(3) == 9\nassert type(square(3)) is int",
    "assert_allclose(line(3), [0, 0.5, 1])",
    "np.testing.assert_array_equal(square(np.arange(3)), [0, 1, 4])",
    "assert isinstance(line(4), np.ndarray) and line(4).shape == (4,)",
    "assert isinstance(line(4).sum(), float)",
    "assert answer == 42 and math.isclose(square(1.5), 2.25)",
    "assert TABLE[0, 1] == 'a' and len(TABLE) == 2",
    "assert words() == {'b', 'a'} and sorted(words()) == ['a', 'b']",
    "box = [1]\ngrow(box)\ngrow(box)\nassert box == [1, 1, 2]",
    "try:\n    square('x')\n    assert False\nexcept TypeError as error:\n    assert 'numbers' in str(error)",
    "c = Counter()\nc.add(2).add()\nassert c.count == 3 and len(c) == 3 and c[2] == 5",
    "assert Counter(2) == make(2)\nc = make(1)\nc.count = 7\nassert c.count == 7",
    "assert name().upper() == 'ANN' and f'{name()}!' == 'Ann!'",
    "for n in range(3):\n    assert square(n) == n ** 2, 'wrong'",
    "def check(f, n):\n    return f(n) == n * n\nassert all(check(square, n) for n in range(4))",
    "%matplotlib inline\nassert square(2) == 4",
    "assert list(map(square, [1, 2])) == [1, 4]",
    "assert apply(abs, -3) == 3 and apply(np.sum, [1, 2]) == 3 and apply(square, 3) == 9",
    "kept = square\ndel square\ntry:\n    cube(2)\nexcept NameError:\n    square = kept\nassert cube(2) == 8",
]


def _find(namespace):
    def find(name):
        try:
            return namespace[name]
        except KeyError:
            raise LookupError(name) from None

    return find


def _module(text):
    namespace = {"__name__": "solution"}
    exec(text, namespace)  # noqa: S102 - our own text
    return namespace


def _asked(code, points=2.0, **more):
    declared = frozenset({"apply", "square", "cube", "grow", "words", "line", "name", "Counter", "make"})
    return Asked(key="q.c", check=Asserts(code=code, **more), points=points, declared=declared, seed=3)


def _tested(code, solution="", **more):
    namespace = _module(REFERENCE)
    student = _module(f"{REFERENCE}\n{solution}")
    return run(_asked(code, **more), Direct(_find(student), student), _find(namespace))


@pytest.mark.parametrize("code", HOLD)
def test_a_right_solution_passes(code):
    tested = _tested(code)[0]
    assert tested.fraction == 1, (tested.said, tested.line)


WRONG = "def square(x):\n    return 2 * x\ndef line(x):\n    return [0] * x\n"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("assert square(3) == 9", ""),
        ("assert square(3) == 9, 'look at the power'", "look at the power"),
        ("np.testing.assert_allclose(line(3), [0, .5, 1])", "Not equal to tolerance"),
        ("assert line(2).shape == (2,)", "AttributeError"),
        ("assert nothing == 1", "name 'nothing' is not defined"),
        ("assert square(1, 2)", "takes 1 positional argument"),
    ],
)
def test_a_wrong_solution_fails_with_what_the_test_says(code, said):
    tested = _tested(code, WRONG)[0]
    assert tested.fraction == 0
    assert said in tested.said


def test_an_object_of_the_student_s_never_becomes_one_of_ours():
    lying = (
        "from grader.sandbox.child.value_exchange import HANDLE\ndef name():\n    return (HANDLE, 'builtins', 'eval')\n"
    )
    tested = _tested("assert name()('1 + 1') == 2", lying)[0]
    assert tested.fraction == 0
    assert tested.seen.outcome.value == "malformed"


YES = """
class Yes:
    def __eq__(self, other): return self.says
    __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __eq__
    says = True
class Number(float):
    def __eq__(self, other): return True
class Truth:
    def __bool__(self): return True
class Later:
    def __eq__(self, other): return Truth()
def square(x): return Yes()
def cube(x): return Number(x)
def line(x): return Later()
def name():
    no = Yes()
    no.says = False
    return no
"""


@pytest.mark.parametrize(
    "code",
    [
        "assert square(3) == 9",
        "assert 9 == square(3)",
        "assert square(3) < 9",
        "assert square(3) >= 9",
        "assert 9 in square(3)",
        "assert square(3) == 'nine' and square(3) == [9] and square(3) == {9: 9} and square(3) == np.ones(2)",
        "assert cube(3) == 27",
        "assert line(3) == 27",
        "assert not name() != 'Ann'",
    ],
)
def test_an_object_that_says_yes_to_anything_is_not_believed(code):
    assert _tested(code, YES)[0].fraction == 0


FAIR = """
class Money:
    def __init__(self, cents): self.cents = cents
    def __eq__(self, other): return self.cents == getattr(other, "cents", other)
    def __lt__(self, other): return self.cents < other
    def __ge__(self, other): return self.cents >= other
    def __contains__(self, coin): return coin <= self.cents
def make(start): return Money(start)
class TooSmall(ValueError): pass
def square(x): raise TooSmall("too small")
def line(n): return iter(range(n))
"""


@pytest.mark.parametrize(
    "code",
    [
        "assert make(3) == 3 and make(3) != 4 and make(3) == make(3)",
        "assert make(3) < 4 and not make(3) >= 4 and 2 in make(9000)",
        "try:\n    square(1)\n    assert False\nexcept ValueError as error:\n    assert 'too small' in str(error)",
        "numbers = line(3)\nassert next(numbers) == 0 and list(numbers) == [1, 2]",
    ],
)
def test_a_student_s_own_operators_exceptions_and_iterators_hold(code):
    tested = _tested(code, FAIR)[0]
    assert tested.fraction == 1, (tested.said, tested.line)


def test_the_last_number_of_a_cell_is_its_points():
    assert _tested("right = sum(square(n) == n * n for n in range(4))\nright / 2", WRONG)[0].fraction == 0.5
    assert _tested("9")[0].fraction == 1
    assert _tested("-1")[0].fraction == 0


@pytest.mark.parametrize("points", ["float('nan')", "np.nan", "-10**400", "np.float32('nan')"])
def test_points_that_are_no_part_of_the_whole_are_none(points):
    assert _tested(points)[0].fraction == 0


def test_a_marker_without_a_positive_number_is_refused():
    with pytest.raises(RubricError) as caught:
        _tested(FILE.replace("points(3)", "points(float('nan'))"), is_file=True)
    assert "test_square: `points` is nan" in str(caught.value)


FILE = """
import pytest

@pytest.mark.points(3)
def test_square(student, reference, rng):
    x = rng.normal(size=4)
    assert (student.square(x) == reference.square(x)).all()

def test_raises(student):
    with pytest.raises(TypeError):
        student.square("x")

@pytest.mark.parametrize("n", [1, 2])
def test_line(student, n):
    assert len(student.line(n)) == n
"""


def test_a_pytest_file_gives_points_by_marker():
    tested = _tested(FILE, "def square(x):\n    return x if type(x) is str else x * x\n", is_file=True)
    assert {one.name: (one.fraction, one.points) for one in tested} == {
        "test_square": (1, 3),
        "test_raises": (0, 1),
        "test_line[1]": (1, 1),
        "test_line[2]": (1, 1),
    }
    assert evidence(_asked(FILE), tested).facts["fraction"] == round(5 / 6, 6)


def test_some_tests_of_a_file_may_be_asked_for():
    assert [one.name for one in _tested(FILE, is_file=True, tests=("test_line",))] == ["test_line[1]", "test_line[2]"]


@pytest.mark.parametrize("code", ["x = 1\n", "def test_x(:\n", "raise ValueError('no')\n"])
def test_a_file_without_a_test_is_refused(code):
    with pytest.raises(RubricError) as caught:
        _tested(code, is_file=True)
    assert "pytest finds no test" in caught.value.what


def test_global_chance_is_the_same_each_time_and_left_as_it_was():
    np.random.seed(5)  # noqa: NPY002 - what tests may draw from
    before = np.random.get_state()[1].tolist()  # noqa: NPY002
    one, other = (_tested("import random\nrandom.random() + np.random.rand()", points=100)[0].fraction for _ in "ab")
    assert one == other
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002
