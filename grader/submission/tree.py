"""Parses a module once for all parts of the intake that look at its syntax tree."""

from __future__ import annotations

import ast
from functools import lru_cache

_SILENT = (ast.expr_context, ast.operator, ast.boolop, ast.unaryop, ast.cmpop)


@lru_cache(maxsize=32)
def tree_of(content: bytes) -> ast.Module:
    """Return the syntax tree of a source, which must not be changed; raise what `ast.parse` raises."""
    return ast.parse(content)


def children_of(node: ast.AST) -> list[ast.AST]:
    """Return the nodes directly below a node, as `ast.iter_child_nodes` does, but for contexts and single operators."""
    found: list[ast.AST] = []
    for name in node._fields:
        value = getattr(node, name, None)
        if isinstance(value, list):
            found += [part for part in value if isinstance(part, ast.AST)]
        elif isinstance(value, ast.AST) and not isinstance(value, _SILENT):
            found.append(value)
    return found


def nodes_in(node: ast.AST) -> list[ast.AST]:
    """Return a node and all below it, in the order of `ast.walk`, but for contexts and single operators."""
    found = [node]
    for part in found:
        found += children_of(part)
    return found
