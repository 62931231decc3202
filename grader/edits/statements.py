"""Edits of whole statements: one too many, in the wrong order, and `=` in the place of `+=`."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator

from .edit import Edit, EditKind
from .function_code import FunctionCode


def accumulation(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that exchange `=` and `+=`."""
    for node in code.statements:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and not isinstance(node.targets[0], ast.Tuple):
            target = code.text(node.targets[0])
            text = f"{target} += {code.text(node.value)}"
            yield code.edit(EditKind.ACCUMULATION, node, text, name=target, operator="+=")
        elif isinstance(node, ast.AugAssign):
            target = code.text(node.target)
            text = f"{target} = {code.text(node.value)}"
            yield code.edit(EditKind.ACCUMULATION, node, text, name=target, operator="=")


def extra(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that leave out a statement."""
    for node in code.statements:
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.Expr)):
            yield code.edit(EditKind.STATEMENT_EXTRA, node, "pass", size=3)


def order(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that exchange two neighbouring statements of one block."""
    for block in _blocks(code):
        for one, other in itertools.pairwise(block):
            if all(isinstance(node, (ast.Assign, ast.AugAssign, ast.Expr)) for node in (one, other)):
                between = code.content[code.end(one) : code.start(other)].decode()
                text = f"{code.text(other)}{between}{code.text(one)}"
                found = code.edit(EditKind.STATEMENT_ORDER, one, text, size=3)
                facts = {"old": code.text(one), "new": code.text(other)}
                yield Edit(
                    kind=found.kind,
                    line=found.line,
                    start=found.start,
                    end=code.end(other),
                    text=text,
                    facts=facts,
                    size=3,
                )


def _blocks(code: FunctionCode) -> Iterator[list[ast.stmt]]:
    for node in (code.node, *code.statements):
        for name in ("body", "orelse"):
            block = getattr(node, name, None)
            if isinstance(block, list) and len(block) > 1:
                yield block
