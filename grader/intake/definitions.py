"""Where a submission defines the functions that a rubric asks for, read without running anything."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from grader.model.rubric import Function
from grader.model.submission import Cell, Definition, Remark

_Node = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def find_definitions(
    functions: Mapping[str, Function],
    files: Mapping[str, bytes],
    cells: Sequence[Cell],
    template: Mapping[str, bytes],
) -> dict[str, Definition]:
    """Where each function stands: in its module, else in the notebook, which also wins over the template's own code."""
    in_template = _in_modules(functions, template)
    in_modules = _in_modules(functions, files)
    in_notebook = _in_cells(cells)
    found = {}
    for name in functions:
        own, cell = in_modules.get(name), in_notebook.get(name)
        unchanged = _same(own, in_template.get(name))
        if cell is not None and (own is None or unchanged) and not _same(cell, in_template.get(name)):
            found[name] = cell[0]
        elif own is not None:
            found[name] = _marked(own[0], unchanged)
    return found


def broken_modules(functions: Mapping[str, Function], files: Mapping[str, bytes]) -> list[Remark]:
    """A remark for each module that Python cannot read."""
    found = []
    for path in dict.fromkeys(function.path for function in functions.values()):
        try:
            ast.parse(files.get(path, b""))
        except SyntaxError as error:
            facts = {"path": path, "error": type(error).__name__, "line": str(error.lineno or 0)}
            found.append(Remark(id="module_broken", audience="student", facts=facts))
        except (ValueError, RecursionError, MemoryError) as error:
            facts = {"path": path, "error": type(error).__name__, "line": "0"}
            found.append(Remark(id="module_broken", audience="student", facts=facts))
    return found


_Found = tuple[Definition, _Node]


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
        if cell.kind == "code":
            text, nodes = _parsed(_without_magics(cell.source).encode())
            for name, node in nodes.items():
                found[name] = (_definition("notebook", text, node, cell.index), node)
    return found


def _parsed(content: bytes) -> tuple[str, dict[str, _Node]]:
    try:
        tree = ast.parse(content)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "", {}
    return content.decode(errors="replace"), {node.name: node for node in _top(tree)}


def _top(tree: ast.Module) -> Iterator[_Node]:
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node


def _without_magics(source: str) -> str:
    lines = source.splitlines()
    return "\n".join("" if line.lstrip().startswith(("%", "!", "?")) else line for line in lines)


def _definition(path: str, text: str, node: _Node, cell: int | None) -> Definition:
    lines = text.splitlines()[node.lineno - 1 : node.end_lineno]
    return Definition(path=path, cell=cell, line=node.lineno, source="\n".join(lines))


def _marked(definition: Definition, unchanged: bool) -> Definition:
    return Definition(path=definition.path, line=definition.line, source=definition.source, unchanged=unchanged)


def _same(one: _Found | None, other: _Found | None) -> bool:
    return one is not None and other is not None and _code(one[1]) == _code(other[1])


def _code(node: _Node) -> str:
    """The code of a definition; its docstrings and comments do not count."""
    copy = ast.parse(ast.unparse(node))
    for inner in ast.walk(copy):
        if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and ast.get_docstring(inner):
            inner.body = inner.body[1:] or [ast.Pass()]
    return ast.dump(copy)
