"""A student's functions of all kinds, as a notebook defines them."""

REFERENCE = """
import numpy as np
import pandas as pd
import random, functools, math
def integrate(f,a,b,n=100):
    h=(b-a)/n
    return sum(f(a+(i+.5)*h) for i in range(n))*h
def dice(): return random.randint(1,6)
def draw(n): return np.random.normal(size=n)
def say(n): print('n is', n)
def ask(): return int(input('n? '))+1
def sample(rng,n): return rng.normal(size=n)
def total(items): return sum(items)
def timed(f):
    '''Times f.'''
    @functools.wraps(f)
    def w(*a, **k):
        return f(*a, **k)
    return w
@timed
def deco(x, y=3):
    '''doc of deco'''
    return x+y
def frame():
    return pd.DataFrame({'a':[1,2,3],'b':['x','y',None]})
def addcol(df):
    df['c']=df['a']*2
def mean(df): return df['a'].mean()
def ser(): return pd.Series([1.,np.nan,3.], name='s')
def ode(f, y0):
    y = np.array(y0, float); out=np.zeros_like(y)
    f(0., y, out)
    return out
def newton(f, x):
    for _ in range(50):
        d=(f(x+1e-6)-f(x-1e-6))/2e-6
        x-=f(x)/d
    return x
def comp(f,g): return lambda x: f(g(x))
class Poly:
    def __init__(s,c): s.c=list(c); s._n=len(c)
    def __add__(s,o): return Poly([a+b for a,b in zip(s.c,o.c)])
def groups(df): return df.groupby('b')
def arr(): return np.array([3,1,2])
SH = np.zeros(3)
def shared(): return SH
def memo(f):
    cache={}
    def g(x):
        if x not in cache: cache[x]=f(x)
        return cache[x]
    return g

def pair(n): return np.arange(n), n
def qr(a): return np.linalg.qr(a)
def scalars(a): return np.float64(a), np.float64(a + 1)
def nested(): return {'a': (np.arange(2), 1)}
def first_of(t): return t[0]
def squares(items): return (x * x for x in items)
def same(x): return x
def loud(x):
    print('before')
    if x < 0: raise ValueError('negative')
Poly.itself = lambda self: self
"""

WRONG = [
    (
        "assert abs(integrate(lambda x: x**2, 0, 1) - 1 / 3) < 1e-3",
        "def integrate(f, a, b, n=100): return f(a) * (b - a)",
    ),
    ("assert {dice() for _ in range(600)} == {1, 2, 3, 4, 5, 6}", "def dice(): return random.randint(1, 5)"),
    (
        "np.random.seed(3)\na = draw(2)\nnp.random.seed(3)\nassert np.allclose(a, np.random.normal(size=2))",
        "def draw(n): return np.random.uniform(size=n)",
    ),
    (
        "import io, contextlib\nout = io.StringIO()\nwith contextlib.redirect_stdout(out):\n    say(3)\n"
        "assert out.getvalue() == 'n is 3\\n'",
        "def say(n): print('n was', n)",
    ),
    (
        "from unittest.mock import patch\nwith patch('builtins.input', return_value='4'):\n    assert ask() == 5",
        "ask = int",
    ),
    ("pd.testing.assert_frame_equal(frame(), pd.DataFrame({'a': [1, 2, 3], 'b': ['x', 'y', None]}))", "frame = ser"),
    ("assert pair(2)[0].tolist() == [0, 1]", "def pair(n): return [0, 1], n"),
    ("assert deco.__name__ == 'deco'", "deco = memo(len)"),
]
