"""The cells that every program is measured on: a set-up, five functions, and six cells that check them."""

from __future__ import annotations

import ast
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

ROOT = Path(__file__).parents[1]
SOLUTION = ROOT / "examples/class/perfect/cs231n/layers.py"
NAMES = (
    *("batchnorm_forward", "batchnorm_backward", "batchnorm_backward_alt"),
    *("layernorm_forward", "layernorm_backward"),
)
SETUP = """import numpy as np


def rel_error(a, b):
    return float(np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b))))


def numeric(f, x, dout, h=1e-5):
    grad = np.zeros_like(x)
    for place in np.ndindex(*x.shape):
        kept = x[place]
        x[place] = kept + h
        above = f(x).copy()
        x[place] = kept - h
        grad[place] = np.sum((above - f(x)) * dout) / (2 * h)
        x[place] = kept
    return grad


np.random.seed(231)
x, dout = 5 * np.random.randn(4, 5) + 12, np.random.randn(4, 5)
gamma, beta = np.random.randn(5), np.random.randn(5)"""
_BACKWARD = """_, cache = {forward}(x, gamma, beta, {{"mode": "train"}})
dx, dgamma, dbeta = {backward}(dout, cache)
error = rel_error(dx, numeric(lambda v: {forward}(v, gamma, beta, {{"mode": "train"}})[0], x.copy(), dout))
print("dx error: ", error)
assert error < 1e-6
assert np.allclose(dbeta, dout.sum(axis=0))"""
CHECKS = {
    "batchnorm_forward": """out, _ = batchnorm_forward(x, np.ones(5), np.zeros(5), {"mode": "train"})
print("means: ", out.mean(axis=0))
assert np.allclose(out.mean(axis=0), 0) and np.allclose(out.std(axis=0), 1, atol=1e-3)""",
    "batchnorm_test": """param = {"mode": "train"}
for _ in range(50):
    batchnorm_forward(5 * np.random.randn(200, 5) + 12, gamma, beta, param)
param["mode"] = "test"
out, _ = batchnorm_forward(5 * np.random.randn(200, 5) + 12, np.ones(5), np.zeros(5), param)
print("means: ", out.mean(axis=0))
assert np.allclose(out.mean(axis=0), 0, atol=0.5)""",
    "batchnorm_backward": _BACKWARD.format(forward="batchnorm_forward", backward="batchnorm_backward"),
    "batchnorm_backward_alt": _BACKWARD.format(forward="batchnorm_forward", backward="batchnorm_backward_alt"),
    "layernorm_forward": """out, _ = layernorm_forward(x, np.ones(5), np.zeros(5), {})
print("means: ", out.mean(axis=1))
assert np.allclose(out.mean(axis=1), 0)""",
    "layernorm_backward": _BACKWARD.format(forward="layernorm_forward", backward="layernorm_backward"),
}
"""Cells that check, by name; 5 points each where a grader wants points."""
POINTS = 5


def solutions() -> dict[str, str]:
    """The source of each function, right."""
    text = SOLUTION.read_text()
    nodes = {node.name: node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
    return {name: ast.get_source_segment(text, nodes[name]) or "" for name in NAMES}


def notebook(cells: list[tuple[str, dict[str, object]]]) -> NotebookNode:
    """A notebook of code cells.

    Args:
        cells: source and metadata of each.
    """
    made = [new_code_cell(source, id=f"c{place}", metadata=about) for place, (source, about) in enumerate(cells)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    whole: NotebookNode = new_notebook(cells=made, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})
    return whole


def plain(student: int) -> NotebookNode:
    """A student's notebook without anything that only one grader reads."""
    sources = [SETUP, *solutions().values(), *CHECKS.values()]
    return notebook([(f"{source}\n# student {student}", {}) for source in sources])
