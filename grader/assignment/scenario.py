"""Reads a scenario from its class."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FunctionType
from typing import Any

from grader.errors import RubricError
from grader.model.assignment import Scenario

_PARTS = {"inputs": ["rng"], "run": ["s", "given"], "forward": ["s", "given"], "finish": ["got"]}
"""The functions of a scenario, each with the names of its arguments."""
_WIDER = {"finish": ["got", "given"]}
"""The arguments that a part may take instead."""
_PLAIN = {
    *("abs", "bool", "complex", "dict", "enumerate", "float", "getattr", "int", "isinstance", "len", "list", "max"),
    *("min", "range", "reversed", "set", "sorted", "str", "sum", "tuple", "zip", "True", "False", "None"),
}
"""Built-in names that `run` and `forward` may use."""


def checked_scenario(name: str, found: type, path: Path) -> Scenario:
    """Return the scenario that a class defines.

    Args:
        name: the scenario's name.
        found: the class.
        path: its file, for messages.

    Raises:
        RubricError: a part of it is malformed.
    """
    parts = vars(found)
    where = f"{path}, scenario {name}"
    rationale = inspect.getdoc(found)
    if not rationale:
        raise RubricError("scenario_no_docstring", where=where)
    for part, arguments in _PARTS.items():
        _check_part(parts, part, arguments, where)
    cases = parts.get("cases", {"only": {}})
    _check_cases(cases, parts["inputs"], where)
    forward = parts.get("forward")
    texts = [_source(part, where) for part in (parts["run"], forward) if part is not None]
    source = "\n\n".join(texts)
    figures = _figures(source, where)
    return Scenario(
        name=name,
        rationale=" ".join(rationale.split()),
        cases=cases,
        inputs=parts["inputs"],
        run=parts["run"],
        forward=forward,
        finish=parts.get("finish"),
        source=source,
        practice=() if figures else _practice(parts.get("practice", tuple(cases)), cases, where),
        figures=figures,
        edge=_edge(parts.get("edge", ()), cases, where),
    )


def _figures(source: str, where: str) -> tuple[str, ...]:
    """Return the names of the figures that a scenario looks at; refuse a name that is not written there as a text."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "figure":
            named = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "cell")]
            name = named[0] if named else ast.Constant("")
            value = (name.value or "") if isinstance(name, ast.Constant) else None
            if not isinstance(value, str):
                raise RubricError("figure_name", where=where, name=ast.unparse(name))
            found.append(value)
    return tuple(dict.fromkeys(found))


def _practice(names: Any, cases: Mapping[str, Any], where: str) -> tuple[str, ...]:
    """Return the names of the cases that students may practise with."""
    if not isinstance(names, tuple) or not set(names) <= cases.keys():
        raise RubricError(
            "scenario_practice", where=where, found=repr(names), cases=", ".join(cases), first=next(iter(cases))
        )
    return names


def _edge(names: Any, cases: Mapping[str, Any], where: str) -> tuple[str, ...]:
    """Return the names of the edge cases; refuse a scenario that has no other case."""
    if not isinstance(names, tuple) or not set(names) < cases.keys():
        raise RubricError("scenario_edge", where=where, found=repr(names), cases=", ".join(cases), last=list(cases)[-1])
    return names


def _check_part(parts: Mapping[str, Any], name: str, arguments: list[str], where: str) -> None:
    """Refuse a part that is not a function with the right arguments."""
    part = parts.get(name)
    if part is None:
        return
    named = isinstance(part, FunctionType) and part.__name__ != "<lambda>"
    found = list(inspect.signature(part).parameters) if named else []
    fits = found[: len(arguments)] == arguments if name == "inputs" else found in (arguments, _WIDER.get(name))
    if not named or not fits:
        raise RubricError(
            "scenario_part",
            where=where,
            name=name,
            arguments=", ".join(arguments),
            more=", ..." if name == "inputs" else "",
        )


def _check_cases(cases: Any, inputs: Callable[..., Any], where: str) -> None:
    """Refuse cases that `inputs` cannot take."""
    tables = isinstance(cases, dict) and bool(cases) and all(isinstance(case, dict) for case in cases.values())
    if not tables or not all(isinstance(name, str) for name in cases):
        raise RubricError("scenario_cases", where=where)
    for name, case in cases.items():
        try:
            inspect.signature(inputs).bind(None, **case)
        except TypeError as error:
            raise RubricError("scenario_case_refused", where=where, name=name, error=str(error)) from error


def _source(function: Callable[..., Any], where: str) -> str:
    """Return the source of `run` or `forward`; refuse one that uses names which the sandbox does not have."""
    text = textwrap.dedent(inspect.getsource(function))
    tree = ast.parse(text)
    for node, name in _foreign(tree):
        line = function.__code__.co_firstlineno + node.lineno - 1
        raise RubricError("scenario_uses_foreign", where=where, function=function.__name__, name=name, line=line)
    return ast.unparse(WithoutTexts().visit(tree))


class WithoutTexts(ast.NodeTransformer):
    """Removes docstrings, which could reveal hidden facts, from source that is sent away."""

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:
        """Replace a string that stands alone by `pass`, so that no block is left empty."""
        alone = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return ast.Pass() if alone else node


def _foreign(tree: ast.Module) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """Yield the names that a part uses and the sandbox does not have, each with its node."""
    nodes = list(ast.walk(tree))
    known = {node.arg for node in nodes if isinstance(node, ast.arg)} | _PLAIN | {"np"}
    known |= {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    known |= {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    for node in nodes:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node, "import"
        elif isinstance(node, ast.Name) and node.id not in known:
            yield node, node.id
