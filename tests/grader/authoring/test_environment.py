"""An assignment's environment holds this grader and its libraries, is made once, and is found by what it is for."""

import json
import subprocess

import pytest

from grader.authoring import environment
from grader.authoring.environment import environment_for, make, requirements_at
from grader.errors import CallerError, MachineError
from grader.files.zips import zipped

from .sources import code, notebook


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADER_ENVIRONMENTS", str(tmp_path / "environments"))
    return tmp_path


def _wheel(name, version):
    info = f"{name}-{version}.dist-info"
    return f"{name}-{version}-py3-none-any.whl", zipped(
        {
            f"{name}.py": b"VALUE = 1\n",
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
            f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            f"{info}/RECORD": b"",
        }
    )


@pytest.fixture
def offline(folder, monkeypatch):
    """A folder in the place of a package index, with one library; and a small wheel in the place of the grader's."""
    name, content = _wheel("tinylib", "2.1")
    (folder / name).write_bytes(content)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setattr(environment, "wheel", lambda: _wheel("grader", "0.1"))


@pytest.mark.slow
def test_it_is_made_once_with_the_libraries_in_it(offline):
    found = environment_for(["tinylib>=2"])
    make(found)
    assert found.is_made
    assert found.versions["tinylib"] == "2.1"
    ran = subprocess.run([found.python, "-c", "import tinylib, grader"], check=False)
    assert ran.returncode == 0
    made = (found.folder / "made.json").stat().st_mtime_ns
    make(environment_for(["tinylib>=2"]))
    assert (found.folder / "made.json").stat().st_mtime_ns == made


@pytest.mark.slow
def test_what_pip_says_is_told_and_a_part_of_an_environment_is_none(offline):
    found = environment_for(["tinylib>=9"])
    with pytest.raises(MachineError, match=r"tinylib>=9"):
        make(found)
    assert not found.is_made


def test_it_is_found_by_what_it_is_for():
    assert environment_for(["a", "b"]).folder == environment_for(["b", "a"]).folder
    assert environment_for(["a"]).folder != environment_for(["a>=2"]).folder
    assert not environment_for(["a"]).is_made


def test_for_no_library_none_is_made():
    with pytest.raises(CallerError, match="nothing that has to be installed"):
        make(environment_for([]))


def test_rubrics_files_and_notebooks_say_what_is_needed(folder):
    (folder / "rubric.toml").write_text('[assignment]\nrequirements = ["pandas>=2", "-r more.txt"]\n')
    (folder / "more.txt").write_text("scipy\n")
    cell = code("import numpy as np, os, helper\nfrom sklearn import svm\n%matplotlib inline")
    (folder / "solved.ipynb").write_text(json.dumps(notebook(cell)))
    (folder / "helper.py").write_text("import polars\n")
    assert requirements_at(folder / "rubric.toml") == ("pandas>=2", "scipy")
    assert requirements_at(folder / "more.txt") == ("scipy",)
    assert requirements_at(folder / "solved.ipynb") == ("polars", "scikit-learn")
