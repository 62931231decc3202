"""Edits of what is returned and unpacked: another order, and an unpack that does not fit."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator

from .edit import Edit, EditKind
from .function_code import FunctionCode
from .names import likeliest

_MOST_RETURNED = 4
"""Most values of a return statement for which every pair is exchanged."""


def order(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that exchange two values of a returned or unpacked tuple."""
    for node in code.nodes:
        parent = code.parents.get(node)
        if not isinstance(node, ast.Tuple) or len(node.elts) < 2:
            continue
        if isinstance(parent, ast.Return):
            kind, most = EditKind.RETURN_ORDER, len(node.elts)
        elif isinstance(parent, ast.Assign):
            kind, most = EditKind.UNPACK, len(node.elts)
        else:
            continue
        texts = [code.text(part) for part in node.elts]
        for one, other in itertools.combinations(range(most), 2):
            if most > _MOST_RETURNED and other > one + 2:
                continue
            swapped = list(texts)
            swapped[one], swapped[other] = texts[other], texts[one]
            yield code.edit(kind, node, ", ".join(swapped), first=texts[one], second=texts[other])


def more(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that unpack a value into a name more, which is read without having a value."""
    for node in code.nodes:
        parent = code.parents.get(node)
        if isinstance(parent, ast.Assign) and node is parent.targets[0] and isinstance(node, ast.Name):
            for name in code.unbound[:2]:
                for both in ((node.id, name), (name, node.id)):
                    yield code.edit(EditKind.UNPACK, node, ", ".join(both), bare=True, size=2, name=name)


def unpack(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that drop a name from an unpacked or returned tuple, or put another name into one."""
    for node in code.nodes:
        parent = code.parents.get(node)
        if not isinstance(node, ast.Tuple) or not isinstance(parent, (ast.Assign, ast.Return)) or len(node.elts) < 2:
            continue
        texts = [code.text(part) for part in node.elts]
        for place, text in enumerate(texts):
            left = [*texts[:place], *texts[place + 1 :]]
            yield code.edit(EditKind.UNPACK, node, ", ".join(left), size=2, name=text)
        if isinstance(node.ctx, ast.Store):
            for place in range(len(texts) + 1):
                for name in (*code.unbound[:2], "_"):
                    more = [*texts[:place], name, *texts[place:]]
                    yield code.edit(EditKind.UNPACK, node, ", ".join(more), size=2, name=name)
        else:
            for name in likeliest("", code.names)[:4]:
                yield code.edit(EditKind.UNPACK, node, ", ".join([*texts, name]), size=2, name=name)
