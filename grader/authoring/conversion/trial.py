"""Runs the code cells of a solved notebook in a process of its own, and says of each where it stopped.

It is run as a program: cells come as JSON from its input, and a line of JSON goes to its output for each event.
"""

from __future__ import annotations

import ast
import faulthandler
import json
import linecache
import os
import signal
import sys
import types
from collections.abc import Callable
from typing import Any, NoReturn

NAME = "reference"
"""Name of the module in which the cells run."""
WALL = 5
"""Wall seconds that a cell may take for each CPU second, as in the sandbox."""
SHELL = frozenset("cat cd clear cp less ll ls man mkdir more mv pip conda pwd rm rmdir who whos time timeit".split())
"""Commands that IPython takes without a sign in front of them."""


def main() -> None:
    """Run the cells that come as `{"cells": [...], "seconds": 30}`, CPU seconds for each."""
    asked = json.load(sys.stdin)
    sys.path[0] = os.getcwd()  # as in a notebook, and not the folder of this program
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nowhere, number)
        for number in (signal.SIGPROF, signal.SIGALRM):
            signal.signal(number, _too_long)

        def tell(event: dict[str, Any]) -> None:
            answers.write(json.dumps(event) + "\n")
            answers.flush()

        module = types.ModuleType(NAME)
        sys.modules[NAME] = module
        for cell, source in enumerate(asked["cells"]):
            tell({"begun": cell})
            signal.setitimer(signal.ITIMER_PROF, asked["seconds"])
            signal.setitimer(signal.ITIMER_REAL, WALL * asked["seconds"])
            faulthandler.dump_traceback_later(2 * WALL * asked["seconds"], exit=True)  # for code that hears no signal
            _run(cell, source, vars(module), tell)
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
            faulthandler.cancel_dump_traceback_later()
        tell({"ended": True})
    os._exit(0)  # threads of the notebook are not waited for


def _too_long(_signal: int, _frame: Any) -> NoReturn:
    raise TimeoutError("it takes too long")


def _run(cell: int, source: str, names: dict[str, Any], tell: Callable[[dict[str, Any]], None]) -> None:
    """Run a cell's statements in turn; one that raises ends it, but for a missing library and a bare command."""
    file = f"<cell {cell}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    for place, node in enumerate(ast.parse(source).body):
        try:
            exec(compile(ast.Module(body=[node], type_ignores=[]), file, "exec"), names)  # noqa: S102 - instructor's
        except BaseException as error:  # whatever it is, it stops this cell and not the next
            alone = _is_alone(node, error)
            raised = {"error": type(error).__name__, "text": str(error)[:200], "source": ast.unparse(node)[:80]}
            tell({"cell": cell, "statement": place, "alone": alone, **raised})
            if not alone:
                return


def _is_alone(node: ast.stmt, error: BaseException) -> bool:
    """Return whether a statement that raises leaves the rest of its cell to be run."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return isinstance(error, ImportError)
    while isinstance(node, ast.Expr) and isinstance(node.value, ast.BinOp):
        node = ast.Expr(node.value.left)  # `ls -l` is a difference
    shell = isinstance(node, ast.Expr) and isinstance(node.value, ast.Name) and node.value.id in SHELL
    return shell and isinstance(error, NameError)


if __name__ == "__main__":
    main()
