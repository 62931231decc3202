"""What is installed is read from the lists that installers leave, however old their form is."""

import sys

import pytest

from grader.files import installed


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A folder of packages that is the only one on the path."""
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    installed.installed.cache_clear()
    yield tmp_path
    installed.installed.cache_clear()


def _add(site, folder, **files):
    place = site / folder
    place.mkdir()
    for name, text in files.items():
        (place / {"PKG_INFO": "PKG-INFO", "top_level_txt": "top_level.txt"}.get(name, name)).write_text(text)


HEAD = "Metadata-Version: 2.1\nName: My.Package\nVersion: 1.2\n"


def test_name_version_and_what_is_needed_stand_above_the_description(site):
    text = (
        f"{HEAD}Requires-Dist: numpy (>=1)\nrequires-dist: six ; extra == 'old'\n\nRequires-Dist: not-this\nName: x\n"
    )
    _add(site, "my_package-1.2.dist-info", METADATA=text, RECORD="")
    found = installed.installed()["my-package"]
    assert (found.version, found.requires, found.site) == ("1.2", ("numpy",), site)


def test_a_field_may_go_on_in_the_next_line(site):
    _add(site, "my_package-1.2.dist-info", METADATA=f"{HEAD}Summary: one\n  Name: two\nRequires-Dist:\n numpy\n")
    assert installed.installed()["my-package"].requires == ("numpy",)


def test_entries_are_the_outermost_files_and_folders(site):
    record = [
        *("own/__init__.py,sha256=x,1", "own/sub/a.py,,", "single.py,,", "__pycache__/single.cpython-311.pyc,,"),
        *("../../../bin/run,,", "../beside.py,,", '"quoted, name.py",,', "my_package-1.2.dist-info/RECORD,,"),
    ]
    _add(site, "my_package-1.2.dist-info", METADATA=HEAD, RECORD="\r\n".join(record))
    found = installed.installed()["my-package"]
    own = {"own", "single.py", "__pycache__/single.cpython-311.pyc", "beside.py", "quoted", "my_package-1.2.dist-info"}
    assert found.entries == own
    assert found.modules == {"own", "single", "beside", "quoted"}


def test_without_a_list_of_files_the_names_that_are_imported_are_told(site):
    _add(site, "my_package.egg-info", PKG_INFO=HEAD, top_level_txt="one\ntwo\n")
    assert installed.installed()["my-package"].modules == {"one", "two"}


def test_what_has_no_name_is_passed_over(site):
    _add(site, "my_package-1.2.dist-info", METADATA="Version: 1\n\n")
    assert installed.installed() == {}
