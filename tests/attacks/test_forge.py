"""A submission that tampers with its own process changes its own numbers at most, and never the grader."""

import pytest

from grader.model.observation import Outcome

HEAD = "import builtins, json, os, struct, sys\nimport numpy as np\n"
EVERY_DESCRIPTOR = "for fd in range(3, 256):\n        try: os.write(fd, {})\n        except OSError: pass\n    "
FORGED = [
    EVERY_DESCRIPTOR.format('b\'{"kind": "returned"}\''),
    EVERY_DESCRIPTOR.format("struct.pack('<Q', 1 << 60) + b'x' * 100"),
    EVERY_DESCRIPTOR.format("b'\\0' * 4096"),
    EVERY_DESCRIPTOR.format("b'\\x80\\x04\\x95cposix\\nsystem\\n(S\"true\"\\ntR.'"),
    "for fd in range(3, 256):\n        try: os.close(fd)\n        except OSError: pass\n    ",
    "json.dumps = lambda *a, **k: '{}'\n    ",
    "os.write = lambda fd, content: len(content)\n    ",
    "np.asarray = lambda *a, **k: None\n    ",
    "builtins.isinstance = lambda *a: True\n    ",
    "builtins.type = lambda *a: dict\n    ",
    "sys.modules.clear()\n    ",
    "sys.settrace(lambda *a: os._exit(7))\n    ",
    "import inside.wire\n    inside.wire.pack = lambda *a: b'forged'\n    ",
    "import inside.solution\n    inside.solution.Solution._named = lambda *a: {'out': np.zeros(3)}\n    ",
    "import gc\n    [o.sendall(b'forged' * 100) for o in gc.get_objects() if hasattr(o, 'sendall')]\n    ",
]
ODD = [
    "class A(np.ndarray):\n    __eq__ = lambda *a: True\n    tobytes = lambda *a: b''\ndef f(x):\n    return x.view(A)",
    "class A:\n    def __array__(self, *a, **k): return np.arange(3.0)\ndef f(x):\n    return A()",
    "class A(float):\n    __eq__ = lambda *a: True\n    __float__ = lambda s: 1 / 0\ndef f(x):\n    return A(2)",
    "class A:\n    __class__ = property(lambda s: np.ndarray)\ndef f(x):\n    return A()",
    "class A(dict):\n    def items(self): raise SystemExit\ndef f(x):\n    return A(a=1)",
    "class A(str):\n    def encode(self, *a): return b'x' * (1 << 30)\ndef f(x):\n    return A('a')",
    "def f(x):\n    a = []\n    a.append(a)\n    return a",
    "def f(x):\n    return np.array([object()])",
    "def f(x):\n    return np.zeros(3, dtype=[('a', 'f8')])",
    "def f(x):\n    return np.ma.masked_array([1, 2, 3], [1, 1, 1])",
    "def f(x):\n    return np.broadcast_to(1.0, (1 << 40,))",
    "def f(x):\n    return 10 ** 5000",
]


@pytest.mark.parametrize("tampering", FORGED)
def test_forged_records_are_an_outcome_and_the_next_submission_is_graded(attack, tampering):
    seen = attack(f"{HEAD}def f(x):\n    {tampering}return x + 1")
    assert isinstance(seen.outcome, Outcome)


@pytest.mark.parametrize("module", ODD)
def test_odd_objects_arrive_as_plain_values_or_as_none_of_them(attack, module):
    seen = attack(HEAD + module)
    assert isinstance(seen.outcome, Outcome)
    assert seen.outcome is not Outcome.RETURNED or type(seen.values["out"]).__module__.split(".")[0] in (
        "numpy",
        "builtins",
        "grader",
    )
