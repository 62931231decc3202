"""Edits of dictionary keys, attributes, and of reading something from a dictionary."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .edit import Edit, EditKind
from .function_code import FunctionCode
from .names import likeliest

MOST_KEYS = 14
"""Most keys that are tried in one place."""


def edits(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that exchange a key for another of the function's, put `self.` before a name, or drop it."""
    for node in code.nodes:
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            yield from _attribute(code, node)
            continue
        if node.value.count("%") == 1 and not _is_filled(code, node):
            for name in list(dict.fromkeys([*_fillers(code), *likeliest("i", code.names)]))[:4]:
                text = f"{code.text(node)} % {name}"
                yield code.edit(EditKind.KEY, node, text, bare=_stands_alone(code, node), key=text, old_key=node.value)
        if _is_used_as_key(code, node):
            for key in likeliest(node.value, code.keys)[:MOST_KEYS]:
                yield code.edit(EditKind.KEY, node, repr(key), bare=True, key=key, old_key=node.value)


def containers(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that begin a dictionary in the place of a list, or a list in that of a dictionary."""
    for node in code.nodes:
        if isinstance(node, ast.List) and not node.elts and isinstance(node.ctx, ast.Load):
            yield code.edit(EditKind.KEY, node, "{}", bare=True, key="{}", old_key="[]")
        if isinstance(node, ast.Dict) and not node.keys:
            yield code.edit(EditKind.KEY, node, "[]", bare=True, key="[]", old_key="{}")


def _is_filled(code: FunctionCode, node: ast.Constant) -> bool:
    """Return whether a text with a placeholder gets its value."""
    parent = code.parents.get(node)
    return isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Mod)


def _fillers(code: FunctionCode) -> Iterator[str]:
    """Yield what the function puts into texts with placeholders elsewhere."""
    for node in code.nodes:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and isinstance(node.right, ast.Name):
            yield node.right.id


def _stands_alone(code: FunctionCode, node: ast.Constant) -> bool:
    return isinstance(code.parents.get(node), (ast.Subscript, ast.Call, ast.Assign))


def _is_used_as_key(code: FunctionCode, node: ast.AST) -> bool:
    parent = code.parents.get(node)
    reads = isinstance(parent, ast.Call) and isinstance(parent.func, ast.Attribute)
    named = reads and isinstance(parent, ast.Call) and getattr(parent.func, "attr", "") in ("get", "pop", "setdefault")
    return isinstance(parent, (ast.Subscript, ast.Compare)) or named


def _attribute(code: FunctionCode, node: ast.AST) -> Iterator[Edit]:
    """Yield the edits of `self.`: it is missing before a name, or another attribute is meant."""
    if "." not in code.name:
        return
    own = code.own_attributes
    if isinstance(node, ast.Attribute) and _is_self(node.value):
        for name in likeliest(node.attr, own)[:6]:
            text = f"self.{name}"
            yield code.edit(EditKind.ATTRIBUTE, node, text, bare=True, name=text, old_name=code.text(node))
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in own and node.id not in code.names:
        yield code.edit(
            EditKind.ATTRIBUTE, node, f"self.{node.id}", bare=True, name=f"self.{node.id}", old_name=node.id
        )


def _is_self(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"
