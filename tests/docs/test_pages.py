"""Each page's commands, typed one after the other in an empty folder with the files that the page speaks of."""

import csv
import json
import re
import shlex
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli import cli
from tests.grader.authoring.sources import NUMBERS, OTTER

ROOT = Path(__file__).parents[2]
PERFECT = ROOT / "examples/class/perfect"
TASK = ROOT / "examples/tasks/linear_solver"
ANSWERS = [f"inline_{number}.answer" for number in (1, 2, 3, 4)]
GRADEBOOK = """Student,ID,SIS Login ID,Section,Assignment 2 (98765)\r
    Points Possible,,,,76\r
"Doe, Jane",4411,jdoe,Lec 1,\r
"""
TYPED_ELSEWHERE = {
    "audit --rubric rubrics/batch_normalization.toml",  # by the way of a release, in test_commands
    "env rubric.toml",  # by the tests of environments: it installs packages
    "batch class --rubric rubric.toml --out results --engine dask://HOST:PORT",  # by the tests of a cluster
    "review results",  # by the tests of the review desk: it serves until it is interrupted
}

pytestmark = pytest.mark.slow


@pytest.fixture
def type_page(tmp_path, monkeypatch):
    """Type what a page shows; before a command that begins with some words, what people do by hand is done."""
    for name in ("rubrics", "reference", "student_template"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)

    def typed(page, by_hand=None):
        lines = re.findall(r"^ {4}grader ([^#\n]*)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
        assert lines
        for line in lines:
            for words, act in (by_hand or {}).items():
                if line.startswith(words):
                    act()
            if line.strip() not in TYPED_ELSEWHERE:
                run(*shlex.split(line))

    return typed


def run(*words):
    ran = CliRunner().invoke(cli, list(words), catch_exceptions=False)
    assert ran.exit_code == 0, f"grader {shlex.join(words)}\n{ran.output}"


def _task():
    """An assignment of one's own: `rubric.toml` and what it names."""
    shutil.copytree(TASK, ".", dirs_exist_ok=True, ignore=shutil.ignore_patterns("hand_ins", "README.md"))


def _class(rubric_is_own=False):
    shutil.copytree(TASK / "hand_ins/no_pivots" if rubric_is_own else PERFECT, "class/00123")


def _canvas():
    with zipfile.ZipFile("submissions.zip", "w") as download:
        download.write(PERFECT / "BatchNormalization.ipynb", "doejane_4411_7001_BatchNormalization.ipynb")
        download.write(PERFECT / "cs231n/layers.py", "doejane_4411_7002_layers.py")
        download.write(PERFECT / "cs231n/classifiers/fc_net.py", "doejane_4411_7003_fc_net.py")
    Path("gradebook.csv").write_text(GRADEBOOK, newline="")


def _sources():
    for path, notebook in {
        "source/ps1/problem1.ipynb": NUMBERS,
        "problem1.ipynb": NUMBERS,
        "lab01.ipynb": OTTER,
    }.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(json.dumps(notebook))


def _scored():
    for answer in ANSWERS:
        run("override", "results", "4411", answer, "1", "--why", "Read.")


def _graded_there():
    """A class of the converted assignment, with what waited for a person scored."""
    shutil.copytree("ps1/template", "class/4411")
    run("batch", "class", "--rubric", "ps1/rubric.toml", "--out", "results")


def _filled():
    """Points in each table of answers."""
    for path in (Path("answers-1.csv"), Path("answers-2.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            rows, names = [{**row, "points": "1"} for row in table], table.fieldnames
        with path.open("w", encoding="utf-8", newline="") as file:
            filled = csv.DictWriter(file, names)
            filled.writeheader()
            filled.writerows(rows)


def test_a_class(type_page):
    _class()
    type_page("docs/class.md", {"answers results --in": _filled})


def test_learning_from_a_class(type_page):
    _task()
    text = Path("reference.py").read_text()
    for student in ("00123", "00124", "00125"):
        Path("class", student).mkdir(parents=True)
        Path("class", student, "solver.py").write_text(text.replace("x[k + 1 :]) / U[k, k]", "x[k + 1 :])"))
    type_page("docs/learn.md")
    assert 'TITLE = "you do not divide by the diagonal of U"' in Path("mistakes/solve_term_extra.py").read_text()


def test_from_a_platform_and_back(type_page):
    _canvas()
    type_page("docs/platforms.md", {"export canvas results --into": _scored})
    (row,) = csv.reader(Path("upload.csv").read_text().splitlines()[2:])
    assert row[4] == "68"


def test_unattended(type_page):
    _task()
    _class(rubric_is_own=True)
    type_page("docs/operate.md")


def test_an_assignment_of_another_grader(type_page):
    _sources()
    type_page("docs/convert.md", {"export nbgrader": _graded_there})


def test_the_readme(type_page):
    _sources()
    _canvas()
    shutil.make_archive("alice", "zip", PERFECT)
    shutil.copytree(PERFECT, "examples/class/perfect")
    type_page("README.md", {"package": _task})


def test_a_proof(type_page):
    _task()
    type_page("docs/rubrics.md")
