"""The self-check's code needs numpy and Python 3.10 alone, and knows nothing of `grader`."""

import ast
import subprocess
import sys
from pathlib import Path, PurePosixPath

from grader import selfcheck
from grader.release.engine import engine_files

FILES = engine_files()
ROOT = Path(__file__).parents[3]
AT_IMPORT = {"numpy", "selfcheck", *sys.stdlib_module_names} - {"tomllib"}


def test_each_module_is_python_3_10():
    for path, source in FILES.items():
        ast.parse(source, filename=path, feature_version=(3, 10))


def _imported(source):
    """Names of the packages that a module imports as it is loaded."""
    for node in ast.parse(source).body:  # inside of functions stand imports that the self-check never comes to
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


def test_each_module_imports_numpy_and_the_standard_library_alone():
    assert [(path, name) for path, source in FILES.items() for name in _imported(source) if name not in AT_IMPORT] == []


def test_all_that_is_imported_is_there():
    modules = {path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in FILES}
    for path, source in FILES.items():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ImportFrom) and not node.level and node.module.startswith("selfcheck"):
                assert node.module in modules | {"selfcheck", "selfcheck.checks.asserts"}, path


def test_each_folder_is_a_package():
    """Python finds nothing in a folder of a zip that is no package."""
    folders = {str(folder) for path in FILES for folder in PurePosixPath(path).parents} - {"."}
    assert [folder for folder in folders if f"{folder}/__init__.py" not in FILES] == []


def test_nothing_of_the_sandbox_or_the_reference_travels():
    ours = ("selfcheck/sandbox", "selfcheck/gradebook", "selfcheck/cli")
    doors = ("selfcheck/sandbox/__init__.py", "selfcheck/sandbox/child/")
    assert not [path for path in FILES if path.startswith(ours) and not path.startswith(doors)]
    assert not [path for path in FILES if "signatures" in path or "expected" in path or "asserts" in path]


COMPARED = """
import dataclasses, importlib, sys
sys.path.insert(0, sys.argv[1])
for path in sys.argv[2:]:
    shipped = path[: -len(".py")].replace("/", ".")
    inner = shipped.partition(".")[2]
    theirs = importlib.import_module(shipped)
    for name, made in vars(theirs).items():
        if hasattr(made, "_record_fields") and isinstance(made, type) and made.__module__ == shipped:
            try:
                ours = getattr(importlib.import_module("grader." + inner), name)
            except ModuleNotFoundError:
                ours = getattr(importlib.import_module("grader.selfcheck." + inner), name)
            wanted = [(f.name, f.type, f.default is dataclasses.MISSING) for f in dataclasses.fields(ours)]
            bases = reversed(made.__mro__[:-1])
            inherited = {name: kind for base in bases for name, kind in base.__annotations__.items()}
            found = [(f, inherited[f], v.default is dataclasses.MISSING) for f, v in made._record_fields.items()]
            assert found == wanted, (name, found, wanted)
            assert made.__match_args__ == ours.__match_args__, name
            assert hasattr(made, "__dict__") or not hasattr(ours, "__dict__"), name
            assert (made.__eq__ is object.__eq__) == (ours.__eq__ is object.__eq__), name
            assert (made.__hash__ is object.__hash__) == (ours.__hash__ is object.__hash__), name
            print(name)
"""


def test_records_of_the_self_check_have_the_fields_of_ours(tmp_path):
    """Each is made by `records` there and by `dataclasses` here."""
    for path, source in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(source)
    made = [path for path, source in FILES.items() if b"@dataclass" in source and b"selfcheck.records" in source]
    command = [sys.executable, "-c", COMPARED, str(tmp_path), *made]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) > 50


def test_nothing_that_is_released_takes_records_of_dataclasses():
    names = "selfcheck/records.py"
    assert not [path for path, text in FILES.items() if b"from dataclasses import" in text and path != names]


def test_no_module_has_the_name_of_a_function_that_students_import():
    """When such a module is loaded, its package has it in the place of the function."""
    assert not {f"selfcheck/{name}.py" for name in selfcheck.__all__} & FILES.keys()
