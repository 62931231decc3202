"""What student code may read of the file system: Python, and nothing beside it."""

import sys
from pathlib import Path

import pytest

from grader.sandbox import readable as module
from grader.sandbox.bubblewrap import command
from grader.sandbox.readable import listable, own_package, python_parts, readable


@pytest.fixture
def wheel(tmp_path, monkeypatch):
    """The grader as it lies in an environment's packages when it was installed from a wheel."""
    packages = tmp_path / "lib/packages"
    for name in ("grader", "numpy"):
        (packages / name).mkdir(parents=True)
        (packages / name / "__init__.py").touch()
    (tmp_path / "lib64").symlink_to("lib")
    (tmp_path / "course").mkdir()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(module.grader, "__file__", str(packages / "grader/__init__.py"))
    caches = (module.system_and_python, module.covered)
    for cached in caches:
        cached.cache_clear()
    yield tmp_path
    for cached in caches:
        cached.cache_clear()


def test_a_course_beside_an_environment_is_not_a_part_of_it(wheel):
    assert str(wheel) not in readable()
    assert str(wheel / "course") not in readable()


def test_an_installed_grader_is_closed_while_its_neighbours_are_open(wheel):
    found = readable()
    assert str(wheel / "lib/packages/numpy") in found
    assert not any(Path(path) in (wheel / "lib/packages/grader").parents for path in found)
    assert str(wheel / "lib/packages/grader") in own_package()


def test_no_link_leads_around_it(wheel):
    assert str(wheel / "lib64") not in readable()
    words = command([], wheel, wheel, {})
    assert words[words.index(str(wheel / "lib64")) - 2 :][:2] == ["--symlink", "lib"]


def test_names_beside_it_can_still_be_listed(wheel):
    assert str(wheel / "lib") in listable()


def test_behind_bubblewrap_nothing_is_where_it_was(wheel):
    words = command([], wheel, wheel, {})
    assert str(wheel / "lib/packages/numpy") in words
    assert not any(Path(word) == wheel / "lib" or Path(word).name.startswith("grader") for word in words)


def test_of_the_system_no_folder_is_open_below_which_people_keep_courses():
    places = [Path(path) for path in (*readable(), *python_parts())]
    kept = [Path("/usr/src/app"), Path("/usr/local/src"), Path("/opt/course"), Path("/srv"), Path("/mnt/x")]
    assert not any(place in (course, *course.parents) for course in kept for place in places)


def test_a_folder_of_packages_that_nothing_is_imported_from_is_covered_as_a_whole(wheel, monkeypatch):
    other = wheel / "lib/python3.9/site-packages"
    (other / "solution").mkdir(parents=True)
    monkeypatch.setattr(module, "hidden_sites", lambda: (str(other),))
    monkeypatch.setattr(module, "hidden_paths", lambda packages=(): (str(other),))
    paths, folders = module.covered.__wrapped__()
    assert folders == (str(other),)
    assert str(wheel / "lib/python3.9") in paths
    assert not any(Path(path).is_relative_to(other) for path in module.system_and_python.__wrapped__())


def test_a_folder_behind_a_link_is_gone_around_instead(wheel, monkeypatch):
    real = wheel / "lib/python3.9/packages"
    real.mkdir(parents=True)
    link = wheel / "lib/python3.9/site-packages"
    link.symlink_to(real)
    monkeypatch.setattr(module, "hidden_sites", lambda: (str(link),))
    monkeypatch.setattr(module, "hidden_paths", lambda packages=(): (str(link),))
    paths, folders = module.covered.__wrapped__()
    assert folders == ()
    assert str(link) not in paths
    assert str(wheel / "lib/python3.9") not in paths
