"""Runs an ordinary pytest file through pytest's API, with the fixtures `student`, `reference` and `rng`."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from grader.errors import RubricError
from grader.files.captured_output import captured_output

from .outcome import Tested
from .stubs import Student

MODULE = "test_of_a_rubric"
OPTIONS = (
    *("-q", "-s", "-c", os.devnull, "--import-mode=importlib", "-W", "ignore"),
    *("-p", "no:cacheprovider", "-p", "no:unraisableexception"),  # the latter collects all garbage, to warn of some
)


def run_file(
    code: str, tests: tuple[str, ...], student: Callable[[str], Student], find: Callable[[str], Any], seed: int
) -> list[Tested]:
    """Run the tests of a file; each test gets a student object of its own, so that none depends on another.

    Args:
        code: the file's text.
        tests: names of the tests that count; empty for all.
        student: makes, for a test, the object that gives the student's objects by name.
        find: returns the reference's object of a name.
        seed: seed of `rng`.

    Raises:
        RubricError: pytest is not installed, or finds no test.
    """
    try:
        import pytest

        from .pytest_plugin import Plugin
    except ImportError as error:
        raise RubricError("no_pytest") from error
    plugin = Plugin(tests, student, find, seed)
    with tempfile.TemporaryDirectory() as folder, _alone(), captured_output():
        path = Path(folder) / f"{MODULE}.py"
        path.write_text(code, encoding="utf-8")
        pytest.main([*OPTIONS, f"--rootdir={folder}", str(path)], plugins=[plugin])
        for name in [name for name in sys.modules if name.endswith(MODULE)]:
            del sys.modules[name]  # the next file is read anew
    if plugin.broken:
        raise RubricError("tests_broken", reason=plugin.broken[0])
    if not plugin.found:
        raise RubricError("no_tests")
    return plugin.found


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Hide this machine's pytest settings and plugins, and errors in finalizers, while the context lasts."""
    names = ("PYTEST_ADDOPTS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD", "PYTEST_PLUGINS", "PYTEST_CURRENT_TEST")
    kept = {name: os.environ.pop(name, None) for name in names}
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    hook, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        yield
    finally:
        sys.unraisablehook = hook
        for name, value in kept.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
