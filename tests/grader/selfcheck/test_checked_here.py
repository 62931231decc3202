"""What is packed is checked in this process where there is no other."""

import sys
import zipfile

import pytest

from grader.selfcheck import packing
from grader.selfcheck.line import Tone

from .conftest import RIGHT


@pytest.fixture(autouse=True)
def _without_processes(monkeypatch):
    monkeypatch.setattr(packing, "WITHOUT_PROCESSES", (sys.platform,))
    monkeypatch.setitem(sys.modules, "subprocess", None)


def _line(card):
    return next(line for line in card.lines if "beside your notebook" in line.title)


def test_the_files_in_the_zip_are_checked_and_not_what_is_loaded(student):
    student.write("m.py", RIGHT)
    assert student.check("double").tone is Tone.RIGHT
    loaded = sys.modules["m"]
    student.write("m.py", "def double(x):\n    return 3 * x\n")
    line = _line(student.session.pack())
    assert "0 of" in line.title
    assert sys.modules["m"] is loaded


def test_a_right_one_is_told_and_no_folder_is_left(student):
    student.write("m.py", RIGHT)
    line = _line(student.session.pack())
    assert "1 of" in line.title
    assert not [path.name for path in student.folder.iterdir() if path.name.startswith(".")]
    assert "m.py" in zipfile.ZipFile(next(student.folder.glob("*.zip"))).namelist()


def test_code_that_breaks_when_it_is_loaded_is_not_right(student):
    student.write("m.py", "raise SystemExit\n" + RIGHT)
    assert _line(student.session.pack()).tone is not Tone.RIGHT
