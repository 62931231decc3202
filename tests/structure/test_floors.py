"""The house stands: every file imports only floors below its own (docs/decisions/0001 and decision 0023)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = [
    {"__main__"},
    {"cli"},
    {"review"},
    {"authoring"},
    {"release"},
    {"selfcheck", "grading"},
    {"gradebook", "platforms", "repairs", "behaviour"},
    {"execution"},
    {"submission", "assignment", "sandbox"},
    {"probes"},
    {"report"},
    {"diagnose"},
    {"checks"},
    {"scoring"},
    {"compare"},
    {"model"},
    {"files", "edits"},
    {"errors"},
]
"""From the top down; a floor imports only floors below it, and neighbours do not import each other."""
CHILD = "grader.sandbox.child"
DOORS = tuple(
    f"{CHILD}.{name}"
    for name in (
        "wire",
        "solution",
        "scenario",
        "locate_error",
        "value_exchange",
        "objects",
        "chance",
        "old_numpy",
        "snapshots",
        "tables",
        "test_code",
        "shown",
        "values",
        "artists",
        "figures",
        "picture",
        "pyplot",
        "figures",
        "picture",
    )
)
"""What of the child others may import: its frames, `s`, which stands before the reference too, what the self-check
and test code do alike (run a scenario's parts, read who raised an exception, work on a student's objects), and what
reads a notebook's outputs, as it was run and as it was handed in, and figures, of the reference too."""


def _files():
    return sorted((ROOT / "grader").rglob("*.py"))


def _name(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _imports(path, source):
    package = _name(path).split(".") if path.name == "__init__.py" else _name(path).split(".")[:-1]
    for node in _statements(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def _statements(node):
    """Yield the statements of code; expressions, which are most of it, hold none."""
    for inner in ast.iter_child_nodes(node):
        if not isinstance(inner, ast.expr):
            yield inner
            yield from _statements(inner)


def _floor(module):
    room = module.split(".")[1]
    return next((height for height, rooms in enumerate(FLOORS) if room in rooms), None)


def _faults(name, imported):
    if name != "grader" and _floor(name) is None:
        return [f"{name} stands on no floor: list its package in FLOORS"]
    if name.startswith(CHILD):
        others = (module for module in imported if module.split(".")[0] == "grader" and not module.startswith(CHILD))
        return [f"{name} imports {module}, but the child imports nothing else of grader" for module in others]
    ours = (module for module in imported if module.startswith("grader.") and _is_ours(module))
    return [f"{name} imports {module}, which is not on a floor below" for module in ours if not _may(name, module)]


def _may(name, module):
    """Whether a file may import a module: of its own room, one of the child's doors, or one of a floor below."""
    if module.split(".")[1] == name.split(".")[1]:
        return True
    if module.startswith(CHILD):
        return module == CHILD or module.startswith(DOORS)
    theirs = _floor(module)
    return theirs is not None and theirs > _floor(name)


def _is_ours(module):
    """Whether it is a package or module of grader, not a name in one such as `grader.__version__`."""
    room = module.split(".")[1]
    return (ROOT / "grader" / room).is_dir() or (ROOT / "grader" / f"{room}.py").is_file()


def test_a_file_imports_only_floors_below():
    faults = [fault for path in _files() for fault in _faults(_name(path), _imports(path, path.read_text()))]
    assert faults == []


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("grader.compare.ladder", "grader.submission.files"),
        ("grader.model.rubric", "grader.compare.ladder"),
        ("grader.sandbox.child.probe", "grader.model.rubric"),
        ("grader.sandbox.child.probe", "grader.sandbox.slot"),
        ("grader.compare.ladder", "grader.sandbox.child.probe"),
        ("grader.probes.plan", "grader.execution.session"),
        ("grader.platforms.junit", "grader.gradebook.book"),
        ("grader.attic.lumber", "grader.errors"),
    ],
)
def test_the_guard_sees_an_import_from_above_or_beside_and_a_room_that_nobody_listed(name, module):
    assert list(_faults(name, [module]))


def test_no_file_is_longer_than_300_lines():
    assert [_name(path) for path in _files() if len(path.read_text().splitlines()) > 300] == []


def test_nothing_stands_loose_at_the_root():
    assert {path.name for path in (ROOT / "grader").glob("*.py")} == {"__init__.py", "__main__.py"}


def test_the_reference_imports_numpy_and_itself_alone():
    for path in (ROOT / "reference").rglob("*.py"):
        for module in _imports(path, path.read_text()):
            top = module.split(".")[0]
            assert top in {"numpy", "typing", "types", "collections", "reference"}, f"{path} imports {module}"
