"""Assignments about torch: tensors, modules, what `backward()` left, and forks; `make test-torch` runs them."""

import pytest

from grader.sandbox.selftest import chosen
from grader.sandbox.slot import Slot

pytest.importorskip("torch")
pytestmark = pytest.mark.torch

PRELOAD = 'preload = ["torch"]'
TENSOR = "import torch\ndef f():\n    return torch.tensor([[1.0, 2.0], [3.0, 4.0]])\n"
HEAD = "import numpy as np\nimport torch\n"
GIVEN = '''
import torch

class called:
    """It is called twice."""

    def inputs(rng):
        return {"x": torch.from_numpy(rng.normal(size=(3, 4)))}

    def run(s, given):
        return {"y": s.f(given["x"])["y"], "again": s.f(given["x"])["y"]}
'''
BOTH = 'check = "matches"\nscenarios = ["called"]\noutputs = ["y", "again"]\n'
NET = """
import torch

class Net(torch.nn.Module):
    def __init__(self, W, b):
        super().__init__()
        self.fc = torch.nn.Linear(W.shape[1], W.shape[0], dtype=torch.float64)
        with torch.no_grad():
            self.fc.weight.copy_(W)
            self.fc.bias.copy_(b)

    def forward(self, x):
        return self.fc(x)

def f(net, x):
    loss = (net(x) ** 2).mean()
    loss.backward()
    return loss
"""
TRAINED = '''
import torch

class called:
    """The gradients that `backward()` leaves in a net."""

    def inputs(rng):
        return {name: torch.from_numpy(rng.normal(size=size)) for name, size in
                {"W": (2, 3), "b": (2,), "x": (5, 3)}.items()}

    def run(s, given):
        net = s.Net(given["W"], given["b"])
        loss = s.f(net, given["x"])["y"]
        return {"y": loss, "net": net, "dW": net.fc.weight.grad, "db": net.fc.bias.grad}

    def forward(s, given):
        net = s.Net(given["W"], given["b"])
        return {"loss": s.f(net, given["x"])["y"]}
'''
CLASSES = '[classes."m.py".Net]\nforward = ["out"]\n'
OF_NET = 'check = "matches"\nscenarios = ["called"]\noutputs = ["net"]\n'
OF_GRADIENTS = 'check = "gradient"\nscenario = "called"\noutput = "loss"\nwrt = { dW = "W", db = "b" }\n'
WRONG = {
    "not called": ("loss.backward()", "loss.detach()"),
    "twice": ("loss.backward()", "loss.backward(retain_graph=True); loss.backward()"),
    "of another loss": ("loss.backward()", "(2 * loss).backward()"),
}


@pytest.fixture
def task(task):
    """As for all libraries, with torch imported once."""
    return lambda *parts, assignment=PRELOAD, **rubric: task(*parts, assignment=assignment, **rubric)


@pytest.mark.parametrize(
    ("value", "score"),
    [
        ("torch.tensor([[1.0, 2.0], [3.0, 4.0]], dtype=torch.float64)", 1),
        ("torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True) * 1", 1),
        ("torch.tensor([[1, 2], [3, 4]])", 1),
        ("torch.tensor([[1.0, 2.0], [3.0, 4.0]], dtype=torch.bfloat16)", 1),
        ("np.array([[1.0, 2.0], [3.0, 4.0]])", 1),
        ("[[1.0, 2.0], [3.0, 4.0]]", 1),
        ("torch.tensor([[1.0, 2.0], [3.0, 4.1]])", 0),
        ("torch.tensor([1.0, 2.0, 3.0, 4.0])", 0),
        ("torch.tensor([[1.0, 2.0], [3.0, float('nan')]])", 0),
    ],
)
def test_a_tensor_is_equal_by_its_numbers(task, value, score):
    assert task(TENSOR).score(f"{HEAD}def f():\n    return {value}\n") == score


def test_dtype_device_and_requires_grad_travel(task):
    given = task("import torch\ndef f():\n    return torch.ones(2, dtype=torch.float16, requires_grad=True)\n")
    parts = given.expected("y").parts
    assert (parts["dtype"], parts["device"], parts["requires_grad"]) == ("float16", "cpu", True)


@pytest.mark.parametrize("change", ["x.zero_()", "x *= 2", "x.requires_grad_()"])
def test_a_tensor_that_is_changed_in_place_is_as_it_was_in_the_next_call(task, change):
    reference = "import torch\ndef f(x):\n    return x.sum(dim=0), str(x.dtype), x.requires_grad\n"
    changing = f"import torch\ndef f(x):\n    found = x.sum(dim=0), str(x.dtype), x.requires_grad\n    {change}\n"
    assert task(reference, GIVEN, check=BOTH).score(changing + "    return found\n") == 1


def test_a_tensor_that_is_given_with_a_gradient_is_a_leaf_in_every_call(task):
    given = GIVEN.replace("size=(3, 4)))", "size=(3, 4))).requires_grad_()")
    module = "def f(x):\n    (x ** 2).sum().backward()\n    return x.grad\n"
    assert task(module, given, check=BOTH).score(module) == 1


def test_what_backward_left_is_asked_of_the_net_by_name(task):
    given = task(NET, TRAINED, check=OF_NET, functions=CLASSES)
    assert set(given.expected("net").parts) == {"parameters", "gradients"}
    assert set(given.expected("net").parts["gradients"]) == {"fc.weight", "fc.bias"}
    assert given.score(NET) == 1
    for old, new in WRONG.values():
        assert given.score(NET.replace(old, new)) == 0
    assert given.score(NET.replace("W.shape[0], dtype", "W.shape[0], bias=True, dtype")) == 1


def test_a_gradient_is_held_against_the_numerical_derivative(task):
    given = task(NET, TRAINED, check=OF_GRADIENTS, functions=CLASSES)
    assert given.score(NET) == 1
    for old, new in WRONG.values():
        assert given.score(NET.replace(old, new)) == 0


def test_a_gradient_with_respect_to_an_input_that_is_given_as_a_tensor(task):
    scenarios = GIVEN.replace(
        '        return {"y": s.f(given["x"])["y"], "again": s.f(given["x"])["y"]}\n',
        '        return {"dx": s.f(given["x"])["y"]}\n\n    def forward(s, given):\n        return s.g(given["x"])\n',
    )
    module = """
import torch
def g(x):
    return torch.tanh(x).sum()
def f(x):
    x = x.detach().requires_grad_()
    g(x).backward()
    return x.grad
"""
    check = 'check = "gradient"\nscenario = "called"\noutput = "out"\nwrt = { dx = "x" }\n'
    given = task(module, scenarios, check=check, functions='g = ["out"]\n')
    assert given.score(module) == 1
    assert given.score(module.replace("return x.grad", "return x.grad + 0.1")) == 0
    assert given.score(module.replace("return x.grad", "return x.grad.numpy()")) == 1


WORK = """
import torch
def f():
    a = (torch.arange(250000, dtype=torch.float64).reshape(500, 500) / 250000).requires_grad_()
    (a @ a).sum().backward()
    return a.grad.sum(dim=0)
"""
BUSY = "import torch\ntorch.set_num_threads(2)\nprint(float((torch.ones(500, 500) @ torch.ones(500, 500)).sum()))"


LOADED = "import sys\ndef f():\n    return 'torch' in sys.modules\n"
CELLS = {"none": (), "import": ("import torch",), "one thread": (WORK + "f()",), "two threads": (BUSY,)}


@pytest.fixture(scope="module", params=["limited", "full", "fresh"])
def preloaded(request):
    """A slot whose warm process has torch."""
    isolation = chosen("limited" if request.param == "fresh" else request.param)
    with Slot(isolation, fresh=request.param == "fresh", preload=["torch"]) as slot:
        yield slot


@pytest.mark.parametrize("cells", CELLS.values(), ids=CELLS)
def test_right_code_keeps_its_points_with_torch_in_the_warm_process(task, preloaded, cells):
    given = task(WORK)
    given.slot = preloaded
    assert given.score(WORK, *cells) == 1


@pytest.mark.parametrize("cells", CELLS.values(), ids=CELLS)
def test_right_code_keeps_its_points_without(task, slot, cells):
    assert task(WORK, assignment='packages = ["torch"]').score(WORK, *cells) == 1


def test_torch_is_loaded_before_the_notebook_begins(task, preloaded):
    given = task("def f():\n    return True\n")
    given.slot = preloaded
    assert given.score(LOADED) == 1
