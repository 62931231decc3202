"""What the docs show can be typed: every command is there, with every option that is shown; and some are run."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from grader.cli import COMMANDS, cli

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs/examples").glob("*"))]
SHOWN = [
    (page.name, match.group(1).strip())
    for page in PAGES
    for match in re.finditer(r"^(?: {4}|\s+- run: )(grader [^#\n]*)", page.read_text(encoding="utf-8"), re.MULTILINE)
]


def _unknown(line):
    """Words of a command line that the command line does not know."""
    _, name, *words = shlex.split(line)
    if name not in COMMANDS:
        return {name}
    command = cli.get_command(click.Context(cli), name)
    known = {option for parameter in command.params for option in parameter.opts}
    return {word for word in words if word.startswith("-") and not word.startswith("-c")} - known - {"--help"}


def test_every_command_that_is_shown_is_there_with_its_options():
    assert [(page, line, _unknown(line)) for page, line in SHOWN if _unknown(line)] == []


def test_commands_are_found():
    assert len({line.split()[1] for _, line in SHOWN}) >= 12


def test_every_page_that_is_linked_is_there():
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.slow
def test_the_way_of_a_release_can_be_typed(tmp_path):
    def typed(line, folder):
        words = shlex.split(line.replace("--out release", f"--out {tmp_path / 'release'}"))
        start = [sys.executable, "-m", "grader", *words[1:]] if words[0] == "grader" else [sys.executable, *words[1:]]
        return subprocess.run(start, cwd=folder, check=True, capture_output=True, text=True).stdout

    lines = re.findall(r"^ {4}((?:grader|python) .*)", (ROOT / "docs/students.md").read_text(), re.MULTILINE)
    for line in lines:
        folder = ROOT if line.startswith("grader") else tmp_path / "release/batch_normalization"
        assert typed(line.split("  #")[0], folder), line


def test_the_dockerfile_is_in_form():
    text = (ROOT / "Dockerfile").read_text()
    stages = re.findall(r"^FROM (\S+)", text, re.MULTILINE)
    assert all(":" in stage and not stage.endswith(":latest") for stage in stages)
    assert "rm -rf /var/lib/apt/lists" in text
    assert all("--no-install-recommends" in line for line in text.splitlines() if "apt-get install" in line)
    assert all("--no-cache-dir" in line for line in text.splitlines() if "pip install" in line)
    assert re.search(r"^USER (?!root)", text, re.MULTILINE)
    assert re.search(r'^ENTRYPOINT \["', text, re.MULTILINE)
