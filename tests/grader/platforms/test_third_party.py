"""The package that docs/add_a_platform.md writes is installed, and the command line exports with it."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli import cli

from .conftest import criterion, question, report

PAGE = Path(__file__).parents[3] / "docs/add_a_platform.md"


@pytest.fixture
def acme(installed):
    (source,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    installed(source, name="acme")


def _run(*arguments):
    return CliRunner().invoke(cli, list(map(str, arguments)))


def test_results_are_exported_to_another_package_s_platform(acme, tmp_path):
    (tmp_path / "report.json").write_text(json.dumps(report("ada", question("q", criterion("c")))))
    ran = _run("export", "acme", tmp_path)
    assert ran.exit_code == 0, ran.output
    assert (tmp_path / "acme.txt").read_text() == "ada\t2.0\n"
    assert "Results for acme: 1." in ran.output


def test_its_options_are_those_that_it_lists(acme, tmp_path):
    ran = _run("export", "acme", tmp_path, "--feedback")
    assert ran.exit_code == 2
    assert "are not for acme" in ran.output


def test_help_and_errors_list_it(acme):
    assert "github|acme" in re.sub(r"\s", "", _run("export", "--help").output)
    ran = _run("export", "nix", "results")
    assert ran.exit_code == 2
    assert "'acme'" in ran.output
