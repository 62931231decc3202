"""`grader learn` lists what a class did often, and writes it once it is proved; else it exits with 1."""

import json
import shutil

import pytest

from tests.grader.authoring.proof.conftest import FILES

RIGHT = """def center(x):
    return x - x.mean(axis=0)
def variance(x):
    return (center(x) ** 2).sum(axis=0)
def is_constant(x):
    return bool((x == x[0]).all())
"""
NAME = "variance_reduction"


@pytest.fixture(scope="module")
def graded(grader, tmp_path_factory):
    folder = tmp_path_factory.mktemp("learn")
    for name, text in FILES.items():
        (folder / "task" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "task" / name).write_text(text)
    for name in ("ann", "ben"):
        (folder / "class" / name).mkdir(parents=True)
        (folder / "class" / name / "stats.py").write_text(RIGHT)
    rubric = ("--rubric", folder / "task/rubric.toml", "--isolation", "limited", "--repair", "off", "--jobs", "1")
    assert grader("batch", folder / "class", *rubric, "--out", folder / "results").returncode == 0
    return folder


def test_what_is_common_is_printed_or_given_as_json(grader, graded):
    told = grader("learn", graded / "results")
    assert told.returncode == 0
    assert told.stdout.startswith(f"{NAME}: 2 of 2 hand-ins: ")
    found = json.loads(grader("learn", graded / "results", "--json").stdout)
    assert (found["schema"], found["found"][0]["id"]) == ("grader/learn/v1", NAME)
    assert "份提交" in grader("learn", graded / "results", "--lang", "zh").stdout


def test_it_is_written_once_and_then_has_a_name(grader, graded, tmp_path):
    shutil.copytree(graded, tmp_path / "all")
    asked = ("learn", tmp_path / "all/results", "--rubric", tmp_path / "all/task/rubric.toml", "--isolation", "limited")
    ran = grader(*asked, "--write", NAME)
    assert ran.returncode == 0
    assert "written: " in ran.stdout
    assert (tmp_path / f"all/task/mistakes/{NAME}.py").is_file()
    assert grader(*asked).stdout.startswith("Nothing that several of 2 hand-ins")
    assert grader(*asked, "--write", NAME).returncode == 2


def test_what_a_mistake_prints_when_it_is_loaded_is_no_part_of_the_answer(grader, graded, tmp_path):
    shutil.copytree(graded, tmp_path / "all")
    mistake = next(path for path in (tmp_path / "all/task/mistakes").glob("[!_]*.py"))
    mistake.write_text(mistake.read_text() + 'print("loaded")\n')
    asked = ("learn", tmp_path / "all/results", "--rubric", tmp_path / "all/task/rubric.toml", "--isolation", "limited")
    ran = grader(*asked, "--write", NAME, "--json")
    assert json.loads(ran.stdout)["found"][0]["id"] == NAME


def test_what_is_not_proved_exits_with_one(grader, graded, tmp_path):
    shutil.copytree(graded, tmp_path / "all")
    scenarios = tmp_path / "all/task/scenarios.py"
    only = 'class varied:\n    """Columns have a variance."""\n    cases = {"small": {"N": 5}, "large": {"N": 9}}'
    assert only in scenarios.read_text()
    scenarios.write_text(
        scenarios.read_text()
        .replace(only, f'{only}\n    practice = ("one",)')
        .replace(
            'varied:\n    """Columns have a variance."""\n    cases = {',
            'varied:\n    """Columns have a variance."""\n    cases = {"one": {"N": 1}, ',
        )
    )
    rubric = tmp_path / "all/task/rubric.toml"
    rubric_of = ("--rubric", rubric, "--isolation", "limited", "--repair", "off", "--jobs", "1")
    assert grader("batch", tmp_path / "all/class", *rubric_of, "--out", tmp_path / "again").returncode == 0
    ran = grader("learn", tmp_path / "again", "--write", NAME, "--isolation", "limited")
    assert ran.returncode == 1
    assert "NOT written: " in ran.stdout
    assert f"practice cases do not catch: {NAME}" in ran.stdout
    assert not (tmp_path / f"all/task/mistakes/{NAME}.py").exists()


def test_what_is_no_class_s_results_is_the_caller_s_mistake(grader, tmp_path):
    assert grader("learn", tmp_path).returncode == 2
