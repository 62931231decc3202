"""A released zip in an empty folder: from blue to red to green, in a notebook and in a terminal, and then handed in."""

import ast
import json
import os
import re
import subprocess
import venv
import zipfile
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from grader.assignment.loader import load_assignment
from grader.submission.read import read_submission
from grader.submission.solved import solved_submission

from .conftest import RUBRIC

BLUE, AMBER, RED, GREEN = "#0969da", "#9a6700", "#cf222e", "#1a7f37"
STEPS = {
    "batchnorm_forward": "batchnorm_running_std",
    "batchnorm_backward": "backward_mean_path_sign",
    "batchnorm_backward_alt": "backward_without_mean_path",
    "fc_batchnorm": "net_unregularized",
    "layernorm_forward": "divides_by_variance",
    "layernorm_backward": "dgamma_averaged",
    "fc_layernorm": "net_ignores_layernorm",
}
"""Each question, and a known mistake to make in it first."""


class Course:
    """The released zip, unpacked, with the reference beside it to solve it function by function."""

    def __init__(self, folder, archive):
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder)
        self.folder = folder / "batch_normalization"
        self.assignment = load_assignment(RUBRIC)
        known = {mistake.id: mistake for mistake in self.assignment.mistakes}
        made = [solved_submission(self.assignment, known.get(name)).files for name in ("", *STEPS.values())]
        for path, content in (one for files in made for one in files.items()):
            if path.startswith("solved_reference/"):
                self.put(path, content.decode())

    def put(self, path, text):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    def solved(self, name, mistake=None):
        """The path of a question's file, and its text with the function right, or with a mistake."""
        function = next(q.function for q in self.assignment.rubric.questions if q.id == name)
        path = self.assignment.rubric.functions[function].path
        line = f"from solved_reference import {function}"
        if mistake:
            file = self.folder / f"solved_reference/mistakes/{mistake}.py"
            made = "REPLACES" in file.read_text()
            line = f"from solved_reference.mistakes.{mistake} import {'REPLACES' if made else function}"
            line += f"\n{function} = REPLACES[{function!r}]" if made else ""
        return path, f"{_without((self.folder / path).read_text(), function)}\n{line}\n"

    def solve(self, *names):
        for name in names:
            self.put(*self.solved(name))

    def run(self, *sources):
        """The outputs of cells that are run in this folder, behind the released notebook's own first cells."""
        released = nbformat.read(self.folder / "BatchNormalization.ipynb", as_version=4)
        setup = next(
            cell for cell in released.cells if cell.source.startswith("# @title Run this cell first: it finds")
        )
        cells = [setup, *map(nbformat.v4.new_code_cell, sources)]
        notebook = nbformat.v4.new_notebook(cells=cells)
        NotebookClient(notebook, resources={"metadata": {"path": self.folder}}, timeout=120).execute()
        return [cell.outputs[-1]["data"] if cell.outputs else {} for cell in notebook.cells[1:]]


def _without(source, function):
    """A module without the definition of a function or class, and without an earlier import or assignment of it."""
    lines = source.splitlines()
    for node in ast.parse(source).body:
        ours = isinstance(node, ast.ImportFrom) and [alias.name for alias in node.names] == [function]
        ours |= isinstance(node, ast.Assign) and [getattr(name, "id", "") for name in node.targets] == [function]
        if getattr(node, "name", None) == function or ours:
            lines[node.lineno - 1 : node.end_lineno] = [""] * (node.end_lineno - node.lineno + 1)
    return "\n".join(lines)


@pytest.fixture
def course(released, tmp_path):
    return Course(tmp_path, released.archive)


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """A fresh environment in which there is numpy, and nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    packages = next(folder.glob("lib/python*/site-packages"))
    for name in ("numpy", "numpy.libs"):
        found = Path(np.__file__).parents[1] / name
        if found.exists():
            (packages / name).symlink_to(found)
    return folder / "bin/python"


def _terminal(python, folder, *arguments, **environment):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [python, "selfcheck.pyz", *arguments]
    return subprocess.run(command, cwd=folder, env={**kept, **environment}, capture_output=True, check=False)


@pytest.mark.slow
def test_each_question_turns_from_blue_to_red_to_green_in_a_notebook(course):
    cells = []
    for name, mistake in STEPS.items():
        versions = [course.solved(name, mistake), course.solved(name)]
        writing = ["Path({!r}).write_text({!r})".format(*version) for version in versions]
        cells += [f"check({name!r})", *(f"{write};\ncheck({name!r})" for write in writing)]
        course.put(*course.solved(name))
    cards = course.run(_untouched(course), *cells)[1:]
    colours = [re.search(r"border-left:4px solid (#\w+)", card["text/html"]).group(1) for card in cards]
    by_question = {name: colours[3 * place : 3 * place + 3] for place, name in enumerate(STEPS)}
    begun, wrong, done = ({name: found[place] for name, found in by_question.items()} for place in range(3))
    assert begun == {**dict.fromkeys(STEPS, BLUE), "fc_layernorm": GREEN}  # its class was written with fc_batchnorm
    assert set(wrong.values()) == {AMBER, RED}
    assert wrong["batchnorm_forward"] == AMBER  # the averages alone are wrong
    assert done == dict.fromkeys(STEPS, GREEN)


def _untouched(course):
    """A cell that puts the template's modules back."""
    template = course.assignment.template_folder
    texts = {path: (template / path).read_text() for path in ("cs231n/layers.py", "cs231n/classifiers/fc_net.py")}
    return f"from pathlib import Path\nfor path, text in {texts!r}.items():\n    Path(path).write_text(text)"


@pytest.mark.slow
def test_a_terminal_needs_numpy_alone(course, python):
    course.solve(*STEPS)
    ran = _terminal(python, course.folder, "check")
    assert ran.returncode == 0, ran.stderr.decode()
    assert "7/11" in ran.stdout.decode()


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp1252", "cp936", "ascii"])
def test_a_console_of_another_code_page_shows_it(course, python, encoding):
    ran = _terminal(python, course.folder, "check", PYTHONIOENCODING=encoding)
    assert ran.returncode == 0, ran.stderr.decode()
    assert b"[....." in ran.stdout


@pytest.mark.slow
def test_a_question_that_is_not_there_is_the_caller_s_mistake(course, python):
    ran = _terminal(python, course.folder, "check", "batchnorm_forwrad")
    assert ran.returncode == 2
    assert "Did you mean batchnorm_forward?" in ran.stdout.decode()


@pytest.mark.slow
def test_what_is_packed_is_checked_and_its_sha256_is_the_report_s(course, python):
    course.solve("layernorm_forward")
    (course.folder / "solved_reference/mistakes").rename(course.folder / "unused")
    ran = _terminal(python, course.folder, "pack")
    told = ran.stdout.decode()
    assert "in a fresh process: 1 of 11 questions pass" in told
    assert "Cells that were not run: " in told
    packed = course.folder / "batch_normalization_hand_in.zip"
    names = zipfile.ZipFile(packed).namelist()
    assert {name for name in names if not name.startswith("solved_")} == {
        *("BatchNormalization.ipynb", "cs231n/classifiers/fc_net.py", "cs231n/layers.py")
    }
    assert read_submission(packed, course.assignment).sha256 in re.sub(r"\s", "", told)


@pytest.mark.slow
def test_pack_finds_the_missing_file_and_the_unsaved_notebook(course):
    (course.folder / "cs231n/classifiers/fc_net.py").unlink()
    told = course.run("x = 1", "pack()")[-1]["text/plain"]
    assert "fc_net.py is missing" in told
    assert "ran cells after it was saved" in told


@pytest.mark.slow
def test_pack_finds_the_stale_output(course):
    notebook = json.loads((course.folder / "BatchNormalization.ipynb").read_text())
    first = next(
        cell for cell in notebook["cells"] if cell["cell_type"] == "code" and "sys.path" in "".join(cell["source"])
    )
    first["execution_count"] = 2
    course.put("BatchNormalization.ipynb", json.dumps(notebook))
    told = course.run("x = 1", "pack()")[-1]["text/plain"]
    assert "changed after they ran" in told


@pytest.mark.slow
def test_pack_takes_a_saved_notebook_with_magics_as_it_is(course):
    notebook = json.loads((course.folder / "BatchNormalization.ipynb").read_text())
    first = next(cell for cell in notebook["cells"] if "sys.path" in "".join(cell["source"]))
    again = {**first, "source": "%load_ext autoreload\n%autoreload 2", "id": "magic", "execution_count": 2}
    notebook["cells"] = [{**first, "execution_count": 1}, again]
    course.put("BatchNormalization.ipynb", json.dumps(notebook))
    told = course.run(again["source"], "pack()")[-1]["text/plain"]
    assert "changed after they ran" not in told
    assert "after it was saved" not in told
