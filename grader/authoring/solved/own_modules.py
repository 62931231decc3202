"""Moves the instructor's own modules beside a notebook into the reference's package, with relative imports."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping

from grader.submission.imports import imported


def local_modules(text: str, files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the local modules that a module imports, directly or through others.

    Args:
        text: the module's source.
        files: contents of the files beside the notebook, by path.

    Returns:
        The sources of the local modules, by path.
    """
    found: dict[str, str] = {}
    waiting = [("", text)]
    while waiting:
        package, source = waiting.pop()
        for path in _paths(source, package):
            if path in files and path not in found:
                found[path] = files[path].decode(errors="replace")
                waiting.append((path.rpartition("/")[0], found[path]))
    return found


def inside(text: str, modules: Collection[str], dots: str) -> str:
    """Return a module's source with relative imports of local modules.

    Args:
        text: the module's source.
        modules: paths of the local modules.
        dots: the dots of a relative import from the module's package to the package that holds the local modules;
            `.` where both are the same.
    """
    tops = {path.split("/")[0].removesuffix(".py") for path in modules}
    lines = text.splitlines()
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, (ast.Import, ast.ImportFrom))]
    for node in sorted(nodes, key=lambda node: -node.lineno):  # from the end, so that line numbers stay right
        new = list(_relative(node, tops, dots))
        if new:
            indent = " " * node.col_offset
            lines[node.lineno - 1 : node.end_lineno] = [indent + line for line in new]
    return "\n".join(lines) + "\n"


def _paths(source: str, package: str) -> Iterator[str]:
    """Yield the paths at which the modules that a source imports may lie.

    Args:
        source: the source; one that is not valid Python imports nothing.
        package: path of the package that holds it; empty at the top.
    """
    try:
        names = list(imported(source, [part for part in package.split("/") if part]))
    except (SyntaxError, ValueError, RecursionError):
        return
    for name in names:
        parts = name.split(".")
        yield f"{'/'.join(parts)}.py"
        yield from (f"{'/'.join(parts[:end])}/__init__.py" for end in range(1, len(parts) + 1))


def _relative(node: ast.Import | ast.ImportFrom, tops: Collection[str], dots: str) -> Iterator[str]:
    """Yield the lines that replace an import by relative ones; none where it imports no local module."""
    if isinstance(node, ast.ImportFrom):
        if not node.level and (node.module or "").split(".")[0] in tops:
            names = ", ".join(map(ast.unparse, node.names))
            yield f"from {dots}{node.module} import {names}"
        return
    local = [alias for alias in node.names if alias.name.split(".")[0] in tops]
    others = [alias for alias in node.names if alias not in local]
    for alias in local:
        above, _, last = alias.name.rpartition(".")
        if alias.asname:
            yield f"from {dots}{above} import {last} as {alias.asname}"
        else:
            yield f"from {dots}{above} import {last}" + (" as _" if above else "")
            if above:
                yield f"from {dots} import {alias.name.split('.')[0]}"
    if local and others:
        yield ast.unparse(ast.Import(names=others))
