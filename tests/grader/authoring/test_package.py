"""Gradescope's autograder, in a copy of that platform's folders: results are there whatever happens."""

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from grader.authoring.package import gradescope
from grader.authoring.wheel import requirements, wheel
from grader.errors import OutputError

ROOT = Path(__file__).parents[3]
TASK = ROOT / "examples/tasks/kmeans"
KEYS = {
    "score",
    "output",
    "output_format",
    "test_output_format",
    "test_name_format",
    "visibility",
    "tests",
    "extra_data",
}
PEEKING = """
import os, glob
found = []
for place in ("source", "results"):
    for path in glob.glob("{root}/" + place + "/**", recursive=True):
        try:
            found.append(open(path).read())
        except OSError:
            pass
try:
    open("{root}/results/results.json", "w").write('{{"score": 100}}')
except OSError:
    pass
assert not found, found
"""


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    out = tmp_path_factory.mktemp("package") / "autograder.zip"
    gradescope(TASK / "rubric.toml", out)
    return out


class Platform:
    """The platform's folders, with the autograder in them and this environment in place of the one that it installs."""

    def __init__(self, root, packed):
        self.root = root
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(root / "source")
        (root / "submission").mkdir()
        self.environment = {**os.environ, "AUTOGRADER_ROOT": str(root), "AUTOGRADER_ENVIRONMENT": sys.prefix}

    def hand_in(self, path, content):
        (self.root / "submission" / path).write_text(content)

    def start(self, **environment):
        command = ["bash", str(self.root / "source/run_autograder")]
        made = {**self.environment, **environment}
        return subprocess.Popen(command, env=made, cwd=self.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def results(self):
        return json.loads((self.root / "results/results.json").read_text())

    def graded(self, **environment):
        process = self.start(**environment)
        told = process.communicate(timeout=300)[0].decode()
        return self.results(), told


@pytest.fixture
def platform(tmp_path, packed):
    return Platform(tmp_path / "autograder", packed)


def _hand_in(name):
    return (TASK / f"hand_ins/{name}/KMeans.ipynb").read_text()


@pytest.mark.slow
def test_a_right_hand_in_gets_its_points(platform):
    platform.hand_in("KMeans.ipynb", _hand_in("right"))
    results, told = platform.graded()
    assert set(results) == KEYS, told
    assert results["score"] == results["extra_data"]["max_score"]
    assert all({"name", "output", "number", "visibility"} <= test.keys() for test in results["tests"])


@pytest.mark.slow
def test_a_wrong_hand_in_is_told_why(platform):
    platform.hand_in("KMeans.ipynb", _hand_in("one_round"))
    results, _ = platform.graded()
    assert results["score"] < results["extra_data"]["max_score"]
    assert any(test.get("status") == "failed" for test in results["tests"])


@pytest.mark.slow
def test_what_cannot_be_read_has_results_too(platform):
    platform.hand_in("KMeans.ipynb", "{")
    results, _ = platform.graded()
    assert results["score"] == 0
    assert "could not be read" in results["output"]


@pytest.mark.slow
def test_without_namespaces_student_code_neither_reads_the_autograder_nor_writes_results(platform):
    right = json.loads(_hand_in("right"))
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "id": "peek"}
    right["cells"].insert(0, {**cell, "source": PEEKING.format(root=platform.root)})
    platform.hand_in("KMeans.ipynb", json.dumps(right))
    results, told = platform.graded(PATH="/usr/bin:/bin", BWRAP="none")
    assert set(results) == KEYS, told
    assert results["score"] != 100


@pytest.mark.slow
def test_a_grader_that_is_killed_leaves_no_zero(platform):
    platform.hand_in("KMeans.ipynb", _hand_in("right"))
    process = platform.start()
    while not (platform.root / "results/results.json").exists():
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    results = platform.results()
    assert "score" not in results
    assert "not your mistake" in results["output"]


def test_an_environment_that_is_not_there_leaves_no_zero(platform):
    results, _ = platform.graded(AUTOGRADER_ENVIRONMENT="/nowhere")
    assert "score" not in results
    assert "tests" not in results


def test_everything_that_the_rubric_needs_is_inside(packed):
    names = zipfile.ZipFile(packed).namelist()
    assert {"setup.sh", "run_autograder", "requirements.txt", wheel()[0]} <= set(names)
    assert {"course/rubric.toml", "course/scenarios.py", "course/reference.py", "course/template/KMeans.ipynb"} <= set(
        names
    )
    assert zipfile.ZipFile(packed).getinfo("run_autograder").external_attr >> 16 & 0o111


@pytest.mark.parametrize("script", ["setup.sh", "run_autograder"])
def test_the_scripts_are_bash(packed, script, tmp_path):
    zipfile.ZipFile(packed).extract(script, tmp_path)
    assert subprocess.run(["bash", "-n", tmp_path / script], check=False).returncode == 0  # noqa: S607


def test_the_wheel_holds_all_of_the_grader_and_names_it():
    name, content = wheel()
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert name.endswith("-py3-none-any.whl")
    assert {"grader/cli/grade.py", "grader/report/catalogue/en.toml", "grader/authoring/gradescope/setup.sh"} <= set(
        names
    )


def test_versions_are_those_that_are_installed_here():
    pinned = dict(line.split("==") for line in requirements().splitlines())
    assert {"numpy", "nbclient", "click", "jinja2"} <= pinned.keys()
    assert "pytest" not in pinned
    assert "pytest" in requirements(("asserts",))


def test_a_place_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        gradescope(TASK / "rubric.toml", tmp_path / "file/autograder.zip")
