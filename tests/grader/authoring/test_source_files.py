"""Data and modules beside a source notebook come along, and the rubric then works from any folder."""

import json

import pytest

from grader.assignment.loader import load_assignment
from grader.authoring.audit import audit
from grader.authoring.source_files import source_files
from grader.probes.expected import expect
from tests.grader.authoring.unproved import convert

from .sources import code, graded, notebook, solution, text

FALL = notebook(
    text("# Falling"),
    code("import numpy as np\nfrom helper import factor\ndata = np.loadtxt('data/fall.csv', delimiter=',')"),
    solution(
        "g",
        "def gravity():\n    ### BEGIN SOLUTION\n    return factor * data[-1, 1]\n    ### END SOLUTION",
    ),
    graded(
        "g_test",
        2,
        "from helper import factor\nassert gravity() == factor * np.loadtxt('data/fall.csv', delimiter=',')[-1, 1]",
    ),
)


@pytest.fixture
def folder(tmp_path):
    for path, content in {
        "ps1/data/fall.csv": "0,0\n1,4.9\n",
        "ps1/helper.py": "factor = 2\n",
        "ps1/notes.txt": "read me",
        "ps1/.hidden": "x",
        "ps1/other.ipynb": "{}",
        "ps1/earlier/rubric.toml": "",
        "ps1/earlier/reference.py": "",
        "secret": "x",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content)
    (tmp_path / "ps1/link").symlink_to(tmp_path / "secret")
    (tmp_path / "ps1/ps1.ipynb").write_text(json.dumps(FALL))
    return tmp_path


def test_of_nbgrader_everything_beside_the_source_comes_along_that_belongs_to_it(folder):
    found = source_files("nbgrader", folder / "ps1/ps1.ipynb", FALL["cells"], folder / "out")
    assert sorted(found) == ["data/fall.csv", "helper.py", "notes.txt"]


def test_of_a_crowded_folder_only_what_the_code_names(folder, monkeypatch):
    monkeypatch.setattr("grader.authoring.source_files.MOST_FILES", 2)
    found = source_files("nbgrader", folder / "ps1/ps1.ipynb", FALL["cells"], folder / "out")
    assert sorted(found) == ["data/fall.csv", "helper.py"]


def test_of_otter_what_its_settings_name(folder):
    config = {"cell_type": "raw", "source": "# ASSIGNMENT CONFIG\nfiles:\n  - data\n  - ../secret\n  - nowhere.csv\n"}
    found = source_files("otter", folder / "ps1/lab.ipynb", [config], folder / "out")
    assert sorted(found) == ["data/fall.csv"]


def test_the_rubric_works_from_any_folder_and_a_hand_in_without_data_gets_the_template_s(folder, slot, monkeypatch):
    monkeypatch.chdir(folder)
    made = convert("nbgrader", (folder / "ps1/ps1.ipynb").relative_to(folder), (folder / "out").relative_to(folder))
    assert set(made.files) == {"data/fall.csv", "helper.py", "notes.txt"}
    rubric = (folder / made.rubric).resolve()
    monkeypatch.chdir("/")
    assignment = load_assignment(rubric)
    found = audit(assignment, expect(assignment), slot)
    assert (found["ok"], found["reference"]["score"], found["template"]["score"]) == (True, 2, 0)
