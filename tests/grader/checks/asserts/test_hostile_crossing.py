"""What hostile code tries with what crosses: it earns nothing, and nothing hangs."""

import sys

import numpy as np
import pytest

from grader.checks.asserts.run import run
from grader.model.assignment import Reference
from grader.model.observation import Observation, Outcome
from grader.sandbox.child.tables import table_of
from grader.sandbox.child.values.foreign import Foreign

from .grading import asked, module, outcomes

pytest.importorskip("pandas")

REFERENCE = """
import numpy as np
import pandas as pd
class Sup:
    def __enter__(self): return self
    def __exit__(self,a,b,c): return a is not None and issubclass(a, KeyError)
def integrate(f,a,b): return sum(f(a+(i+.5)/100*(b-a)) for i in range(100))*(b-a)/100
def frame(): return pd.DataFrame({"a":[1.,2.]})
def apply(f): return f(2.0)
def rng_use(rng): return rng.random()
"""
LIAR = """
class Lie:
    def __getattr__(s,n): return lambda *a: s
    def __eq__(s,o): return True
    def __ne__(s,o): return False
    def __lt__(s,o): return True
    __le__=__gt__=__ge__=__lt__
    def __pow__(s,o): return s
    __mul__=__rmul__=__add__=__radd__=__sub__=__rsub__=__pow__
    def __abs__(s): return 0.0
    def __float__(s): return 0.0
    def __hash__(s): return 1
    def __bool__(s): return True
"""
TRIES = [
    (
        """\
with Sup():
    raise KeyError('k')
with Sup():
    assert integrate(lambda x:x,0,1)==0.5000001 or abs(integrate(lambda x:x,0,1)-.5)<1e-9
""",
        """\
class Sup(Sup):
    def __exit__(s,a,b,c): return True
def integrate(f,a,b): return 7

""",
    ),
    (
        """\
with Sup():
    assert abs(integrate(lambda x:x,0,1)-.5)<1e-9
""",
        """\
class Sup(Sup):
    def __exit__(s,a,b,c): return True
def integrate(f,a,b): return 7

""",
    ),
    (
        """\
seen=[]
apply(seen.append)
assert seen==[2.0]
""",
        LIAR
        + """\
def apply(f): f(Lie())
""",
    ),
    (
        """\
ok=[]
def f(x):
    ok.append(x**2==4)
    return x
apply(f)
assert all(ok) and ok
""",
        LIAR
        + """\
def apply(f): f(Lie())
""",
    ),
    (
        """\
df=frame()
assert df['a'].sum()==3
""",
        LIAR
        + """\
def frame(): return Lie()
""",
    ),
    (
        """\
df=frame()
assert df['a'].sum()==3
""",
        LIAR
        + """\
def frame(): return pd.DataFrame({'a':[Lie(),Lie()]})
""",
    ),
    (
        """\
df=frame()
assert (df['a']>0).all()
""",
        """\
def frame(): return pd.DataFrame({'a':[]})
""",
    ),
    (
        """\
df=frame()
pd.testing.assert_frame_equal(df,pd.DataFrame({'a':[1.,2.]}))
""",
        """\
class DataFrame(pd.DataFrame):
    def equals(s,o): return True
    def __eq__(s,o): return True
def frame(): return DataFrame({'a':[9,9]})
""",
    ),
    (
        """\
x=np.random.rand(3)
assert np.allclose(apply(lambda t: t*x), 2*x)
""",
        """\
import random
def apply(f):
    np.random.set_state(('MT19937', np.zeros(624,dtype='u4'),0,0,0.0))
    return 0
""",
    ),
    (
        """\
assert apply(lambda x: x+1)==3
""",
        """\
def apply(f):
    while True: f(1)
""",
    ),
    (
        """\
assert apply(lambda x: x+1)==3
""",
        """\
import threading
def apply(f):
    found = []
    def go():
        try:
            found.append(f(2))
        except RuntimeError:
            pass
    other = threading.Thread(target=go)
    other.start()
    other.join()
    return found[0]
""",
    ),
]


@pytest.mark.parametrize(("code", "wrong"), TRIES)
def test_hostile_code_earns_nothing(code, wrong):
    assert outcomes(code, REFERENCE, f"{REFERENCE}\n{wrong}")[0].fraction == 0


def test_the_test_s_own_generator_goes_on_as_with_the_reference():
    code = "rng = np.random.default_rng(3)\nrng_use(rng)\nassert rng.random() == np.random.default_rng(3).random(2)[1]"
    wrong = "def rng_use(rng):\n    rng.bit_generator.state = np.random.PCG64(1).state\n    return 0"
    assert outcomes(code, REFERENCE, f"{REFERENCE}\n{wrong}")[0].fraction == 1


@pytest.mark.parametrize(
    "values",
    [
        {"calls": [7, [], {}]},
        {"calls": ["open", ["/etc/passwd"], {}]},
        {"calls": 3},
        {"calls": [0, 5, {}]},
        {"raised": 4},
        {"raised": "x"},
        {"result": ("\0handle", "test function", 99)},
    ],
)
def test_what_a_sandbox_makes_up_ends_the_test(values):
    def ask(head, _values):
        return Observation(outcome=Outcome.RETURNED, values={"result": ("\0handle", 0)} if head["first"] else values)

    right = Reference(modules=(module(REFERENCE),))
    tested = run(asked("try:\n    apply(lambda x: x)\nexcept BaseException:\n    pass"), ask, right.find)[0]
    assert (tested.fraction, tested.seen.outcome) == (0, Outcome.MALFORMED)


@pytest.mark.parametrize(
    "told",
    [
        Foreign("sympy.Basic", {"text": "1"}),
        Foreign("pandas.Series", {"values": [Foreign("sympy.Basic", {})], "index": [0], "names": [None]}),
        Foreign("pandas.Series", {"values": np.ones(1), "index": [0], "names": [None], "dtype": "Sparse[int]"}),
    ],
)
def test_only_plain_parts_make_a_table(told):
    with pytest.raises(ValueError, match="not those of a table"):
        table_of(told, "")


def test_a_table_counts_as_its_entries_where_the_reference_uses_no_pandas(monkeypatch):
    told = Foreign(
        "pandas.Series", {"values": np.ones(1), "index": [0], "names": [None], "name": None, "dtype": "int64"}
    )
    monkeypatch.delitem(sys.modules, "pandas")
    with pytest.raises(ValueError, match="nobody uses pandas"):
        table_of(told, "")
