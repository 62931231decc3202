"""A plain folder is taken as `grader batch` takes it."""

import pytest

from grader.errors import CallerError
from grader.grading.batch import submissions_in
from grader.platforms.download import opened
from grader.platforms.recognition import arrivals_of


def test_the_ids_are_those_of_a_batch(tmp_path):
    for name in ("00123", "both", "o'neil"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "hw.ipynb").write_text("{}")
    for name in ("both.ipynb", "lone.ipynb", "packed.zip", "lone.zip"):
        (tmp_path / name).write_text("{}")
    with opened(tmp_path) as download:
        found = arrivals_of("folder", download).found
    assert [one.id for one in found] == sorted(submissions_in(tmp_path))
    assert [one.entries[0].student for one in found] == [one.id for one in found]


@pytest.mark.parametrize("path", ["download/jane/hw.ipynb", "class/jane/hw.ipynb", "jane/hw.ipynb"])
def test_a_zip_of_the_folder_is_taken_too(arrived, path):
    assert [one.id for one in arrived("folder", [path]).found] == ["jane"]


def test_what_is_no_hand_in_is_told(arrived):
    found = arrived("folder", ["jane/hw.ipynb", "marks.xlsx", ".hidden/x.py", "joe.ipynb"])
    assert sorted((one.path, one.why) for one in found.left_out) == [
        (".hidden/x.py", "no_hand_in"),
        ("marks.xlsx", "no_hand_in"),
    ]


def test_a_folder_without_hand_ins_is_refused(arrived):
    with pytest.raises(CallerError, match="no plain folder"):
        arrived("folder", ["marks.xlsx"])
