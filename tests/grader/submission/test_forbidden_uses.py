"""What a question forbids is found in whichever way its solution names it, and nowhere else."""

import json

import pytest

from grader.model.forbidden import Forbidden
from grader.model.rubric import Function, Question, Rubric
from grader.model.submission import Cell, CellKind
from grader.submission.definitions import find_definitions
from grader.submission.forbidden_uses import forbidden_uses, uses_anywhere

FORBIDDEN = Forbidden(names=("numpy.linalg.solve", "numpy.linalg.inv", "scipy"))


def question(name, forbidden=FORBIDDEN):
    return Question(id=name, title=name, criteria=(), function=name, forbidden=forbidden)


def uses(files, *questions, cells=()):
    asked = questions or (question("f"),)
    functions = {one.function: Function(name=one.function, path="m.py", returns=(("x",),)) for one in asked}
    rubric = Rubric(id="r", title="R", notebook="n.ipynb", seed=1, functions=functions, opaque=(), questions=asked)
    files = {path: text.encode() for path, text in ({"m.py": files} if isinstance(files, str) else files).items()}
    code = tuple(Cell(index=place, kind=CellKind.CODE, source=text) for place, text in enumerate(cells))
    return forbidden_uses(rubric, files, code, find_definitions(functions, files, code, {}))


def lines(found, name="f"):
    return [(use.used, use.path, use.line) for use in found.get(name, ())]


NP = "import numpy as np\n"
DO = "def f(A, b):\n    return "
WAYS = {
    "by its full name": NP + DO + "np.linalg.solve(A, b)",
    "under another name": "from numpy.linalg import solve as s\n" + DO + "s(A, b)",
    "by getattr": NP + DO + "getattr(np.linalg, 'so' + 'lve')(A, b)",
    "by getattr with a name of a name": NP + "which = 'solve'\n" + DO + "getattr(np.linalg, which)(A, b)",
    "from a namespace": NP + DO + "np.__dict__['linalg'].__dict__['solve'](A, b)",
    "from a namespace by get": NP + DO + "vars(np.linalg).get('solve')(A, b)",
    "by import_module": "import importlib\n" + DO + "importlib.import_module('numpy.linalg').solve(A, b)",
    "by __import__": DO + "__import__('numpy').linalg.solve(A, b)",
    "of sys.modules": "import sys\n" + DO + "sys.modules['numpy'].linalg.solve(A, b)",
    "of all names of a module": "from numpy.linalg import *\n" + DO + "solve(A, b)",
    "of all names of a package": "from numpy import *\n" + DO + "linalg.solve(A, b)",
    "by names for modules": NP + "la = np.linalg\ns = la.solve\n" + DO + "s(A, b)",
    "imported inside": "def f(A, b):\n    import numpy.linalg as q\n    return q.solve(A, b)",
    "out of a table": NP + "T = {'s': np.linalg.solve}\n" + DO + "T['s'](A, b)",
    "as a default": NP + "def f(A, b, s=np.linalg.solve):\n    return s(A, b)",
    "from a private module": NP + DO + "np.linalg._linalg.solve(A, b)",
    "from an older module": NP + DO + "np.linalg.linalg.solve(A, b)",
    "below its wrapper": NP + DO + "np.linalg.solve.__wrapped__(A, b)",
    "by eval": NP + DO + "eval('np.linalg.solve')(A, b)",
    "by attrgetter": "import operator\n" + NP + DO + "operator.attrgetter('linalg.solve')(np)(A, b)",
    "in a class": NP
    + "class G:\n    def go(self, A, b):\n        return np.linalg.solve(A, b)\n"
    + DO
    + "G().go(A, b)",
    "by a decorator": NP + "def d(f):\n    return np.linalg.solve\n@d\n" + DO + "0",
    "in the place of the function": NP + "f = np.linalg.solve",
    "imported as the function": "from numpy.linalg import solve as f",
    "two helpers away": NP
    + "def g(A, b): return h(A, b)\ndef h(A, b): return np.linalg.solve(A, b)\n"
    + DO
    + "g(A, b)",
    "in a package": "from scipy import linalg as sl\n" + DO + "sl.lu(A)",
}


@pytest.mark.parametrize("source", WAYS.values(), ids=WAYS)
def test_a_forbidden_name_is_found(source):
    assert uses(source)["f"]


HONEST = {
    "imports for show": "import scipy.linalg\nfrom numpy.linalg import solve\n" + DO + "A",
    "a test beside it": NP + DO + "A\ndef test():\n    return np.linalg.solve(1, 2)",
    "another name of the module": NP + DO + "np.linalg.norm(A)",
    "a function of one's own of that name": "from numpy.linalg import *\ndef solve(A, b): return A\n"
    + DO
    + "solve(A, b)",
    "an argument of that name": "from numpy.linalg import solve\ndef f(A, solve):\n    return solve(A)",
    "a comment and a text": NP + DO + "'np.linalg.solve'  # np.linalg.solve",
    "an attribute of one's own": DO + "A.solve(b)",
    "no Python at all": "def f(A, b:",
}


@pytest.mark.parametrize("source", HONEST.values(), ids=HONEST)
def test_an_honest_solution_uses_nothing_forbidden(source):
    assert uses(source) == {}


def test_the_line_is_told_once_with_its_full_name():
    found = uses("import scipy.linalg as sl\n\n\n" + DO + "sl.lu(A), sl.qr(A)\n")
    assert lines(found) == [("scipy.linalg.lu", "m.py", 5)]


@pytest.mark.parametrize(
    ("first", "path", "text"),
    [
        ("from helpers import g\n", "helpers.py", NP + "def g(A, b):\n    return np.linalg.inv(A)"),
        ("from helpers import *\n", "helpers.py", NP + "def g(A, b):\n    return np.linalg.inv(A)"),
        ("from p.q import g\n", "p/q.py", NP + "def g(A, b):\n    return np.linalg.inv(A)"),
        ("from p import g\n", "p/__init__.py", NP + "def g(A, b):\n    return np.linalg.inv(A)"),
    ],
)
def test_helpers_in_other_modules_are_followed(first, path, text):
    assert lines(uses({"m.py": first + DO + "g(A, b)", path: text})) == [("numpy.linalg.inv", path, 3)]


def test_a_library_is_known_through_a_module_of_one_s_own():
    files = {"m.py": "import helpers\n" + DO + "helpers.np.linalg.inv(A)", "helpers.py": NP}
    assert lines(uses(files)) == [("numpy.linalg.inv", "m.py", 3)]


def test_modules_that_import_each_other_end():
    files = {"m.py": "from o import x\n" + DO + "x.y", "o.py": "from m import x\nfrom o.x import x"}
    assert uses(files) == {}


def test_a_function_of_the_notebook_is_read_in_its_cell():
    found = uses({}, cells=("%matplotlib inline\nimport numpy as np", "def f(A, b):\n    return np.linalg.solve(A, b)"))
    assert lines(found) == [("numpy.linalg.solve", "cell 2", 2)]


def test_what_another_question_is_charged_for_is_not_charged_again():
    source = NP + "def g(A):\n    return np.linalg.inv(A)\n" + DO + "g(A) @ b"
    assert set(uses(source, question("g"), question("f"))) == {"g"}
    assert set(uses(source, question("g", Forbidden()), question("f"))) == {"f"}


def test_only_allowed_packages_the_library_and_one_s_own_modules_may_be_used():
    only = question("f", Forbidden(allowed_imports=("numpy",)))
    files = {
        "m.py": "import math, torch\nfrom helpers import g\n" + NP + DO + "g(np.ones(3), math.pi)",
        "helpers.py": "def g(*a): pass",
    }
    assert uses(files, only) == {}
    files["helpers.py"] = "import torch\ndef g(*a):\n    return torch.ones(3)"
    (use,) = uses(files, only)["f"]
    assert (use.name, use.used, use.path) == ("torch", "torch.ones", "helpers.py")


def test_a_part_of_a_package_can_be_allowed():
    only = question("f", Forbidden(allowed_imports=("numpy.fft",)))
    assert uses(NP + DO + "np.fft.fft(A)", only) == {}
    assert uses(NP + DO + "np.dot(A, b)", only)


def test_a_template_is_read_whoever_calls_it():
    notebook = json.dumps({}).encode()
    files = {"help.py": b"import numpy as np\ndef helper(A):\n    return np.linalg.inv(A)", "n.ipynb": notebook}
    cells = [Cell(index=0, kind=CellKind.CODE, source="import scipy\nscipy.linalg.lu")]
    assert [(use.path, use.line) for use in uses_anywhere(FORBIDDEN, files, cells)] == [("cell 1", 2), ("help.py", 3)]


def test_a_huge_file_is_read_in_a_moment():
    chain = "".join(f"def g{i}(x): return g{i + 1}(x)\n" for i in range(500))
    values = "x = " + " or ".join(["np.linalg"] * 2000) + "\n" + "x = x or x\n" * 500
    source = NP + values + chain + "def g500(y): return x.inv(y)\n" + DO + "g0(A)"
    assert len(uses(source)["f"]) == 1
