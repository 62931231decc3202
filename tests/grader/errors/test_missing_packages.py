"""A package that an extra installs and that is not there: the error says which extra."""

import subprocess
import sys

import pytest

from grader.authoring.otter_tests import settings_of
from grader.checks.asserts.pytest_file import run_file
from grader.errors import CallerError, RubricError
from grader.platforms.gradescope.import_ import _yaml


@pytest.mark.parametrize(
    ("package", "needs", "kind", "extra"),
    [
        ("ruamel.yaml", lambda: settings_of("points: 1"), CallerError, "otter"),
        ("ruamel.yaml", _yaml, CallerError, "gradescope"),
        ("pytest", lambda: run_file("", (), None, None, 0), RubricError, "asserts"),
    ],
)
def test_an_extra_that_is_not_installed_is_named(monkeypatch, package, needs, kind, extra):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(kind, match=rf"grader\[{extra}\]"):
        needs()


@pytest.mark.parametrize("package", ["starlette", "uvicorn", "rapidfuzz"])
def test_the_pages_of_a_class_without_their_packages_name_the_extra(course, package):
    words = f"import sys; sys.modules[{package!r}] = None; from grader.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", words, "review", course.out]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (found.returncode, "grader[review]" in found.stderr) == (2, True), found.stderr
