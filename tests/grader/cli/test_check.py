"""`grader check` where there is nothing to check with."""

import pytest
from click.testing import CliRunner

from grader.cli import cli
from grader.errors import CallerError


def test_outside_of_a_released_folder_it_says_where_to_go(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CallerError, match="Go into the released folder"):
        CliRunner().invoke(cli, ["check"], catch_exceptions=False)
