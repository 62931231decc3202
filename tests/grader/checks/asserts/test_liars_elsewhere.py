"""Objects that lie earn nothing in variables, attributes, arguments, containers and iterators either."""

import pytest

from .grading import outcomes

REFERENCE = """
import numpy as np
def f(): return 2.5
def g(x): return 2*x
def grow(items): items.append(len(items))
def fill(a): a[:] = 1
def d(): return {"a": np.ones(3), "b": [1.0]}
class Box:
    def __init__(self, n): self.n = n
    def size(self): return self.n
    @property
    def arr(self): return np.ones(self.n)
    def pair(self): return (self.n, Box(self.n))
def gen(n):
    for i in range(n): yield float(i)
def either(x): return Box(x) if isinstance(x, str) else x + 1
answer = 42
"""
LIE = """
class L(float):
    def __eq__(s,o): return True
    __lt__=__le__=__gt__=__ge__=__bool__=__contains__=__eq__
    __ne__=lambda s,o: False
    __sub__=__rsub__=__abs__=lambda *a: 0.0
    __hash__=lambda s:1
    __iter__=lambda s: iter([s])
    __len__=lambda s: 3
class O:
    pass
for k,v in list(vars(L).items()):
    if k not in ('__dict__','__weakref__','__doc__','__module__'): setattr(O,k,v)
"""
BOX = (
    "class Box:\n    def __init__(s, n): s.n = O()\n    def size(s): return O()\n"
    "    arr = property(lambda s: O())\n    def pair(s): return (O(), s)"
)
CASES = [
    ("def d(): return {'a': np.zeros((0,1)), 'b': []}", "assert np.allclose(d()['a'],1)"),
    (
        "def d(): return {'a': np.ma.array([1.0],mask=True), 'b': []}",
        "assert np.allclose(d()['a'],1) and np.ma.allclose(d()['a'], 1)",
    ),
    ("def d(): return {'a': np.ma.array([1.0],mask=True), 'b': []}", "np.testing.assert_allclose(d()['a'],np.ones(3))"),
    ("answer = O()", "assert answer == 42"),
    ("answer = L(7)", "assert answer == 42"),
    ("def grow(items): items.append(O())", "b=[1]\ngrow(b)\nassert b == [1, 1]"),
    ("def grow(items): items.append(L(9))", "b=[1]\ngrow(b)\nassert b == [1, 1]"),
    ("def fill(a): pass", "a=np.zeros(2)\nfill(a)\nassert a.sum()==2"),
    ("def d(): return {'a': O(), 'b': [O()]}", "x=d()\nassert np.allclose(x['a'],1) and x['b']==[1.0]"),
    ("def d(): return {'a': L(7), 'b': (O(),)}", "assert np.allclose(d()['a'],1)"),
    (
        "class D(dict):\n    __getitem__=lambda s,k: np.ones(3)\ndef d(): return D(a=O())",
        "assert np.allclose(d()['a'],1)",
    ),
    (BOX, "b=Box(3)\nassert b.n==3"),
    (BOX, "b=Box(3)\nassert abs(b.size()-3)<1e-9"),
    (BOX, "b=Box(3)\nassert np.allclose(b.arr,1)"),
    (BOX, "n, b = Box(3).pair()\nassert n == 3"),
    (
        "class Box:\n    def __init__(s,n): pass\n    def __getattr__(s,k): return lambda *a: O()",
        "assert Box(3).size() == 3",
    ),
    ("def gen(n):\n    for i in range(n): yield O()", "assert list(gen(3)) == [0.0,1.0,2.0]"),
    ("def gen(n):\n    for i in range(n): yield O()", "assert sum(gen(3)) == 3.0"),
    (
        "class gen:\n    def __init__(s,n): pass\n    def __iter__(s): return s\n    def __next__(s): return O()",
        "assert next(gen(3)) == 0.0",
    ),
    (
        "class gen(list):\n    def __init__(s,n): super().__init__([O()]*n)\n    __eq__=lambda s,o: True",
        "assert list(gen(3)) == [0.0,1.0,2.0]",
    ),
    ("def either(x): return O()", "b = either('a')\nassert either(2) == 3"),
    ("def either(x): return O()", "assert either(2) == 3\nb = either('a')"),
    ("class F:\n    __call__ = lambda s,*a: O()\n    __sub__=lambda *a: 0.0\nf=F()", "assert f() == 2.5"),
    ("def f(): return O", "assert f() == 2.5"),
    (
        "class M(type):\n    __eq__=lambda *a: True\n    __sub__=lambda *a: 0.0\n"
        "    __hash__=lambda s: 1\nclass X(metaclass=M): pass\ndef f(): return X",
        "assert abs(f()-2.5)<1e-9",
    ),
    ("def g(x): return O()", "assert (g(np.ones(2)) == 2).all()"),
    ("def g(x): return np.array(O(),dtype=object)", "assert g(1) == 2"),
    ("def g(x): return np.array(O(),dtype=object)", "assert np.all(g(np.ones(2)) == 2)"),
    ("def g(x): return np.ma.array([7.0,7.0],mask=[True,True])", "assert np.allclose(g(np.ones(2)), 2)"),
    ("def g(x): return np.ma.array([7.0,7.0],mask=[True,True])", "assert (g(np.ones(2)) == 2).all()"),
    ("def g(x): return np.ma.array([7.0,7.0],mask=True)", "np.testing.assert_allclose(g(np.ones(2)), [2,2])"),
    ("def g(x): return np.ma.array([7.0,7.0],mask=True)", "assert np.max(np.abs(g(np.ones(2))-2)) < 1e-9"),
    ("def g(x): return np.array([(7.,)],dtype=[('a','f8')])", "assert np.allclose(g(np.ones(2)), 2)"),
    ("import collections\nclass E(collections.Counter): pass\ndef d(): return E()", "assert not np.any(d()['a'] - 1)"),
    ("def g(x): return np.full((2,),np.nan)", "assert np.allclose(g(np.ones(2)), 2, equal_nan=True)"),
]


@pytest.mark.parametrize(("student", "code"), CASES)
def test_a_liar_in_another_place_earns_nothing(student, code):
    assert outcomes(code, REFERENCE, REFERENCE + LIE + student)[0].fraction == 0
