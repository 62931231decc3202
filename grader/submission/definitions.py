"""Finds where a submission defines the functions that a rubric asks for, without running anything."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from grader.model.magics import without_magics
from grader.model.rubric import Function
from grader.model.submission import Cell, CellKind, Definition

from .tree import tree_of

_DEFINES = re.compile(r"\b(?:def|class)\b")
_Node = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def find_definitions(
    functions: Mapping[str, Function],
    files: Mapping[str, bytes],
    cells: Sequence[Cell],
    template: Mapping[str, bytes],
    template_cells: Sequence[Cell] = (),
) -> dict[str, Definition]:
    """Return the definition of each function that is found: in its module, else in the notebook.

    The notebook also wins over a module that still holds the template's code.
    """
    in_template = _in_modules(functions, template)
    in_modules = _in_modules(functions, files)
    in_notebook, given = _in_cells(cells), _in_cells(template_cells)
    found = {}
    for name in functions:
        own, cell = in_modules.get(name), in_notebook.get(name)
        unchanged = _same(own, in_template.get(name)) or (own is not None and is_placeholder(own[1]))
        if cell is not None and (own is None or unchanged) and not _same(cell, in_template.get(name)):
            unchanged = _same(cell, given.get(name)) and name not in _bound_anew(cells)
            found[name] = replace(cell[0], unchanged=unchanged)
        elif own is not None:
            found[name] = _marked(own[0], unchanged)
    return found


def names_bound_by(source: str) -> set[str]:
    """Return the names that a cell defines or assigns at its top level."""
    found = set()
    for node in _cell_tree(source).body:
        if isinstance(node, _Node):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {name for target in node.targets for name in _names(target)}
    return found


def _bound_anew(cells: Sequence[Cell]) -> set[str]:
    """Return the names that cells import or assign at their top level."""
    trees = (_cell_tree(cell.source) for cell in cells if cell.kind == CellKind.CODE)
    found = set[str]()
    for node in (node for tree in trees for node in tree.body):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Assign):
            found |= {name for target in node.targets for name in _names(target)}
    return found


def without_raises(source: str) -> str:
    """Return a cell without the `raise` statements at its top level, by which hand-outs mark code to be written."""
    raises = [node for node in _cell_tree(source).body if isinstance(node, ast.Raise)]
    gone = {line for node in raises for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    return "\n".join(line for number, line in enumerate(source.splitlines(), 1) if number not in gone)


def _cell_tree(source: str) -> ast.Module:
    try:
        return ast.parse(without_magics(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module(body=[], type_ignores=[])


_Found = tuple[Definition, _Node]


def is_placeholder(node: ast.AST) -> bool:
    """Return whether a function is a placeholder of a hand-out: it computes nothing and returns names that are None."""
    if not isinstance(node, ast.FunctionDef):
        return False
    parts = list(ast.walk(node))
    if any(isinstance(part, (ast.BinOp, ast.AugAssign, ast.Lambda, ast.For, ast.While)) for part in parts):
        return False
    returned = {_names(part.value) for part in parts if isinstance(part, ast.Return) and part.value is not None}
    given = [part for part in parts if isinstance(part, ast.Assign) and _is_none(part.value)]
    empty = {name for assign in given for target in assign.targets for name in _names(target)}
    filled = {
        name
        for part in parts
        if isinstance(part, ast.Assign) and not _is_none(part.value)
        for target in part.targets
        for name in _names(target)
    }
    return bool(returned) and all(names and set(names) <= empty - filled for names in returned)


def _names(node: ast.expr) -> tuple[str, ...]:
    """Return the plain names in a return value or target; nothing when it holds anything else."""
    found = node.elts if isinstance(node, ast.Tuple) else [node]
    names = tuple(part.id for part in found if isinstance(part, ast.Name))
    return names if len(names) == len(found) else ()


def _is_none(node: ast.expr) -> bool:
    found = node.elts if isinstance(node, ast.Tuple) else [node]
    return all(isinstance(part, ast.Constant) and part.value is None for part in found)


def _in_modules(functions: Mapping[str, Function], files: Mapping[str, bytes]) -> dict[str, _Found]:
    trees = {path: _parsed(files[path]) for path in {f.path for f in functions.values()} if path in files}
    found = {}
    for name, function in functions.items():
        text, nodes = trees.get(function.path, ("", {}))
        if name in nodes:
            found[name] = (_definition(function.path, text, nodes[name], None), nodes[name])
    return found


def _in_cells(cells: Sequence[Cell]) -> dict[str, _Found]:
    found = {}
    for cell in cells:
        if cell.kind == CellKind.CODE and _DEFINES.search(
            cell.source
        ):  # most cells define nothing and need not be parsed
            text, nodes = _parsed(without_magics(cell.readable or cell.source).encode())
            for name, node in nodes.items():
                found[name] = (_definition("notebook", text, node, cell.index), node)
    return found


@lru_cache(maxsize=32)
def _parsed(content: bytes) -> tuple[str, dict[str, _Node]]:
    try:
        tree = tree_of(content)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "", {}
    return content.decode(errors="replace"), {node.name: node for node in _top(tree)}


def _top(tree: ast.Module) -> Iterator[_Node]:
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node


def _definition(path: str, text: str, node: _Node, cell: int | None) -> Definition:
    lines = text.splitlines()[node.lineno - 1 : node.end_lineno]
    return Definition(path=path, cell=cell, line=node.lineno, source="\n".join(lines))


def _marked(definition: Definition, unchanged: bool) -> Definition:
    return Definition(path=definition.path, line=definition.line, source=definition.source, unchanged=unchanged)


def _same(one: _Found | None, other: _Found | None) -> bool:
    if one is None or other is None:
        return False
    texts = one[0].source, other[0].source
    return texts[0] == texts[1] or code_of(texts[0]) == code_of(texts[1])


@lru_cache(maxsize=256)
def code_of(source: str) -> str:
    """Return a definition's code without docstrings and comments, to compare definitions."""
    copy = ast.parse(source)
    for inner in ast.walk(copy):
        if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and ast.get_docstring(inner):
            inner.body = inner.body[1:] or [ast.Pass()]
    return ast.dump(copy)
