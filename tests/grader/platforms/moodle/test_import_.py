"""Moodle: folders or flat, old or new, by name, blind or in teams."""

import pytest

from grader.platforms.moodle.import_ import part_of


def _files(found):
    return {arrival.id: sorted(arrival.items) for arrival in found.found}


@pytest.mark.parametrize(
    ("path", "name", "uid", "file"),
    [
        ("Jane Doe_4411_assignsubmission_file/hw.ipynb", "Jane Doe", "4411", "hw.ipynb"),
        ("Jane Doe_4411_assignsubmission_file_/hw.ipynb", "Jane Doe", "4411", "hw.ipynb"),
        ("Jane Doe_4411_assignsubmission_file/cs231n/layers.py", "Jane Doe", "4411", "cs231n/layers.py"),
        ("Jane Doe_4411_assignsubmission_file_hw.ipynb", "Jane Doe", "4411", "hw.ipynb"),
        ("Jane Doe_4411_assignsubmission_file_my_hw_1.ipynb", "Jane Doe", "4411", "my_hw_1.ipynb"),
        ("Jane Doe_4411_assignsubmission_file___init__.py", "Jane Doe", "4411", "__init__.py"),
        ("Jane Doe_4411_assignsubmission_onlinetext/onlinetext.html", "Jane Doe", "4411", "onlinetext.html"),
        ("Jane Doe_4411_assignsubmission_onlinetext_onlinetext.html", "Jane Doe", "4411", "onlinetext.html"),
        ("jdoe Jane Doe_4411_assignsubmission_file/hw.ipynb", "jdoe Jane Doe", "4411", "hw.ipynb"),
        ("Participant_12_assignsubmission_file/hw.ipynb", "Participant", "12", "hw.ipynb"),
        ("Zoë O'Neil-Müller_007_assignsubmission_file/a.py", "Zoë O'Neil-Müller", "007", "a.py"),
    ],
)
def test_a_path_says_who_and_what(path, name, uid, file):
    part = part_of(path)
    assert part is not None
    assert (part.name, part.uid, part.file) == (name, uid, file)


@pytest.mark.parametrize(
    "path", ["hw.ipynb", "Jane Doe_4411_assignsubmission_file", "Jane_Doe_1_assignsubmission_file/x", "a/b_1_c"]
)
def test_other_paths_say_nothing(path):
    assert part_of(path) is None


def test_uploads_and_typed_text_of_a_participant_are_one_hand_in(arrived):
    head = "Jane Doe_4411_assignsubmission"
    found = arrived("moodle", [f"{head}_file/hw.ipynb", f"{head}_onlinetext/onlinetext.html"])
    assert _files(found) == {"Jane Doe_4411": ["hw.ipynb", "onlinetext.html"]}
    entry = found.found[0].entries[0]
    assert (entry.student, entry.name, entry.platform) == ("4411", "Jane Doe", "moodle")
    assert entry.key == "Jane Doe_4411_assignsubmission_file"


def test_flat_and_foldered_downloads_give_the_same(arrived):
    heads = ["Jane Doe_1_assignsubmission_file", "Joe Roe_2_assignsubmission_file"]
    flat, folders = (arrived("moodle", [f"{head}{mark}hw.ipynb" for head in heads]) for mark in "_/")
    assert _files(flat) == _files(folders) == {"Jane Doe_1": ["hw.ipynb"], "Joe Roe_2": ["hw.ipynb"]}


@pytest.mark.parametrize("word", ["Participant", "Teilnehmer", "参加者"])
def test_under_blind_marking_nobody_is_called_by_the_word_that_stands_for_all(arrived, word):
    found = arrived("moodle", [f"{word}_{uid}_assignsubmission_file/hw.ipynb" for uid in (11, 12)])
    assert [arrival.entries[0].name for arrival in found.found] == ["", ""]
    assert [arrival.id for arrival in found.found] == [f"{word}_11", f"{word}_12"]


def test_a_participant_and_a_team_of_the_same_number_stay_two(arrived):
    found = arrived("moodle", [f"{name}_5_assignsubmission_file/hw.ipynb" for name in ("Jane Doe", "Team A")])
    assert [arrival.id for arrival in found.found] == ["Jane Doe_5", "Team A_5"]
