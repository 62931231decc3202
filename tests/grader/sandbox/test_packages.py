"""Student code sees the packages of a list; what the grader was developed with is never among them."""

import sys
from pathlib import Path

import pytest

from grader.files.installed import installed
from grader.model.packages import ALWAYS
from grader.sandbox import packages as module
from grader.sandbox.packages import hidden_paths, visible_modules
from grader.sandbox.readable import readable

DEVELOPMENT = (
    "autograd",
    "pytest",
    "hypothesis",
    "mypy",
    "ruff",
    "distributed",
    "msgspec",
    "click",
    "pip",
    "setuptools",
)


def _lies_open(module_name, allowed=()):
    """Whether a package's folder, or what holds it, may be read."""
    places = [Path(entry) / module_name for entry in sys.path if (Path(entry) / module_name).is_dir()]
    open_ = [Path(path) for path in readable(allowed)]
    return any(place.is_relative_to(path) for place in places for path in open_)


@pytest.mark.parametrize("name", DEVELOPMENT)
def test_a_development_package_is_neither_importable_nor_readable(name):
    assert name not in visible_modules()
    assert not _lies_open(name)


def test_what_a_notebook_needs_is_there_with_all_that_it_needs_in_turn():
    needed = ("numpy", "IPython", "ipykernel", "traitlets", "zmq", "dateutil")
    assert set(needed) <= set(visible_modules())
    assert _lies_open("numpy")
    assert _lies_open("traitlets")


def test_a_package_that_the_rubric_allows_is_shown():
    assert "autograd" in visible_modules(("autograd",))
    assert _lies_open("autograd", ("autograd",))
    assert not _lies_open("hypothesis", ("autograd",))


def test_a_package_that_is_not_installed_changes_nothing():
    assert hidden_paths(("no_such_package",)) == hidden_paths()
    assert set(ALWAYS) <= set(visible_modules())


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A folder of packages as it may be found elsewhere: some without a record, compiled leftovers, needs."""
    site = tmp_path / "site-packages"
    files = {
        "alone.py": "",
        "__pycache__/alone.cpython-311.pyc": "",
        "__pycache__/numpyish.cpython-311.pyc": "",
        "stray.py": "",
        "scipy/__init__.py": "",
        "deep/__init__.py": "",
        "numpyish.py": "",
        "alone-1.dist-info/METADATA": "Name: alone\nVersion: 1\n",
        "alone-1.dist-info/RECORD": "alone.py,,\n__pycache__/alone.cpython-311.pyc,,\n../../bin/alone,,\n",
        "numpyish-1.dist-info/METADATA": "Name: NumPy\nVersion: 1\n"
        "Requires-Dist: deep.ly (>=1)\nRequires-Dist: alone; extra == 'x'\n",
        "numpyish-1.dist-info/RECORD": "numpyish.py,,\n__pycache__/numpyish.cpython-311.pyc,,\n",
        "deep_ly-1.dist-info/METADATA": "Name: deep-ly\nVersion: 1\n",
        "deep_ly-1.dist-info/top_level.txt": "deep\n",
    }
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    monkeypatch.setattr(sys, "path", [str(site)])
    monkeypatch.setattr(module, "_sites_elsewhere", lambda: iter([tmp_path / "other"]))
    caches = (installed, hidden_paths, visible_modules)
    for cached in caches:
        cached.cache_clear()
    yield site
    for cached in caches:
        cached.cache_clear()


def test_what_belongs_to_no_visible_distribution_is_hidden(site):
    hidden = {Path(path).relative_to(site.parent).as_posix() for path in hidden_paths()}
    assert {"other", "site-packages/alone.py", "site-packages/stray.py"} <= hidden
    assert "site-packages/__pycache__/alone.cpython-311.pyc" in hidden
    assert not hidden & {"site-packages/__pycache__", "site-packages/__pycache__/numpyish.cpython-311.pyc"}


def test_an_allowed_package_brings_what_it_needs_and_no_extras(site):
    assert {"numpyish", "deep"} <= set(visible_modules())
    assert "alone" not in visible_modules()
    assert "alone" in visible_modules(("alone",))


def test_a_folder_without_a_record_is_shown_by_its_name(site):
    assert not any(path.endswith("scipy") for path in hidden_paths())


def test_the_grader_itself_cannot_be_allowed():
    assert "grader" not in visible_modules(("grader",))
