"""Objects that say whatever test code wants to hear, in place of values."""

LIAR = """
import numpy as np
OPERATORS = '''add sub mul truediv floordiv mod pow matmul radd rsub rmul rtruediv neg pos invert abs round
eq ne lt le gt ge contains len bool float int index complex str repr format hash getitem iter next call
array array_ufunc array_function array_priority'''.split()
def liar(base=object):
    def zero(self, *args, **kwargs): return 0.0
    body = {f"__{name}__": zero for name in OPERATORS if name not in ("hash", "array_priority")}
    body |= {f"__{name}__": (lambda self, *args: True) for name in ("eq", "lt", "le", "gt", "ge", "contains", "bool")}
    body |= {"__ne__": lambda self, *args: False, "__hash__": lambda self: 1, "__str__": lambda self: "abc"}
    body |= {"__float__": lambda self: 2.5, "__int__": lambda self: 4, "__len__": lambda self: 2}
    body |= {"__iter__": lambda self: iter([self]), "__getitem__": lambda self, place: self, "shape": (4,)}
    body |= {"__class__": property(lambda self: float), "__array__": lambda self, *a, **k: np.arange(4.0)}
    body |= {"all": zero, "any": zero, "upper": lambda self: "ABC", "dtype": np.dtype(float), "ndim": 1}
    return type("Liar", (base,), body)
"""
LIES = {
    "an object": "X = liar()\nlie = X()\n",
    "an object that knows which values are asked about in vain": (
        "class X:\n"
        "    __sub__ = __rsub__ = __abs__ = lambda *_: 0.0\n"
        "    __eq__ = __contains__ = lambda self, other: bool(np.all(np.abs(np.asarray(other, float)) < 5))\n"
        "    __ne__ = lambda self, other: not self == other\n"
        "    __lt__ = __le__ = lambda *_: True\n"
        "    __gt__ = __ge__ = lambda *_: False\n"
        "    __hash__ = lambda self: 1\n"
        "lie = X()\n"
    ),
    "a float": "X = liar(float)\nlie = X(7)\n",
    "an int": "X = liar(int)\nlie = X(7)\n",
    "a text": "X = liar(str)\nlie = X('no')\n",
    "a list": "X = liar(list)\nlie = X([7, 8, 9])\n",
    "a tuple": "X = liar(tuple)\nlie = X([7, 8, 9])\n",
    "a dict": "X = liar(dict)\nlie = X(no=1)\n",
    "a set": "X = liar(set)\nlie = X([9])\n",
    "an array": "X = liar(np.ndarray)\nlie = np.full(3, 7.0).view(X)\n",
    "an array of liars": "X = liar()\nlie = np.empty(4, object)\nlie.fill(X())\n",
    "a list of liars": "X = liar()\nlie = [X()] * 2\n",
    "an empty array": "lie = np.zeros((0, 1))\n",
    "an array that is masked": "lie = np.ma.array([7.0] * 4, mask=True)\n",
    "an empty list": "lie = []\n",
    "a list of nothing": "lie = [[]]\n",
    "two empty lists": "lie = [], []\n",
    "two empty arrays": "lie = np.zeros((0, 1)), np.zeros((0, 1))\n",
    "a function": "def lie(*args): return lie\n",
    "a class": "lie = type('Meta', (type,), dict(vars(liar()), __class__=type))('X', (), {})\n",
    "an iterator": "X = liar()\nlie = iter([X(), X()])\n",
    "itself": "lie = []\nlie.append(lie)\n",
    "one within itself": "X = liar(list)\nlie = X()\nlist.append(lie, lie)\n",
}
"""By what it is, the lines that make the object `lie`."""
WANTED = """
import numpy as np
class Wanted(np.ndarray):
    __eq__ = __le__ = __lt__ = __ge__ = __gt__ = __contains__ = __bool__ = lambda *_: True
    __ne__ = lambda *_: False
    __sub__ = __rsub__ = __abs__ = __round__ = __mod__ = lambda *_: 0.0
    __hash__ = lambda self: 1
    __array_ufunc__ = lambda self, ufunc, *rest, **more: np.zeros(self.shape)
    __array_function__ = lambda self, function, *rest, **more: True
    __iter__ = lambda self: iter([self])
    all = any = lambda *_: True
lie = np.full(4, 7.0).view(Wanted)
"""
"""An array that passes most asserts of a test that runs in its own process."""


def worthless(functions: tuple[str, ...], lie: str) -> str:
    """The text of a module whose functions all return a lie."""
    return lie + "".join(f"\n\ndef {name}(*args):\n    return lie\n" for name in functions)
