"""An import of a package that is not on the list fails as if it were not installed."""

import importlib.util
import sys

import pytest

from grader.sandbox.child.visible_packages import show_only


@pytest.fixture
def site(tmp_path, monkeypatch):
    site = tmp_path / "site-packages"
    for name in ("shown_one", "hidden_one"):
        (site / name).mkdir(parents=True)
        (site / name / "__init__.py").write_text("from . import part")
        (site / name / "part.py").write_text("")
    (tmp_path / "own").mkdir()
    (tmp_path / "own/hers.py").write_text("")
    monkeypatch.setattr(sys, "path", [*sys.path, str(site), str(tmp_path / "own")])
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    yield site
    for name in list(sys.modules):
        if name.startswith(("shown_one", "hidden_one", "hers")):
            del sys.modules[name]


def test_a_visible_package_loads_with_its_parts(site):
    show_only(["shown_one"])
    assert __import__("shown_one.part").part.__name__ == "shown_one.part"


def test_a_hidden_one_is_not_found(site):
    show_only(["shown_one"])
    with pytest.raises(ModuleNotFoundError, match="No module named 'hidden_one'"):
        __import__("hidden_one")
    assert importlib.util.find_spec("hidden_one") is None


def test_the_same_folder_under_another_spelling_is_no_way_in(site):
    show_only([])
    sys.path.append(f"{site}/")
    assert importlib.util.find_spec("hidden_one") is None


def test_the_library_and_one_s_own_files_are_always_found(site):
    show_only([])
    assert importlib.util.find_spec("wave")
    assert importlib.util.find_spec("hers")


def test_a_second_list_takes_the_place_of_the_first(site):
    show_only(["shown_one"])
    show_only(["hidden_one"])
    assert importlib.util.find_spec("shown_one") is None
    assert importlib.util.find_spec("hidden_one")
