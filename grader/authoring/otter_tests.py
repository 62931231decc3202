"""The tests of an otter question: cells with what they showed, or decorated functions; each becomes statements."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.errors import CallerError
from grader.model.magics import without_magics

_CONFIG = re.compile(r'"""\s*#\s*BEGIN TEST CONFIG\n(.*?)"""\s*#\s*END TEST CONFIG\n?', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtterTest:
    """One test."""

    cell: int
    """Its place in the source, from 0."""
    name: str
    """Its name."""
    code: str
    """Statements that hold when it passes."""
    points: float | None
    """Points to be had, where it says so."""
    hidden: bool
    """Whether students do not see it."""

    @classmethod
    def joined(cls, tests: Sequence[OtterTest], cell: int, points: float) -> OtterTest:
        """Return all tests of a question as one."""
        code = "\n".join(test.code for test in tests)
        return cls(cell=cell, name="tests", code=code, points=points, hidden=any(test.hidden for test in tests))


def test_of(place: int, cell: Mapping[str, Any], source: str, number: int) -> OtterTest:
    """Return the test in a cell.

    Args:
        place: of the cell in the source, from 0.
        cell: with the outputs that were saved.
        source: its text.
        number: of the test in its question, for its name.
    """
    config = _CONFIG.search(source)
    settings = {} if config is None else settings_of(config.group(1))
    code = _CONFIG.sub("", source)
    if re.match(r"\s*#\s*HIDDEN\s*$", code.split("\n", 1)[0]):
        settings["hidden"] = True
    calls = list(_cases(code))
    if calls:
        settings = {**_of_decorator(code), **settings}
        code = "\n".join([_without_decorators(code), *calls])
    else:
        code = _doctest(code, _shown(cell))
    points = settings.get("points")
    return OtterTest(
        cell=place,
        name=re.sub("[^A-Za-z0-9_-]", "_", str(settings.get("name") or f"test_{number}")),
        code=code,
        points=None if points is None else float(points),
        hidden=bool(settings.get("hidden")),
    )


def settings_of(text: str) -> dict[str, Any]:
    """Return the YAML of a mark or a test."""
    try:
        from ruamel.yaml import YAML
    except ImportError as error:
        raise CallerError("no_yaml_for_otter") from error
    lines = [line for line in text.splitlines() if not line.startswith(("#", "```"))]
    found = YAML(typ="safe").load("\n".join(lines))
    return dict(found) if isinstance(found, Mapping) else {}


def _cases(code: str) -> Iterator[str]:
    """For each decorated test function the line that calls it with the student's names."""
    for node in _functions(code):
        given = [argument.arg for argument in node.args.args]
        yield f"{node.name}({', '.join(f'{name}={name}' for name in given if name != 'env')})"


def _functions(code: str) -> list[ast.FunctionDef]:
    try:
        body = ast.parse(without_magics(code)).body
    except SyntaxError:
        return []
    return [node for node in body if isinstance(node, ast.FunctionDef) and _decorator(node) is not None]


def _decorator(node: ast.FunctionDef) -> ast.Call | None:
    calls = (part for part in node.decorator_list if isinstance(part, ast.Call))
    return next((call for call in calls if ast.unparse(call.func).split(".")[-1] == "test_case"), None)


def _of_decorator(code: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for node in _functions(code):
        call = _decorator(node)
        for keyword in call.keywords if call is not None else ():
            if keyword.arg is not None and isinstance(keyword.value, ast.Constant):
                found[keyword.arg] = keyword.value.value
    return found


def _without_decorators(code: str) -> str:
    tree = ast.parse(without_magics(code))
    body = [node for node in tree.body if not (isinstance(node, ast.ImportFrom) and "otter" in (node.module or ""))]
    for node in body:
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = []
            node.args.args = [argument for argument in node.args.args if argument.arg != "env"]
    return ast.unparse(ast.Module(body=body, type_ignores=[]))


def _shown(cell: Mapping[str, Any]) -> str:
    """Return the saved output of a test cell, as a doctest would show it."""
    parts = []
    for output in cell.get("outputs", []):
        text = (
            output.get("text", "")
            if output.get("output_type") == "stream"
            else output.get("data", {}).get("text/plain", "")
        )
        parts.append("".join(text).rstrip("\n"))
    return "\n".join(part for part in parts if part)


def _doctest(code: str, shown: str) -> str:
    """Return a test cell as statements: what it shows must be what it showed when it was saved."""
    if not shown:
        return without_magics(code)
    tree = ast.parse(without_magics(code))
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        show = ast.parse("shown_value = 0\nif shown_value is not None:\n    print(repr(shown_value))").body
        assert isinstance(show[0], ast.Assign)  # noqa: S101 - as written above
        show[0].value = last.value
        tree.body[-1:] = show
    inner = "\n".join(f"    {line}" for line in ast.unparse(tree).splitlines())
    return (
        "import contextlib, io\nshown_text = io.StringIO()\n"
        f"with contextlib.redirect_stdout(shown_text):\n{inner}\n"
        f"assert shown_text.getvalue().split() == {shown!r}.split()"
    )
