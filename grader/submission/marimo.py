"""Reads a marimo notebook: its cells in the order in which they build on each other, as marimo runs them."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.model.submission import Cell, CellKind

_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A cell of the file with the names that it takes and gives."""

    source: str
    takes: frozenset[str] = frozenset()
    gives: frozenset[str] = frozenset()


def is_marimo(source: str) -> bool:
    """Return whether a module is a marimo notebook."""
    return "import marimo" in source and "marimo.App(" in source


def marimo_cells(source: str) -> tuple[Cell, ...]:
    """Return the cells of a marimo notebook.

    Raises:
        SyntaxError, ValueError, RecursionError: Python cannot read the file.
    """
    lines = source.splitlines()
    parts = [part for node in ast.parse(source).body for part in _parts(node, lines)]
    cells = [_as_markdown(part.source) or (CellKind.CODE, part.source) for part in _in_order(parts)]
    return tuple(Cell(index=index, kind=kind, source=text) for index, (kind, text) in enumerate(cells))


def _parts(node: ast.stmt, lines: Sequence[str]) -> Iterator[_Part]:
    if isinstance(node, ast.With) and "app.setup" in ast.unparse(node.items[0].context_expr):
        yield _Part(source=_text(node.body, lines), gives=frozenset(_bound(node.body)))
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        kinds = {ast.unparse(one).split("(")[0] for one in node.decorator_list}
        if kinds & {"app.function", "app.class_definition"}:
            used = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
            yield _Part(source=_text([node], lines), takes=frozenset(used), gives=frozenset({node.name}))
        elif "app.cell" in kinds and not isinstance(node, ast.ClassDef):
            yield _cell(node, lines)


def _cell(node: _Function, lines: Sequence[str]) -> _Part:
    body = node.body[:-1] if isinstance(node.body[-1], ast.Return) else node.body
    takes = frozenset(argument.arg for argument in node.args.args)
    return _Part(source=_text(body, lines), takes=takes, gives=frozenset(_bound(body)))


def _text(body: Sequence[ast.stmt], lines: Sequence[str]) -> str:
    """Return the lines of some statements without their common indentation; comments above the first are left out."""
    if not body:
        return ""
    first = body[0].lineno - 1
    return textwrap.dedent("\n".join(lines[first : body[-1].end_lineno]))


def _bound(body: Sequence[ast.stmt]) -> Iterator[str]:
    for node in body:
        for inner in ast.walk(node):
            if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                yield inner.name
            elif isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                yield inner.id
            elif isinstance(inner, ast.alias):
                yield (inner.asname or inner.name).split(".")[0]


def _in_order(parts: Sequence[_Part]) -> list[_Part]:
    """Return the cells so that each stands behind those that give what it takes, else as in the file."""
    given = frozenset().union(*(part.gives for part in parts))
    left, done, found = list(parts), set[str](), list[_Part]()
    while left:
        ready = next((part for part in left if (part.takes & given) - part.gives <= done), left[0])
        left.remove(ready)
        done |= ready.gives
        found.append(ready)
    return [part for part in found if part.source.strip()]


def _as_markdown(source: str) -> tuple[CellKind, str] | None:
    """Return the text of a cell that is one call of `mo.md`; None for any other."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return None
    call = body[0].value if len(body) == 1 and isinstance(body[0], ast.Expr) else None
    if not isinstance(call, ast.Call) or ast.unparse(call.func) not in ("mo.md", "marimo.md") or not call.args:
        return None
    text = call.args[0]
    return (
        (CellKind.MARKDOWN, textwrap.dedent(str(text.value)).strip())
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
        else None
    )
