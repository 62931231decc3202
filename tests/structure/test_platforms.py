"""No code asks for a platform by its name: what differs between them stands with each of them."""

import ast
from pathlib import Path

from grader.platforms.registry import BUILT_IN

GRADER = Path(__file__).parents[2] / "grader"


def _asks(source):
    """Yield the lines that compare a platform with the name of one."""
    if "platform" not in source or not any(name in source for name in BUILT_IN):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare) and "platform" in ast.unparse(node):
            words = {one.value for one in ast.walk(node) if isinstance(one, ast.Constant)}
            if words & BUILT_IN.keys():
                yield node.lineno


def test_the_guard_sees_a_question_for_a_name():
    assert list(_asks("entry.platform == 'canvas'\nplatform not in ('moodle', 'csv')")) == [1, 2]
    assert not list(_asks("sys.platform == 'linux' or entry.platform == platform"))


def test_no_code_asks_for_a_platform_by_its_name():
    files = {path: path.read_text(encoding="utf-8") for path in GRADER.rglob("*.py")}
    found = [f"{path.relative_to(GRADER)}:{line}" for path, source in files.items() for line in _asks(source)]
    assert found == []
