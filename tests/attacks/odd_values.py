"""Values that are not what they say they are; each arrives as plain numbers, as a name of its type, or not at all."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """A value that a function returns."""

    id: str
    source: str
    """A module with `f`; numpy is `np`."""
    outcome: str
    """What the observation must be."""
    arrives: str = ""
    """What arrives where it is `returned`."""


def _made(body):
    return f"import numpy as np\n{body}"


def _given(expression):
    return _made(f"def f(x):\n    return {expression}")


CLASSES = [
    Odd(
        id="equal to everything",
        source=_made(
            "class A(np.ndarray):\n    __eq__ = lambda *a: True\n    tobytes = lambda *a: b''\n"
            "    tolist = lambda *a: [7.0]\ndef f(x):\n    return x.view(A)"
        ),
        outcome="returned",
        arrives="array([0., 1., 2.])",
    ),
    Odd(
        id="an array on demand",
        source=_made("class A:\n    def __array__(self, *a, **k): return np.arange(3.0)\ndef f(x):\n    return A()"),
        outcome="returned",
        arrives="A",
    ),
    Odd(
        id="a number that will not be one",
        source=_made(
            "class A(float):\n    __float__ = lambda s: 1 / 0\n    hex = lambda s: 'x'\ndef f(x):\n    return A(2)"
        ),
        outcome="returned",
        arrives="2.0",
    ),
    Odd(
        id="a lie about its class",
        source=_made("class A:\n    __class__ = property(lambda s: np.ndarray)\ndef f(x):\n    return A()"),
        outcome="returned",
        arrives="A",
    ),
    Odd(
        id="a lie about its length",
        source=_made("class A(list):\n    __len__ = lambda s: 1 << 60\ndef f(x):\n    return A([1, 2])"),
        outcome="raised",
    ),
    Odd(
        id="an entry that raises when it is compared",
        source=_made(
            "class A:\n    def __eq__(self, other): raise SystemExit\n    __hash__ = lambda s: 1\n"
            "def f(x):\n    return {A(): 1.0}"
        ),
        outcome="returned",
        arrives="{'<A>': 1.0}",
    ),
    Odd(
        id="an array that raises when it is looked at",
        source=_made(
            "class A(np.ndarray):\n    def __array_finalize__(self, other): raise RuntimeError\n"
            "def f(x):\n    return np.ndarray.__new__(A, (2,))"
        ),
        outcome="raised",
    ),
    Odd(
        id="lambdas",
        source=_given("np.array([lambda: 1])"),
        outcome="returned",
        arrives="array([NotNumeric(type_name='function')], dtype=object)",
    ),
    Odd(
        id="a class of another library's name",
        source=_made("class Series:\n    pass\nSeries.__module__ = 'pandas'\ndef f(x):\n    return Series()"),
        outcome="returned",
        arrives="pandas.Series",
    ),
    Odd(
        id="a pickle that runs",
        source=_made("import os\nclass A:\n    def __reduce__(self): return os._exit, (9,)\ndef f(x):\n    return A()"),
        outcome="returned",
        arrives="A",
    ),
    Odd(
        id="an array of pickles",
        source=_made(
            "import os\nclass A:\n    def __reduce__(self): return os._exit, (9,)\n"
            "def f(x):\n    return np.array([A()], dtype=object)"
        ),
        outcome="returned",
        arrives="array([NotNumeric(type_name='A')], dtype=object)",
    ),
    Odd(
        id="a dictionary that exits",
        source=_made("class A(dict):\n    def items(self): raise SystemExit\ndef f(x):\n    return A(a=1)"),
        outcome="raised",
    ),
    Odd(
        id="a list without end",
        source=_made(
            "class A(list):\n    def __iter__(self):\n        while True: yield 1\ndef f(x):\n    return A([1])"
        ),
        outcome="limit",
    ),
    Odd(
        id="a text that grows",
        source=_made("class A(str):\n    def encode(self, *a): return b'x' * (1 << 30)\ndef f(x):\n    return A('a')"),
        outcome="returned",
        arrives="'a'",
    ),
    Odd(
        id="a type with a long name", source=_given("type('x' * 5000, (), {})()"), outcome="returned", arrives="x" * 80
    ),
]
SHAPES = [
    Odd(id="itself", source=_made("def f(x):\n    a = []\n    a.append(a)\n    return a"), outcome="limit"),
    Odd(
        id="too deep",
        source=_made("def f(x):\n    a = 1\n    for _ in range(99): a = [a]\n    return a"),
        outcome="limit",
    ),
    Odd(
        id="a dictionary that holds itself",
        source=_made("def f(x):\n    a = {}\n    a[0] = a\n    return a"),
        outcome="limit",
    ),
    Odd(
        id="an array of objects that holds itself",
        source=_made("def f(x):\n    a = np.array([None])\n    a[0] = a\n    return a"),
        outcome="limit",
    ),
    Odd(id="too many", source=_given("[[n] for n in range(60_000)]"), outcome="limit"),
    Odd(id="too many numbers", source=_given("[0] * 5_000_000"), outcome="limit"),
    Odd(id="without end", source=_made("import itertools\ndef f(x):\n    return itertools.count()"), outcome="limit"),
    Odd(id="too large", source=_given("np.zeros((129 << 17,))"), outcome="limit"),
    Odd(id="too much text", source=_given("'x' * (9 << 20)"), outcome="limit"),
    Odd(id="a huge number", source=_given("1 << 300_000"), outcome="returned", arrives="huge int"),
    Odd(id="a huge view of nothing", source=_given("np.broadcast_to(1.0, (1 << 40,))"), outcome="limit"),
    Odd(id="a generator", source=_given("(float(n) for n in x)"), outcome="returned", arrives="[0.0, 1.0, 2.0]"),
    Odd(id="backwards", source=_given("x[::-1]"), outcome="returned", arrives="array([2., 1., 0.])"),
    Odd(
        id="of columns",
        source=_given("np.asfortranarray(np.eye(2))"),
        outcome="returned",
        arrives="array([[1., 0.],\n       [0., 1.]])",
    ),
    Odd(id="the other end first", source=_given("x.astype('>f8')"), outcome="returned", arrives="array([0., 1., 2.])"),
    Odd(id="without length", source=_given("np.array(2.0)"), outcome="returned", arrives="array(2.)"),
    Odd(
        id="empty",
        source=_given("np.zeros((0, 3))"),
        outcome="returned",
        arrives="array([], shape=(0, 3), dtype=float64)",
    ),
    Odd(
        id="no number",
        source=_given("x / 0 if not np.seterr(all='ignore') else x / 0"),
        outcome="returned",
        arrives="array([nan, inf, inf])",
    ),
]
KINDS = [
    Odd(
        id="parts",
        source=_given("np.zeros(3, dtype=[('a', 'f8')])"),
        outcome="returned",
        arrives="array([(0.,), (0.,), (0.,)], dtype=[('a', '<f8')])",
    ),
    Odd(id="text", source=_given("np.array(['7'])"), outcome="returned", arrives="array(['7'], dtype='<U1')"),
    Odd(
        id="dates",
        source=_given("np.array(['2020-01-01'], dtype='M8[D]')"),
        outcome="returned",
        arrives="array(['2020-01-01'], dtype='datetime64[D]')",
    ),
    Odd(
        id="masked",
        source=_given("np.ma.masked_array([1, 2, 3], [1, 1, 1])"),
        outcome="returned",
        arrives="masked_array(data=[--, --, --],\n             mask=[ True,  True,  True],\n"
        "       fill_value=999999,\n            dtype=int64)",
    ),
    Odd(id="long", source=_given("np.longdouble(2)"), outcome="returned", arrives="array(2.)"),
    Odd(id="complex", source=_given("2 + 1j"), outcome="returned", arrives="array(2.+1.j)"),
    Odd(
        id="half",
        source=_given("x.astype(np.float16)"),
        outcome="returned",
        arrives="array([0., 1., 2.], dtype=float16)",
    ),
    Odd(id="half of a letter", source=_given("chr(0xd800) + 'x'"), outcome="returned", arrives="'\\ud800x'"),
    Odd(
        id="keys of any kind",
        source=_given("{(1, 2): 3, None: 4, b'x': 5}"),
        outcome="returned",
        arrives="{(1, 2): 3, None: 4, b'x': 5}",
    ),
]
ODD_VALUES = CLASSES + SHAPES + KINDS
