"""One function of a solved notebook as a question: inputs, cases, and a first mistake, all tried."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .examples import Example, drawn, returns_of, sizes_of
from .mutation import mutants

MOST_LENGTH = 40
"""Longest axis of a proposed input; longer ones of the notebook are cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One function as a question."""

    name: str
    """The function."""
    returns: list[str]
    """Names for what it returns."""
    inputs: str
    """Python of `inputs`' dictionary."""
    cases: dict[str, dict[str, int]]
    """The sizes of each case."""
    call: str
    """How the function is called on `given`."""
    mistake: str
    """A known mistake's file; empty where none was found."""


def proposed(node: ast.FunctionDef, example: Example | None, module: str) -> Proposal | str:
    """A function as a question, or why it is none.

    Args:
        node: the function.
        example: a call of it that was seen.
        module: the solved notebook's code.
    """
    if example is None:
        return "the notebook does not call it at its top level"
    returns = returns_of(example.result)
    if not returns:
        return f"what it returns, {type(example.result).__name__}, cannot be compared"
    sizes = sizes_of(example.arguments)
    inputs = {name: drawn(value, sizes) for name, value in example.arguments.items()}
    unknown = [name for name, text in inputs.items() if not text]
    if unknown:
        return f"nothing like its argument `{unknown[0]}` can be drawn"
    text = "{" + ", ".join(f'"{name}": {value}' for name, value in inputs.items()) + "}"
    near = {letter: min(length, MOST_LENGTH) for length, letter in sizes.items()}
    other = {letter: length + 2 + place for place, (letter, length) in enumerate(near.items())}
    cases = {"as_in_the_notebook": near, **({"other_sizes": other} if other else {})}
    cases = {case: given for case, given in cases.items() if _values(module, node.name, text, given) is not None}
    if not cases:
        return "it fails, or gives another result each time, on inputs like those of the notebook"
    in_order = list(inputs) == [argument.arg for argument in node.args.args][: len(inputs)]
    arguments = ", ".join(f'{"" if in_order else f"{name}="}given["{name}"]' for name in inputs)
    return Proposal(
        name=node.name,
        returns=returns,
        inputs=text,
        cases=cases,
        call=f"{node.name}({arguments})",
        mistake=_mistake(node, module, text, cases),
    )


def _values(module: str, function: str, inputs: str, sizes: Mapping[str, int]) -> list[Any] | None:
    """What a function gives on drawn inputs, twice the same and finite; else None."""
    found = []
    for _ in range(2):
        scope: dict[str, Any] = {"__name__": "solved"}
        try:
            with np.errstate(all="ignore"):
                _define(module, scope)
                given = eval(inputs, {"rng": np.random.default_rng(7), "np": np, **sizes})  # noqa: S307 - our own text
                result = scope[function](**given)
        except Exception:  # the instructor's function does not take such inputs
            return None
        found.append([np.asarray(part) for part in (result if isinstance(result, tuple) else (result,))])
    same = all(np.array_equal(one, other) for one, other in zip(*found, strict=True))
    finite = all(bool(np.all(np.isfinite(part))) for part in found[0] if part.dtype.kind in "fc")
    return found[0] if same and finite else None


def _define(module: str, scope: dict[str, Any]) -> None:
    """Run the definitions and imports of a module, and plain values; not its calls."""
    kept = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign)
    body: list[ast.stmt] = [node for node in ast.parse(module).body if isinstance(node, kept)]
    exec(compile(ast.Module(body=body, type_ignores=[]), "solved.py", "exec"), scope)  # noqa: S102 - the instructor's own


def _mistake(node: ast.FunctionDef, module: str, inputs: str, cases: Mapping[str, Mapping[str, int]]) -> str:
    """A mistake's file: the first variant that gives other numbers of the same form in every case."""
    imports = [ast.unparse(part) for part in ast.parse(module).body if isinstance(part, (ast.Import, ast.ImportFrom))]
    right = {case: _values(module, node.name, inputs, sizes) for case, sizes in cases.items()}
    for mutant in mutants(node):
        values = {case: _values(f"{module}\n{mutant.code}", node.name, inputs, s) for case, s in cases.items()}
        if all(_differs(values[case], right[case]) for case in cases):
            others = [part.name for part in ast.parse(module).body if isinstance(part, ast.FunctionDef)]
            used = [name for name in others if name != node.name and re.search(rf"\b{name}\b", mutant.code)]
            near = [f"from .. import {', '.join(used)}"] if used else []
            told = (
                f'"""Proposed by `grader new`: put it in your own words, or take it out."""\n\n'
                f"TITLE = {mutant.title!r}\nEXPLANATION = \"Somewhere in your function {mutant.title}.\"\n"
                "HINTS = (\n    \"Follow the smallest input that you can think of by hand.\",\n"
                "    \"Compare each step with the formula.\",\n)\nSERIOUSNESS = \"major\"\n"
            )  # fmt: skip
            return "\n".join([told, *imports, *near, "", f"__all__ = [{node.name!r}]", "", "", mutant.code, ""])
    return ""


def _differs(values: list[Any] | None, right: list[Any] | None) -> bool:
    if values is None or right is None or [v.shape for v in values] != [r.shape for r in right]:
        return False
    return any(not np.allclose(v, r, rtol=1e-3) for v, r in zip(values, right, strict=True) if v.dtype.kind in "iuf")
