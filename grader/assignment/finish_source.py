"""Extracts the source of a scenario's `finish` and its helpers for the self-check, which does not have the file."""

from __future__ import annotations

import ast
import builtins
import inspect
import sys
import textwrap
from pathlib import Path

from grader.errors import RubricError
from grader.model.assignment import Scenario

from .scenario import WithoutTexts


def finish_source(scenario: Scenario) -> str:
    """Return the source of `finish` and of the helpers that it uses from its module.

    Raises:
        RubricError: it uses something that cannot be sent along, such as another library.
    """
    finish = scenario.finish
    assert finish is not None  # noqa: S101 - the caller asks for scenarios that have one
    module = sys.modules[finish.__module__]
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    at_top = {name: node for node in tree.body for name in _bound(node)}
    wanted = [ast.parse(textwrap.dedent(inspect.getsource(finish))).body[0]]
    helpers: dict[str, ast.stmt] = {}
    left = list(wanted)
    while left:
        for name in _used(left.pop()):
            if name in helpers or hasattr(builtins, name) or name == "np":
                continue
            if name not in at_top or isinstance(at_top[name], (ast.Import, ast.ImportFrom)):
                raise _cannot_travel(scenario, name, str(module.__file__))
            helpers[name] = at_top[name]
            left.append(at_top[name])
    in_order = [node for node in tree.body if any(node is helper for helper in helpers.values())]
    body: list[ast.stmt] = [*in_order, *wanted]
    stripped = WithoutTexts().visit(ast.Module(body=body, type_ignores=[]))
    text = ast.unparse(ast.fix_missing_locations(stripped))
    return text if finish.__name__ == "finish" else f"{text}\n\nfinish = {finish.__name__}"


def _bound(node: ast.stmt) -> list[str]:
    """Return the names that a statement at the top of a module binds."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return [(alias.asname or alias.name).split(".")[0] for alias in node.names]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)]


def _used(node: ast.stmt) -> list[str]:
    """Return the names that a statement reads and does not bind itself."""
    own = {part.arg for part in ast.walk(node) if isinstance(part, ast.arg)}
    own |= {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
    read = [part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)]
    return [name for name in dict.fromkeys(read) if name not in own]


def _cannot_travel(scenario: Scenario, name: str, where: str) -> RubricError:
    return RubricError("finish_uses_foreign", where=where, scenario=scenario.name, name=name)
