"""The commands of a notebook that mean something within the hand-in's folder."""

import os
import sys

import pytest

from grader.sandbox.child.commands import Commands


@pytest.fixture
def commands(tmp_path, monkeypatch):
    (tmp_path / "a2/cs231n/datasets").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    return Commands()


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (["a2"], "a2"),
        (["/content/drive/MyDrive/a2/cs231n"], "a2/cs231n"),
        (["drive/My\\ Drive/a2"], "a2"),
        (["'/content/drive/My Drive/a2'"], "a2"),
        (["/content/drive", "MyDrive", "a2", "cs231n"], "a2/cs231n"),
        (["drive/MyDrive/a2/cs231n/datasets", "../.."], "a2"),
        (["drive/MyDrive/a2/nowhere", ".."], "a2"),
        (["a2", "-"], ""),
        (["a2", "~"], ""),
        (["a2", ""], ""),
        (["/"], ""),
        ([".."], ""),
        (["../../../../etc"], ""),
        (["nowhere"], ""),
        (["-q a2"], "a2"),
        (['"a2'], ""),
    ],
)
def test_a_change_of_folder_goes_where_the_hand_in_has_it(commands, tmp_path, lines, place):
    for line in lines:
        commands.change_folder(line)
    assert os.path.realpath(os.getcwd()) == os.path.realpath(tmp_path / place)


def test_imports_are_looked_for_there_too(commands, tmp_path):
    commands.change_folder("/content/a2")
    assert sys.path[0] == str(tmp_path / "a2")


def test_a_folder_is_made_within_the_hand_in_alone(commands, tmp_path):
    commands.told("mkdir -p data/raw")
    commands.told("mkdir ../outside /tmp/../outside2")
    assert (tmp_path / "data/raw").is_dir()
    assert not (tmp_path.parent / "outside").exists()


def test_what_a_command_shows_is_told(commands, tmp_path):
    assert commands.told("ls") == ["a2"]
    assert commands.told("ls a2 nowhere") == ["cs231n"]
    assert commands.told("pwd") == [str(tmp_path)]
    assert commands.told("echo hello  there") == ["hello there"]


@pytest.mark.parametrize("command", ["pip install x", "ls | wc", "echo a > b", "rm -rf a2", "", "ls; ls", "mkdir `x`"])
def test_other_commands_show_nothing_and_do_nothing(commands, tmp_path, command):
    assert commands.told(command) == []
    assert [path.name for path in tmp_path.iterdir()] == ["a2"]
