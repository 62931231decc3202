"""Reads the tests of an otter question, which are cells with saved outputs or decorated functions, as assertions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.errors import CallerError
from grader.model.magics import without_magics

_CONFIG = re.compile(r'"""\s*#\s*BEGIN TEST CONFIG\n(.*?)"""\s*#\s*END TEST CONFIG\n?', re.DOTALL)
"""The settings of a test; group 1 is their YAML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtterTest:
    """One test of an otter question, as Python statements."""

    cell: int
    """Index of its cell in the source, from 0."""
    name: str
    """Its name."""
    code: str
    """Statements that raise nothing when the test passes."""
    points: float | None
    """Its points; None where it does not name them."""
    hidden: bool
    """Whether it is hidden from students."""

    @classmethod
    def joined(cls, tests: Sequence[OtterTest], cell: int, points: float) -> OtterTest:
        """Return one test that runs several in turn; it is hidden where one of them is.

        Args:
            tests: the tests of a question.
            cell: index of the question's cell, from 0.
            points: points of the whole.
        """
        code = "\n".join(test.code for test in tests)
        return cls(cell=cell, name="tests", code=code, points=points, hidden=any(test.hidden for test in tests))


def test_of(place: int, cell: Mapping[str, Any], source: str, number: int) -> OtterTest:
    """Return the test in a cell.

    Args:
        place: index of the cell in the source, from 0.
        cell: the cell, with the outputs that were saved.
        source: its text.
        number: number of the test in its question, from 1, for the name of a test without one.

    Raises:
        CallerError: it has settings, and no YAML reader is installed.
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
    """Return the settings that a mark or a test holds as YAML; none where they are no mapping.

    Raises:
        CallerError: `ruamel.yaml` is not installed.
    """
    try:
        from ruamel.yaml import YAML
    except ImportError as error:
        raise CallerError("no_yaml_for_otter") from error
    lines = [line for line in text.splitlines() if not line.startswith(("#", "```"))]
    found = YAML(typ="safe").load("\n".join(lines))
    return dict(found) if isinstance(found, Mapping) else {}


def _cases(code: str) -> Iterator[str]:
    """Yield for each decorated test function the line that calls it with the student's variables of the same names."""
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
    """Return the saved output of a test cell as one text."""
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
    """Return a test cell as statements that assert that its output is the saved one, blanks aside."""
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
