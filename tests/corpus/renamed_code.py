"""Write a function again as somebody else would: own variables have other names, products are taken in another order."""

import ast
import random

NAMES = ("aa", "tmp", "res", "val", "foo", "mid", "left", "right", "this", "that", "hold", "part", "got", "made")


def rewritten(code, seed):
    """Return the code with other names for the variables of each function, and products in another order."""
    tree, rng = ast.parse(code), random.Random(seed)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            _rename(node, rng)
    return ast.unparse(_Reordered(rng).visit(tree)) + "\n"


def _rename(function, rng):
    stored = [n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    arguments = {one.arg for one in ast.walk(function) if isinstance(one, ast.arg)}
    inner = {one.name for one in ast.walk(function) if isinstance(one, ast.FunctionDef)}
    own = [name for name in dict.fromkeys(stored) if name not in arguments | inner and not _is_declared(function, name)]
    words = [f"{word}_{number}" for number in range(1, 9) for word in NAMES]
    rng.shuffle(words)
    new = dict(zip(own, words, strict=False))
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and node.id in new:
            node.id = new[node.id]


def _is_declared(function, name):
    """Whether a name belongs to more than the function."""
    kinds = (ast.Global, ast.Nonlocal)
    return any(name in node.names for node in ast.walk(function) if isinstance(node, kinds))


class _Reordered(ast.NodeTransformer):
    """Takes `a * b * c` as `a * (b * c)` here and there, which other digits come of."""

    def __init__(self, rng):
        self.rng = rng

    def visit_BinOp(self, node):
        self.generic_visit(node)
        first = node.left
        both = isinstance(node.op, ast.Mult) and isinstance(first, ast.BinOp) and isinstance(first.op, ast.Mult)
        if both and self.rng.random() < 0.5:
            return ast.BinOp(first.left, ast.Mult(), ast.BinOp(first.right, ast.Mult(), node.right))
        return node
