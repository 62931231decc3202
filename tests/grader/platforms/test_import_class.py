"""What an import refuses to do, and that nothing is written then."""

import json
import zipfile

import pytest

from grader.errors import CallerError
from grader.platforms.import_class import import_class

NOTEBOOK = json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": []})


@pytest.fixture
def download(tmp_path):
    folder = tmp_path / "download"
    for student in ("ann", "bo"):
        (folder / student).mkdir(parents=True)
        (folder / student / "a.ipynb").write_text(NOTEBOOK)
    return folder


def _refused(platform, source, out, assignment=""):
    with pytest.raises(CallerError) as caught:
        import_class(platform, source, out, None, assignment, False)
    return caught.value.key


def test_only_a_platform_of_several_assignments_is_asked_for_one(download, tmp_path):
    assert _refused("folder", download, tmp_path / "out", "ps1") == "assignment_for_nbgrader"


def test_hand_ins_are_not_written_into_the_download(download):
    assert _refused("folder", download, download / "out") == "out_in_download"
    assert not (download / "out").exists()


def test_what_an_import_did_not_write_is_left_alone(download, tmp_path):
    mine = tmp_path / "out/ann/a.ipynb"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    assert _refused("folder", download, tmp_path / "out") == "folder_holds_other"
    assert mine.read_text() == "mine"


def _record(out):
    """The file in which an import notes what it wrote."""
    (found,) = (path for path in out.iterdir() if path.suffix == ".json")
    return found


def test_the_record_of_an_import_must_be_readable(download, tmp_path):
    out = tmp_path / "out"
    import_class("folder", download, out, None, "", False)
    _record(out).write_text("{")
    assert _refused("folder", download, out) == "import_record_unreadable"


def test_two_platforms_do_not_share_a_roster(download, tmp_path):
    out = tmp_path / "out"
    import_class("folder", download, out, None, "", False)
    told = json.loads(_record(out).read_text())
    _record(out).write_text(json.dumps({**told, "platform": "canvas"}))
    assert _refused("folder", download, out) == "import_of_another_platform"


def test_a_download_of_which_no_file_can_be_read_is_refused(tmp_path):
    source = tmp_path / "download.zip"
    with zipfile.ZipFile(source, "w") as packed:
        packed.writestr("ann/a.ipynb", NOTEBOOK)
    content = source.read_bytes()
    source.write_bytes(content.replace(NOTEBOOK.encode(), b"x" * len(NOTEBOOK), 1))  # its checksum fits no more
    assert _refused("folder", source, tmp_path / "out") == "download_damaged"
