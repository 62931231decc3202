"""What a question forbids earns nothing, whichever way leads to it; what was installed for us does nobody's work."""

from pathlib import Path

import pytest

from grader.assignment.loader import load_assignment
from grader.probes.expected import expect
from grader.submission.read import submission_of
from tests.conftest import LAYERS, ROOT, Marker

SOLVER = ROOT / "examples/tasks/linear_solver"
HONEST = (SOLVER / "reference.py").read_text()
LU = HONEST.partition("def solve")[0]
LATE = "import numpy as np\nname = chr(115) + 'olve'\n"
"""A name that no reader of the code can know."""
SOLVES = {
    "called": f"{LU}def solve(A, b):\n    return np.linalg.solve(A, b)\n",
    "named late": f"{LU}{LATE}def solve(A, b):\n    return getattr(np.linalg, name)(A, b)\n",
    "found in a list": f"{LU}def solve(A, b):\n"
    "    return next(f for n, f in vars(np.linalg).items() if n[:3] == 'sol')(A, b)\n",
    "put there by the module": f"{LU}{LATE}def solve(A, b):\n    return 0\n"
    "globals()['solve'] = lambda A, b: getattr(np.linalg, name)(A, b)\n",
    "through a matrix": f"{LU}def solve(A, b):\n    columns = np.matrix(b.reshape(len(A), -1))\n"
    "    return np.asarray(np.matrix(A).I @ columns).reshape(b.shape)\n",
    "in a text": f"{LU}{LATE}def solve(A, b):\n    return eval('np.linalg.s' + name[1:], globals())(A, b)\n",
}
DECOMPOSITIONS = {
    "Q and R": "def lu(A):\n    Q, R = np.linalg.qr(A)\n    return np.eye(len(A)), Q, R\n",
    "Q in the place of P": "def lu(A):\n    Q, R = np.linalg.qr(A)\n    return Q, np.eye(len(A)), R\n",
    "three unit matrices": "def lu(A):\n    return np.eye(len(A)), np.eye(len(A)), np.eye(len(A))\n",
    "everything in U": "def lu(A):\n    return np.eye(len(A)), np.eye(len(A)), A\n",
}
AUTOGRAD = """
import sys
{find}
import autograd.numpy as anp
from autograd import make_vjp


def forward(x, gamma, beta):
    out = (x - anp.mean(x, axis=0)) / anp.sqrt(anp.var(x, axis=0) + 1e-5)
    return gamma * out + beta


def batchnorm_forward(x, gamma, beta, bn_param):
    return forward(x, gamma, beta), (x, gamma, beta)


def batchnorm_backward(dout, cache):
    return tuple(make_vjp(forward, number)(*cache)[0](dout) for number in range(3))


batchnorm_backward_alt = batchnorm_backward
"""
FINDS = {
    "imported": "",
    "looked for on disk": "import os\nfor root, folders, files in os.walk(sys.prefix):\n"
    "    if 'autograd' in folders:\n        sys.path.append(root)",
}


@pytest.fixture(scope="module")
def solver(walled):
    found = load_assignment(SOLVER / "rubric.toml")
    return Marker(found, expect(found), walled)


@pytest.fixture(scope="module")
def batchnorm(assignment, expectations, walled):
    return Marker(assignment, expectations, walled)


def _scores(marker, files):
    found = marker.judge(marker.record(submission_of("cheat", files, marker.assignment)))
    return {question.id: question.score for question in found.questions}


def test_the_honest_solver_earns_everything(solver):
    assert _scores(solver, {"solver.py": HONEST.encode()}) == {"lu": 6, "solve": 4}


@pytest.mark.parametrize("source", SOLVES.values(), ids=SOLVES)
def test_a_forbidden_solver_earns_nothing_and_the_honest_part_stays(solver, source):
    assert _scores(solver, {"solver.py": source.encode()}) == {"lu": 6, "solve": 0}


@pytest.mark.parametrize("source", DECOMPOSITIONS.values(), ids=DECOMPOSITIONS)
def test_another_decomposition_earns_nothing(solver, source):
    assert _scores(solver, {"solver.py": f"import numpy as np\n{source}".encode()})["lu"] == 0


@pytest.mark.parametrize("find", FINDS.values(), ids=FINDS)
def test_a_package_that_we_need_ourselves_does_no_backward_pass(batchnorm, find):
    template = (ROOT / "student_template" / LAYERS).read_bytes().decode()
    files = {LAYERS: f"{template}\n{AUTOGRAD.format(find=find)}".encode()}
    assert {name: score for name, score in _scores(batchnorm, files).items() if name.startswith("batchnorm")} == {
        "batchnorm_forward": 0,
        "batchnorm_backward": 0,
        "batchnorm_backward_alt": 0,
    }


def test_it_is_installed_here_so_that_it_could_have(walled):
    import autograd

    assert Path(autograd.__file__).is_file()
