"""A package that an extra installs and that is not there: the error says which extra."""

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
