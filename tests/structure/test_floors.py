"""The house stands: every file imports only floors below its own (docs/decisions/0001)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = [
    {"__main__"},
    {"cli"},
    {"authoring"},
    {"batch", "audit", "arrivals", "release"},
    {"cluster"},
    {"crew", "task"},
    {"kept"},
    {"gradebook", "shelf"},
    {"desk"},
    {"pipeline", "output", "export", "selfcheck"},
    {"probe.carry"},
    {"run"},
    {"intake", "sandbox"},
    {"probe"},
    {"report"},
    {"diagnose"},
    {"judge"},
    {"model"},
    {"errors", "archive"},
]
INSIDE_DOORS = tuple(
    f"grader.inside.{name}" for name in ("wire", "solution", "scenario", "blame", "exchange", "objects")
)
"""What of `inside` others may import: its frames, `s`, which stands before the reference too, and what the self-check
and test code do alike: run a scenario's parts, read who raised an exception, work on a student's objects."""


def _files():
    return sorted((ROOT / "grader").rglob("*.py"))


def _name(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _imports(path, source):
    package = _name(path).split(".") if path.name == "__init__.py" else _name(path).split(".")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def _floor(module):
    inner = module.removeprefix("grader.")
    for height, names in enumerate(FLOORS):
        if inner in names:
            return height
    for height, names in enumerate(FLOORS):
        if inner.split(".")[0] in names:
            return height
    return None


def _faults(name, imported):
    own = _floor(name)
    for module in imported:
        theirs = _floor(module) if module.startswith("grader.") else None
        same_room = module.split(".")[1:2] == name.split(".")[1:2]
        if name.startswith("grader.inside"):
            if module.startswith("grader") and not module.startswith("grader.inside"):
                yield f"{name} imports {module}, but inside imports nothing else of grader"
        elif module.startswith("grader.inside") and not same_room:
            if module != "grader.inside" and not module.startswith(INSIDE_DOORS):
                yield f"{name} imports {module}, which is not one of inside's doors"
        elif own is not None and theirs is not None and not same_room and theirs <= own:
            yield f"{name} imports {module}, which is not on a floor below"


@pytest.mark.parametrize("path", _files(), ids=_name)
def test_a_file_imports_only_floors_below(path):
    assert list(_faults(_name(path), _imports(path, path.read_text()))) == []


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("grader.judge.compare", "grader.intake.files"),
        ("grader.model.rubric", "grader.judge.compare"),
        ("grader.inside.probe", "grader.model.rubric"),
        ("grader.judge.compare", "grader.inside.probe"),
        ("grader.probe.plan", "grader.run.session"),
    ],
)
def test_the_guard_sees_an_import_from_above(name, module):
    assert list(_faults(name, [module]))


@pytest.mark.parametrize("path", _files(), ids=_name)
def test_no_file_is_longer_than_300_lines(path):
    assert len(path.read_text().splitlines()) <= 300


def test_the_reference_imports_numpy_and_itself_alone():
    for path in (ROOT / "reference").rglob("*.py"):
        for module in _imports(path, path.read_text()):
            top = module.split(".")[0]
            assert top in {"numpy", "typing", "types", "collections", "reference"}, f"{path} imports {module}"
