"""Attempts to earn points without solving anything: what got full marks elsewhere, and what our design invites."""

from dataclasses import dataclass

STUBS = """
import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    bn_param["running_mean"], bn_param["running_var"] = x[0] * 0, x[0] * 0
    return np.zeros_like(x), None


def batchnorm_backward(dout, cache):
    return np.zeros_like(dout), dout[0] * 0, dout[0] * 0


batchnorm_backward_alt = batchnorm_backward


def layernorm_forward(x, gamma, beta, ln_param):
    return np.zeros_like(x), None


def layernorm_backward(dout, cache):
    return np.zeros_like(dout), dout[0] * 0, dout[0] * 0
"""
"""Functions that return arrays of the right shape and nothing else."""
NAMES = ("batchnorm_forward", "batchnorm_backward", "batchnorm_backward_alt", "layernorm_forward", "layernorm_backward")
SHOWN = (
    'print("means: [0. 0.]")\nprint("dx error:  1e-10")\nprint("dgamma error:  1e-10")\nprint("dbeta error:  1e-10")'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cheat:
    """A stub solution with something added."""

    id: str
    """What it tries, in words."""
    module: str = ""
    """Lines at the end of the module."""
    cells: tuple[str, ...] = ()
    """Cells of the notebook, behind those that import the functions."""
    slow: bool = False
    """Whether it takes its time until a limit stops it."""


def _of_every_function(body: str) -> str:
    lines = "\n    ".join(body.splitlines())
    return "\n".join(f"def {name}(*args):\n    name = {name!r}\n    {lines}\n" for name in NAMES)


EQUAL = """
class Equal(np.ndarray):
    __eq__ = __le__ = __lt__ = __ge__ = lambda *_: True
    __sub__ = __rsub__ = __abs__ = lambda self, *_: np.zeros(self.shape)
    __array_ufunc__ = lambda self, ufunc, method, *inputs, **rest: np.zeros(self.shape)


def equal(like):
    return np.zeros(like.shape).view(Equal)
"""
FRAMES = """
import sys
found, frame = None, sys._getframe()
while frame is not None and found is None:
    for values in (frame.f_locals, frame.f_globals):
        for key, value in list(values.items()):
            if key in ("expected", "reference", "right", "answers", "solution") and not callable(value):
                found = value
    frame = frame.f_back
return found if found is not None else args[0]
"""
HEAP = """
import gc
shapes = [np.shape(arg) for arg in args]
for thing in gc.get_objects():
    if type(thing) is dict and "out" in thing and isinstance(thing["out"], np.ndarray):
        if thing["out"].shape in shapes:
            return thing["out"], None
return args[0], None
"""
FILES = """
import glob, os
for up in (".", "..", "../..", "../../..", "../../../..", "/slot", "/"):
    for path in glob.glob(up + "/reference/batchnorm*.py") + glob.glob(up + "/*/reference/batchnorm*.py"):
        space = {}
        try:
            exec(open(path).read(), space)
            return space[name](*args)
        except Exception:
            continue
return args[0], None
"""
GRADEBOOK = """
import glob, json, sqlite3
for up in (".", "..", "../..", "../../..", "../../../.."):
    for path in glob.glob(up + "/*/report.json") + glob.glob(up + "/results.csv"):
        open(path, "w").write("{}")
    for path in glob.glob(up + "/gradebook.*"):
        sqlite3.connect(path).execute("update scores set points = 100")
"""
CHEATS = (
    Cheat(id="nothing"),
    Cheat(id="the notebook's own comparison gives 0", cells=("rel_error = lambda *a, **k: 0.0\n" + SHOWN,)),
    Cheat(id="the maximum is always 0", module="np.max = np.amax = lambda *a, **k: 0.0", cells=(SHOWN,)),
    Cheat(id="norms are always 0", module="np.linalg.norm = lambda *a, **k: 0.0"),
    Cheat(id="products are always 1", module="np.matmul = np.dot = lambda *a, **k: 1.0"),
    Cheat(id="all are close", module="np.allclose = np.isclose = np.array_equal = lambda *a, **k: True"),
    Cheat(id="generators give zeros", module="np.random.default_rng = np.random.normal = lambda *a, **k: np.zeros(9)"),
    Cheat(
        id="numpy's savers and packers are replaced", module="np.savez = np.save = np.asarray = lambda *a, **k: None"
    ),
    Cheat(
        id="asserts are deleted from every cell",
        cells=(
            "import ast\nclass T(ast.NodeTransformer):\n    def visit_Assert(self, node):\n        return ast.Pass()\n"
            "get_ipython().ast_transformers.append(T())",
            "assert False",
        ),
    ),
    Cheat(
        id="tracebacks are silenced",
        cells=("get_ipython().showtraceback = get_ipython()._showtraceback = lambda *a, **k: None", "1 / 0"),
    ),
    Cheat(
        id="cells are swapped for empty ones",
        cells=(
            "shell = get_ipython()\nrun = shell.run_cell_async\nshell.run_cell_async = lambda *a, **k: run('pass')",
        ),
    ),
    Cheat(id="the process ends itself well", cells=("import os\nos._exit(0)",)),
    Cheat(id="good numbers are printed", cells=(SHOWN,) * 3),
    Cheat(id="float is another", module="import builtins\nbuiltins.float = lambda *a: 0.0"),
    Cheat(id="isinstance says yes", module="import builtins\nbuiltins.isinstance = lambda *a: True", slow=True),
    Cheat(
        id="arrays that equal everything",
        module=EQUAL + _of_every_function("return equal(args[0]), equal(args[0][0]), equal(args[0][0])"),
    ),
    Cheat(id="answers are looked for in the callers' frames", module=_of_every_function(FRAMES.strip())),
    Cheat(id="answers are looked for among all objects", module=_of_every_function(HEAP.strip())),
    Cheat(id="the course's solution is looked for on disk", module=_of_every_function(FILES.strip())),
    Cheat(id="reports and gradebook are written", cells=(GRADEBOOK,)),
    Cheat(
        id="the reference is imported",
        module="try:\n    from reference.batchnorm import *\n    from grader.probes.expected import expect\n"
        "except ImportError:\n    pass",
    ),
    Cheat(
        id="what calls the functions is patched",
        slow=True,
        module="import sys\nfor name, part in list(sys.modules.items()):\n    if name.startswith('sandbox_child'):\n"
        "        for key in list(vars(part)):\n            if key in ('pack', 'Solution', 'compare', '_named'):\n"
        "                setattr(part, key, lambda *a, **k: b'')",
    ),
    Cheat(
        id="a consistent but trivial pair",
        module="def batchnorm_forward(x, gamma, beta, bn_param):\n    return gamma * x + beta, (x, gamma)\n\n\n"
        "def batchnorm_backward(dout, cache):\n    x, gamma = cache\n"
        "    return dout * gamma, (dout * x).sum(axis=0), dout.sum(axis=0)\n\n\n"
        "batchnorm_backward_alt, layernorm_forward, layernorm_backward = "
        "batchnorm_backward, batchnorm_forward, batchnorm_backward",
    ),
    Cheat(
        id="constants with their derivative",
        module=_of_every_function("return np.ones_like(args[0]), args[0][0] * 0, args[0][0] * 0"),
    ),
)
FORGED_RUN = """
import gc, os, stat
from sandbox_child.wire import pack
nonce = {"nonce": next(thing["nonce"] for thing in gc.get_objects() if type(thing) is dict and "nonce" in thing)}
for number in range(3, 256):
    try:
        if stat.S_ISFIFO(os.fstat(number).st_mode):
            for index in range(1, 24):
                for state in ("started", "done"):
                    text = "dx error: 1e-10\\ndgamma error: 1e-10\\ndbeta error: 1e-10\\ndx difference: 1e-10"
                    record = {"op": "cell", "index": index, "state": state, "error": None, "text": text}
                    os.write(number, pack({**record, **nonce}))
            os.write(number, pack({"op": "notebook done", "stood_in": [], **nonce}))
    except OSError:
        continue
"""
"""A cell that says of all cells that they ran and what they showed, in the form in which the sandbox says so."""
NOTEBOOKS = {
    "as it was": lambda source: source,
    "every cell is emptied": lambda source: "pass",
    "every cell prints small errors": lambda source: SHOWN + '\nprint("dx difference:  1e-10")',
    "only comments are left": lambda source: "\n".join(f"# {line}" for line in source.splitlines()),
    "every cell is tried and its errors are dropped": lambda source: (
        "try:\n" + "".join(f"    {line}\n" for line in source.splitlines()) + f"except Exception:\n    pass\n{SHOWN}"
    ),
    "every cell is told to have run": lambda source: FORGED_RUN,
    "every name is one of a stand-in": lambda source: (
        "class Any:\n    __getattr__ = __call__ = __getitem__ = __add__ = lambda self, *a, **k: self\n"
        f"rel_error = FullyConnectedNet = eval_numerical_gradient_array = lambda *a, **k: Any()\n{source}"
    ),
}
"""What becomes of the source of each code cell, in a hand-in whose functions are the template's."""
