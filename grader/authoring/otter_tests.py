"""Reads the tests of an otter question, which are cells with saved outputs or decorated functions, as assertions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from grader.errors import CallerError
from grader.model.magics import without_magics

from .otter_shown import ShownPiece, shown_piece

_CONFIG = re.compile(
    r'\A(?:\w\s*=\s*)?"{1,3}\s*#\s*BEGIN\s*TEST\s*CONFIG[^\n]*\n(.*?)^"{1,3}\s*;?\s*#\s*END\s*TEST\s*CONFIG[^\n]*\n?',
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
"""The settings of a test, with which its cell begins; group 1 is their YAML."""
_HIDDEN = re.compile(r"\s*#.*\bhidden\b.*", re.IGNORECASE)
"""The first line of a test that is hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtterTest:
    """One test of an otter question."""

    cell: int
    """Index of its cell in the source, from 0."""
    name: str
    """Its name."""
    pieces: tuple[ShownPiece, ...]
    """Its statements, with what they must show."""
    points: float | None
    """Its points; None where it does not name them."""
    hidden: bool
    """Whether it is hidden from students."""
    passed: str = ""
    """Words for a student whose work passes it."""
    failed: str = ""
    """Words for a student whose work does not pass it."""
    why: str = ""
    """Why it cannot be converted; empty where it can be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtterSettings:
    """The settings of a test, as its cell, decorator or file gives them."""

    name: str
    """Its name."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """`points`, `hidden`, `success_message`, `failure_message` and `name`, as far as they are there."""
    hidden: bool = False
    """Whether it is hidden where the settings do not say so."""

    def made(self, cell: int, pieces: tuple[ShownPiece, ...], why: str = "") -> OtterTest:
        """Return the test with these settings.

        Args:
            cell: index of its cell in the source, from 0.
            pieces: its statements.
            why: why it cannot be converted; empty where it can be.
        """
        points, hidden = self.given.get("points"), self.given.get("hidden")
        return OtterTest(
            cell=cell,
            name=re.sub("[^A-Za-z0-9_-]", "_", str(self.given.get("name") or self.name)),
            pieces=pieces,
            points=None if points is None else float(points),
            hidden=self.hidden if hidden is None else bool(hidden),
            passed=str(self.given.get("success_message") or ""),
            failed=str(self.given.get("failure_message") or ""),
            why=why,
        )


def otter_test(place: int, cell: Mapping[str, Any], source: str, number: int, *, functions: bool = False) -> OtterTest:
    """Return the test in a cell.

    Args:
        place: index of the cell in the source, from 0.
        cell: the cell, with the outputs that were saved.
        source: its text.
        number: number of the test in its question, from 1, for the name of a test without one.
        functions: whether the notebook's tests are functions also where nothing decorates them (`ok_format: false`).

    Raises:
        CallerError: it has settings, and no YAML reader is installed.
    """
    hidden = _HIDDEN.fullmatch(source.split("\n", 1)[0]) is not None
    config = _CONFIG.search(source)
    given = {} if config is None else settings_of(config.group(1))
    code = source if config is None else source[config.end() :]
    hidden |= _HIDDEN.fullmatch(code.split("\n", 1)[0]) is not None
    settings = OtterSettings(name=f"test_{number}", given=given, hidden=hidden)
    try:
        tree = ast.parse(without_magics(code))
    except SyntaxError as error:
        return settings.made(place, (), f"it is no Python: {error.msg}")
    tests = list(test_functions(tree)) or (_functions(tree)[:1] if functions else [])
    if not tests:
        return settings.made(place, (shown_piece(code, _shown(cell)),))
    settings = replace(settings, given={**decorated(tests[0]), **given})
    return settings.made(place, (ShownPiece(prints=called(tree, tests)),))


def settings_of(text: str) -> dict[str, Any]:
    """Return the settings that a mark or a test holds as YAML; none where they are no mapping.

    Raises:
        CallerError: they are no YAML, or `ruamel.yaml` is not installed.
    """
    try:
        from ruamel.yaml import YAML
    except ImportError as error:
        raise CallerError("no_yaml_for_otter") from error
    from ruamel.yaml.error import YAMLError

    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 1)  # `hidden: yes` is a truth value to otter
    lines = [line for line in text.splitlines() if not line.startswith(("#", "```"))]
    try:
        found = reader.load("\n".join(lines))
    except (YAMLError, ValueError) as error:
        said = " ".join(str(error).split())[:200]
        raise CallerError("otter_settings", where=" / ".join(lines)[:80], error=said) from error
    return dict(found) if isinstance(found, Mapping) else {}


def test_functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Yield the functions that otter's `test_case` decorates."""
    for node in _functions(tree):
        if _decorator(node) is not None:
            yield node


def decorated(node: ast.FunctionDef) -> dict[str, Any]:
    """Return the settings that a test's decorator gives."""
    call = _decorator(node)
    names = ("name", "points", "hidden", "success_message", "failure_message")
    given = dict(zip(names, call.args, strict=False)) if call is not None else {}
    given |= {one.arg: one.value for one in (call.keywords if call is not None else ()) if one.arg is not None}
    return {name: value.value for name, value in given.items() if isinstance(value, ast.Constant)}


def called(tree: ast.Module, tests: list[ast.FunctionDef]) -> str:
    """Return statements that define test functions and call each with the student's variables of the same names.

    Args:
        tree: the cell or file that defines them.
        tests: those that are called; other test functions are left out.
    """
    others = [node for node in test_functions(tree) if node not in tests]
    names = {node.name for node in tests}
    body = [node for node in tree.body if node not in others and not _is_otters(node) and not _calls(node, names)]
    plain = [_Plain().visit(node) for node in ast.parse(ast.unparse(ast.Module(body=body, type_ignores=[]))).body]
    calls = [f"{node.name}({', '.join(f'{name}={name}' for name in _arguments(node))})" for node in tests]
    return "\n".join([ast.unparse(ast.Module(body=plain, type_ignores=[])), *calls, "None"])


class _Plain(ast.NodeTransformer):
    """Takes otter's decorator and its dictionary `env` of the student's names out of functions."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Drop the decorator and the argument `env`."""
        if _decorator(node) is not None or "env" in {argument.arg for argument in node.args.args}:
            node.decorator_list = [one for one in node.decorator_list if one is not _decorator(node)]
            node.args.args = [argument for argument in node.args.args if argument.arg != "env"]
        return self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        """Write `env["name"]` as `name`."""
        self.generic_visit(node)
        return _of_env(node.value, node.slice) or node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Write `env.get("name")` as `name`."""
        self.generic_visit(node)
        is_get = isinstance(node.func, ast.Attribute) and node.func.attr == "get" and len(node.args) == 1
        found = _of_env(node.func.value, node.args[0]) if is_get and isinstance(node.func, ast.Attribute) else None
        return found or node


def _of_env(value: ast.expr, name: ast.expr) -> ast.Name | None:
    if isinstance(value, ast.Name) and value.id == "env" and isinstance(name, ast.Constant):
        return ast.Name(id=name.value, ctx=ast.Load()) if isinstance(name.value, str) else None
    return None


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def _decorator(node: ast.FunctionDef) -> ast.Call | None:
    calls = (part for part in node.decorator_list if isinstance(part, ast.Call))
    return next((call for call in calls if ast.unparse(call.func).split(".")[-1] == "test_case"), None)


def _arguments(node: ast.FunctionDef) -> list[str]:
    return [argument.arg for argument in node.args.args if argument.arg != "env"]


def _is_otters(node: ast.stmt) -> bool:
    """Return whether a statement is otter's own: an import of it, or a setting of a test file."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id in {"OK_FORMAT", "name", "points", "all_or_nothing"}
    return isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "otter"


def _calls(node: ast.stmt, names: set[str]) -> bool:
    """Return whether a statement is just a call of one of the functions."""
    value = node.value if isinstance(node, ast.Expr) else None
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in names


def _shown(cell: Mapping[str, Any]) -> str:
    """Return the saved outputs of a test cell as one text."""
    parts = []
    for output in cell.get("outputs", []):
        if output.get("name") == "stderr":
            continue
        is_stream = output.get("output_type") == "stream"
        text = output.get("text", "") if is_stream else output.get("data", {}).get("text/plain", "")
        parts.append("".join(text))
    return "".join(parts)
