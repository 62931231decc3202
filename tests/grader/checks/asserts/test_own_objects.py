"""Right object-oriented code passes test code that uses its objects as Python code would."""

import pytest

from .grading import outcomes

REFERENCE = """
import numpy as np
import math
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
import datetime

class Vector:
    made = 0
    def __init__(self, *items):
        self.items = list(items)
        Vector.made += 1
    @property
    def norm(self): return math.sqrt(sum(x * x for x in self.items))
    @norm.setter
    def norm(self, value): self.items = [x * value / self.norm for x in self.items]
    @classmethod
    def zeros(cls, n): return cls(*[0] * n)
    @staticmethod
    def name(): return "vector"
    def __add__(self, other): return Vector(*[a + b for a, b in zip(self.items, other.items)])
    def __mul__(self, k): return Vector(*[a * k for a in self.items])
    __rmul__ = __mul__
    def __matmul__(self, other): return sum(a * b for a, b in zip(self.items, other.items))
    def __neg__(self): return self * -1
    def __sub__(self, other): return self + -other
    def __abs__(self): return self.norm
    def __eq__(self, other): return isinstance(other, Vector) and self.items == other.items
    def __hash__(self): return hash(tuple(self.items))
    def __lt__(self, other): return self.norm < other.norm
    def __len__(self): return len(self.items)
    def __getitem__(self, place): return self.items[place]
    def __setitem__(self, place, value): self.items[place] = value
    def __contains__(self, item): return item in self.items
    def __iter__(self): return iter(self.items)
    def __bool__(self): return any(self.items)
    def __repr__(self): return f"Vector({', '.join(map(str, self.items))})"
    def __call__(self, k): return self * k

class Shape:
    def area(self): raise NotImplementedError("of no shape")
    def describe(self): return f"{type(self).__name__} {self.area():.1f}"
class Square(Shape):
    def __init__(self, side): self.side = side
    def area(self): return self.side ** 2
class Circle(Shape):
    def __init__(self, radius): self.radius = radius
    def area(self): return math.pi * self.radius ** 2
def shapes(): return [Square(1), Circle(2), Square(3)]
def by_name(): return {"square": Square(2), "circle": Circle(1), "sizes": [1, 2]}

class Node:
    def __init__(self, value, next=None): self.value, self.next = value, next
def chain(n):
    found = None
    for value in range(n, 0, -1): found = Node(value, found)
    return found

def squares(n):
    for i in range(n): yield i * i
def adder(n): return lambda x: x + n
def apply(f, x): return f(x)
class Empty(Exception): pass
class Stack:
    def __init__(self): self._items = []
    def push(self, item):
        self._items.append(item)
        return self
    def pop(self):
        if not self._items: raise IndexError("pop from an empty stack")
        return self._items.pop()
    def peek(self):
        if not self._items: raise Empty("nothing")
        return self._items[-1]
Point = namedtuple("Point", "x y")
def point(): return Point(1.5, 2)
@dataclass(order=True)
class Card:
    rank: int
    suit: str = "hearts"
def card(): return Card(3)
class Colour(Enum):
    RED = 1
def count(text): return Counter(text)
def groups():
    found = defaultdict(list)
    found["a"].append(1)
    return found
def times(): return datetime.date(2024, 2, 29), datetime.timedelta(hours=3), datetime.datetime(2024, 1, 2, 3)
def parts(): return Decimal("0.10"), Fraction(1, 3), deque([1, 2], maxlen=2), OrderedDict(b=1, a=2)
def views(): return {"a": 1}.keys(), {"a": 1}.values(), {"a": 1}.items()
def arrays(): return np.ma.array([1.0, 2.0], mask=[0, 1]), np.matrix([[1.0]]), np.array([None, 1], dtype=object)
def moments(): return np.array(["2024-01-01"], dtype="M8[D]"), np.array(["a", "bc"])
def fit(x, y): return np.polyfit(x, y, 1), np.float64(0.5), len(x)
def mixed(n): return Square(n) if n > 1 else n
"""
HOLD = [
    "v = Vector(3, 4)\nassert v.norm == 5 and abs(v) == 5.0 and len(v) == 2 and v[0] == 3 and 4 in v and 7 not in v",
    "assert Vector(1, 2) + Vector(3, 4) == Vector(4, 6) and Vector(1) != Vector(2)",
    "assert Vector(1, 2) * 2 == Vector(2, 4) == 2 * Vector(1, 2) and Vector(1, 2) @ Vector(3, 4) == 11",
    "assert Vector(5) - Vector(2) == Vector(3) and -Vector(1) == Vector(-1) and Vector(1) < Vector(2)",
    "v = Vector(1, 2)\nv[0] = 9\nassert list(v) == [9, 2] and sum(v) == 11 and tuple(v) == (9, 2)",
    "v = Vector(3, 4)\nv.norm = 10\nassert np.allclose(v.items, [6, 8])",
    "assert not Vector.zeros(2) and Vector(1) and Vector.name() == 'vector' and Vector(1).made >= 1",
    "assert repr(Vector(1, 2)) == 'Vector(1, 2)' and str(Vector(1)) == 'Vector(1)' and f'{Vector(1)!r}' == 'Vector(1)'",
    "assert {Vector(1): 'a'}[Vector(1)] == 'a' and len({Vector(1), Vector(1), Vector(2)}) == 2",
    "assert max([Vector(1), Vector(3), Vector(2)], key=lambda v: v.norm).items == [3]",
    "assert [v.items for v in sorted([Vector(2), Vector(1)])] == [[1], [2]] and Vector(1)(3) == Vector(3)",
    "assert [s.describe() for s in shapes()] == ['Square 1.0', 'Circle 12.6', 'Square 9.0']",
    "assert by_name()['square'].side == 2 and by_name()['sizes'] == [1, 2] and len(by_name()) == 3",
    "try:\n    Shape().area()\n    assert False\n"
    "except NotImplementedError as error:\n    assert 'shape' in str(error)",
    "node, found = chain(4), []\nwhile node is not None:\n    found.append(node.value)\n    node = node.next\n"
    "assert found == [1, 2, 3, 4]",
    "g = squares(3)\nassert next(g) == 0 and next(g) == 1 and list(g) == [4]\n"
    "try:\n    next(g)\n    assert False\nexcept StopIteration:\n    pass",
    "assert adder(2)(3) == 5 and apply(adder(1), 4) == 5 and apply(len, [1, 2]) == 2",
    "s = Stack()\ns.push(1).push([2])\nassert s.pop() == [2] and s.peek() == 1",
    "import unittest\nt = unittest.TestCase()\nwith t.assertRaises(IndexError):\n    Stack().pop()\n"
    "t.assertRaises(IndexError, Stack().pop)\nt.assertEqual(Stack().push(3).pop(), 3)\n"
    "t.assertAlmostEqual(abs(Vector(3, 4)), 5)",
    "import pytest\nwith pytest.raises(IndexError, match='empty'):\n    Stack().pop()\n"
    "assert abs(Vector(1, 1)) == pytest.approx(2 ** .5)",
    "try:\n    Stack().peek()\n    assert False\nexcept Exception as error:\n    assert 'nothing' in str(error)",
    "p = point()\nassert p.x == 1.5 and p[1] == 2 and p == (1.5, 2) and tuple(p) == (1.5, 2)\nx, y = p\nassert y == 2",
    "assert Card(2) < card() and card() == Card(3, 'hearts') and card().suit == 'hearts'",
    "assert Colour.RED.value == 1 and Colour.RED.name == 'RED' and Colour.RED == Colour.RED",
    "c = count('abca')\nassert c['a'] == 2 and c['z'] == 0 and c == {'a': 2, 'b': 1, 'c': 1}\n"
    "assert c.most_common(1) == [('a', 2)] and isinstance(c, dict)",
    "g = groups()\nassert g['a'] == [1] and g['b'] == [] and len(g) == 2",
    "d, s, t = times()\nassert d.month == 2 and s.total_seconds() == 10800 and t.hour == 3\n"
    "assert d == datetime.date(2024, 2, 29)",
    "d, f, q, o = parts()\nassert d == Decimal('0.1') and f * 3 == 1\n"
    "assert q[0] == 1 and q.maxlen == 2 and list(o) == ['b', 'a']",
    "k, v, i = views()\nassert k == {'a'} and list(v) == [1] and set(i) == {('a', 1)}",
    "m, x, o = arrays()\nassert m.count() == 1 and x.shape == (1, 1) and o[0] is None and o[1] == 1",
    "m, s = moments()\nassert m[0] == np.datetime64('2024-01-01') and list(s) == ['a', 'bc']",
    "line, r, n = fit([0, 1, 2], [1, 3, 5])\nassert np.allclose(line, [2, 1]) and r == 0.5 and n == 3",
    "assert mixed(1) == 1 and mixed(3).area() == 9",
    "v = Vector(1)\nw = v\nw.items = [5]\nassert v.items == [5]",
    "box = [Square(2)]\nassert apply(lambda x: x, 1) == 1 if False else box[0].area() == 4",
]


@pytest.mark.parametrize("code", HOLD)
def test_a_right_solution_passes(code):
    found = outcomes(code, REFERENCE, REFERENCE)[0]
    assert found.fraction == 1, (found.said, found.line)


OTHERWISE = (
    REFERENCE
    + """
class Circle(Square):
    def area(self): return math.pi * self.side ** 2
    def describe(self): return f"Circle {self.area():.1f}"
def shapes(): return (s for s in [Square(1), Circle(2), Square(3)])
def by_name(): return OrderedDict(circle=Circle(1), square=Square(2), sizes=(1, 2)[:])
class Chain:
    def __init__(self, values): self.values = values
    @property
    def value(self): return self.values[0]
    @property
    def next(self): return Chain(self.values[1:]) if self.values[1:] else None
def chain(n): return Chain(list(range(1, n + 1)))
class squares:
    def __init__(self, n): self.items = [i * i for i in range(n)]
    def __iter__(self): return self
    def __next__(self):
        if not self.items: raise StopIteration
        return self.items.pop(0)
class adder:
    def __init__(self, n): self.n = n
    def __call__(self, x): return x + self.n
apply = lambda f, x: f(x)
class Stack(list):
    def push(self, item):
        self.append(item)
        return self
    def peek(self):
        if not self: raise ValueError("nothing")
        return self[-1]
    def pop(self):
        if not self: raise IndexError("pop from an empty stack")
        return super().pop()
@dataclass
class Point:
    x: float
    y: float
    def __iter__(self): return iter((self.x, self.y))
    def __getitem__(self, place): return (self.x, self.y)[place]
    def __eq__(self, other): return tuple(self) == tuple(other)
def point(): return Point(1.5, 2)
def count(text): return Counter(sorted(text))
def fit(x, y): return [np.array([2.0, 1.0]), 0.5, np.int64(3)]
"""
)


@pytest.mark.parametrize("code", [code for code in HOLD if "sizes" not in code])
def test_a_solution_that_is_right_in_another_way_passes(code):
    found = outcomes(code, REFERENCE, OTHERWISE)[0]
    assert found.fraction == 1, (found.said, found.line)


def test_what_the_reference_s_run_binds_is_unbound_again():
    code = "kept = adder\nadder = 3\nadder = kept\nassert adder(1)(1) == 2"
    assert outcomes(code, REFERENCE, REFERENCE, declared=("adder",))[0].fraction == 1


def test_a_test_that_takes_more_steps_than_the_reference_s_still_meets_objects():
    code = "n = 0\nfor shape in shapes():\n    n += shape.area() > 0\nassert n >= 3"
    more = REFERENCE + "def shapes(): return [Circle(1), Square(1), Circle(2), Circle(3), Square(2)]\n"
    assert outcomes(code, REFERENCE, more)[0].fraction == 1


YES = (
    REFERENCE
    + """
class Vector(Vector):
    def __add__(self, other): return self
    __eq__ = lambda self, other: True
    __ne__ = lambda self, other: False
    __hash__ = lambda self: 1
class Card(Card):
    __eq__ = lambda self, other: self.suit == other.suit
"""
)


@pytest.mark.parametrize(
    "code",
    [
        "assert Vector(1, 2) + Vector(3, 4) == Vector(4, 6)",
        "assert not Vector(1, 2) + Vector(3, 4) != Vector(4, 6)",
        "a, b, c = Vector(1), Vector(2), Vector(3)\nassert a + b == c",
    ],
)
def test_an_object_that_is_equal_to_all_others_of_the_test_is_not_believed(code):
    if "= Vector(1)," in code:
        assert outcomes(code, REFERENCE, REFERENCE)[0].fraction == 1
    assert outcomes(code, REFERENCE, YES)[0].fraction == 0


def test_a_comparison_that_is_right_where_the_test_asks_holds_unless_it_is_the_same_for_all():
    code = "a, b, c = Card(1, 'x'), Card(2, 'x'), Card(1, 'y')\nassert b == Card(2, 'x')"
    assert outcomes(code, REFERENCE, YES)[0].fraction == 1


def test_a_generator_without_an_end_gives_item_after_item():
    numbers = "def numbers():\n    n = 0\n    while True:\n        yield n\n        n += 1"
    code = (
        "from itertools import islice\nassert list(islice(numbers(), 4)) == [0, 1, 2, 3]\n"
        "n = numbers()\nassert sum(islice(n, 3)) == 3 and next(n) == 3"
    )
    (held,) = outcomes(code, numbers, numbers)
    assert held.fraction == 1
    (missed,) = outcomes(code, numbers, numbers.replace("n = 0", "n = 1"))
    assert missed.fraction == 0
