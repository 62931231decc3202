"""A command goes on in the assignment's environment where that is made and its libraries are missing here."""

import json
from pathlib import Path

import pytest

from grader.authoring.environment import environment_for
from grader.cli import own_environment
from grader.cli.own_environment import enter_environment, named_file


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("batch class --rubric a/r.toml --out o", "a/r.toml"),
        ("audit --rubric=r.toml", "r.toml"),
        ("new x --from s.ipynb", "s.ipynb"),
        ("convert otter lab.ipynb --out o", "lab.ipynb"),
        ("grade lab.ipynb", None),
        ("audit --rubric", None),
        ("--help", None),
        ("", None),
    ],
)
def test_the_file_that_says_what_is_needed_is_found(line, name):
    assert named_file(line.split()) == (Path(name) if name else None)


@pytest.fixture
def started(tmp_path, monkeypatch):
    """The programs that would be started in the place of this one."""
    monkeypatch.setenv("GRADER_ENVIRONMENTS", str(tmp_path / "environments"))
    monkeypatch.delenv("GRADER_ENVIRONMENT", raising=False)
    found = []
    monkeypatch.setattr(own_environment.os, "execv", lambda program, words: found.append((program, words)))
    yield found
    monkeypatch.setenv("GRADER_ENVIRONMENT", "")


def _rubric(folder, text):
    (folder / "r.toml").write_text(text)
    return ["audit", "--rubric", str(folder / "r.toml")]


def _made(*requirements):
    made = environment_for(requirements)
    made.folder.mkdir(parents=True)
    (made.folder / "made.json").write_text(json.dumps({"versions": {}}))
    return made


def test_it_is_entered_where_it_is_made(tmp_path, started):
    words = _rubric(tmp_path, '[assignment]\nrequirements = ["surely-not-there"]\n')
    enter_environment(words)
    assert started == []
    made = _made("surely-not-there")
    enter_environment(words)
    assert started == [(str(made.python), [str(made.python), "-P", "-m", "grader", *words])]
    enter_environment(words)
    assert len(started) == 1  # once: it is inside now


def test_where_the_libraries_are_here_nothing_is_entered(tmp_path, started):
    _made("click")
    enter_environment(_rubric(tmp_path, '[assignment]\nrequirements = ["click"]\n'))
    assert started == []


@pytest.mark.parametrize(
    "text", ["requirements = [", "assignment = 3 # requirements", "[assignment]\nrequirements = 3"]
)
def test_a_rubric_that_cannot_be_read_is_left_to_the_command(tmp_path, started, text):
    enter_environment(_rubric(tmp_path, text))
    assert started == []
