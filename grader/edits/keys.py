"""Edits of dictionary keys, attributes, and of reading something from a dictionary."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .edit import Edit, EditKind
from .function_code import FunctionCode
from .names import likeliest


def edits(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that exchange a key for another of the function's, put `self.` before a name, or drop it."""
    for node in code.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_used_as_key(code, node):
            for key in likeliest(node.value, code.keys)[:8]:
                yield code.edit(EditKind.KEY, node, repr(key), bare=True, key=key, old_key=node.value)
        yield from _attribute(code, node)


def _is_used_as_key(code: FunctionCode, node: ast.AST) -> bool:
    parent = code.parents.get(node)
    reads = isinstance(parent, ast.Call) and isinstance(parent.func, ast.Attribute)
    named = reads and isinstance(parent, ast.Call) and getattr(parent.func, "attr", "") in ("get", "pop", "setdefault")
    return isinstance(parent, (ast.Subscript, ast.Compare)) or named


def _attribute(code: FunctionCode, node: ast.AST) -> Iterator[Edit]:
    """Yield the edits of `self.`: it is missing before a name, or another attribute is meant."""
    if "." not in code.name:
        return
    own = [n.attr for n in code.nodes if isinstance(n, ast.Attribute) and _is_self(n.value)]
    if isinstance(node, ast.Attribute) and _is_self(node.value):
        for name in likeliest(node.attr, own)[:3]:
            text = f"self.{name}"
            yield code.edit(EditKind.ATTRIBUTE, node, text, bare=True, name=text, old_name=code.text(node))
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in own and node.id not in code.names:
        yield code.edit(
            EditKind.ATTRIBUTE, node, f"self.{node.id}", bare=True, name=f"self.{node.id}", old_name=node.id
        )


def _is_self(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"
