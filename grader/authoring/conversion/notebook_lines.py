"""Reads a notebook's cell as Python, without the lines that only IPython understands and what only a program needs."""

from __future__ import annotations

import ast
import re

from grader.model.magics import without_magics

from .trial import SHELL

_IPYTHON = re.compile(r"^\s*[\w.]+\?{1,2}\s*$|^\s*[\w, ]+=\s*[!%]|^\s*(?:" + "|".join(sorted(SHELL)) + r")(?:\s|$)")
"""A line that IPython takes and Python does not: `np.mean?`, `files = !ls`, `ls data`."""
MOST_LINES = 50
"""Most lines of IPython's that are looked for in one cell."""
_RUNNERS = {"unittest.main", "doctest.testmod", "doctest.testfile"}
"""Calls that run tests of a module; in a reference there is nothing for them to run."""


def as_python(source: str) -> str:
    """Return a cell's text in which lines of IPython's own syntax are empty.

    Raises:
        SyntaxError: it is no Python even so.
        ValueError: it holds a character that no Python has.
    """
    if source.lstrip().startswith("%%"):
        return ""
    lines = without_magics(source).splitlines()
    for _ in range(MOST_LINES):
        try:
            ast.parse("\n".join(lines))
            break
        except SyntaxError as error:
            if not (error.lineno and error.lineno <= len(lines) and _IPYTHON.search(lines[error.lineno - 1])):
                raise
            lines[error.lineno - 1] = ""
    return "\n".join(lines)


def as_in_notebook(source: str) -> str:
    """Return a cell's Python as a notebook runs it: what stands under `if __name__ == "__main__":` runs too.

    Calls that run a module's own tests are left out, since in a module there would be none.

    Args:
        source: the cell's text, valid Python.
    """
    written, body = ast.parse(source).body, list[ast.stmt]()
    for node in written:
        body += node.body if isinstance(node, ast.If) and is_main_guard(node.test) else [node]
    kept = [node for node in body if not _runs_tests(node)]
    return source if kept == written else ast.unparse(ast.Module(body=kept, type_ignores=[]))


def is_main_guard(test: ast.expr) -> bool:
    """Return whether a condition asks whether the code is run as a program."""
    return ast.unparse(test) in ("__name__ == '__main__'", "'__main__' == __name__")


def _runs_tests(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and ast.unparse(node.value.func) in _RUNNERS
