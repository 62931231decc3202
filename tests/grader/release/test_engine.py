"""The self-check's code needs numpy and Python 3.10 alone, and knows nothing of `grader`."""

import ast
import sys
from pathlib import PurePosixPath

from grader.release.engine import engine_files

FILES = engine_files()
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
