"""Dodona: a zip of submissions with `info.csv`, in the forms that its versions write."""

import pytest

from grader.errors import CallerError

NEW = "filename,full_name,id,status,submission_id,name_en,name_nl,exercise_id,created_at\n"
OLD = 'filename,id,username,last_name,first_name,full_name,email,"[""status"", ""submission_id""]"\n'


def _found(arrived, info, *paths):
    return arrived("dodona", {"info.csv": info.encode(), **dict.fromkeys(paths, b"x = 1\n")})


def _row(path, student="7", number="100", name="Jane Doe"):
    return f'"{path}","{name}","{student}","correct","{number}","Layers","Lagen","5","2026-09-21 10:00:00 UTC"\n'


def test_all_exercises_of_a_student_are_one_hand_in(arrived):
    paths = ("layers/Jane Doe.py", "fc_net/Jane Doe.py")
    (one,) = _found(arrived, NEW + _row(paths[0]) + _row(paths[1], number="101"), *paths).found
    assert set(one.items) == {"layers.py", "fc_net.py"}
    (entry,) = one.entries
    assert (entry.student, entry.name, entry.platform) == ("7", "Jane Doe", "dodona")
    assert entry.submitted_at == "2026-09-21T10:00:00+00:00"


@pytest.mark.parametrize("path", ["Jane Doe/layers.py", "week-1/layers/Jane Doe-1.py", "layers/Jane Doe/100.py"])
def test_the_exercise_names_the_file_however_the_zip_is_grouped(arrived, path):
    (one,) = _found(arrived, NEW + _row(path), path).found
    assert set(one.items) == {"layers.py"}


def test_of_several_submissions_the_newest_counts(arrived):
    paths = ("layers/Jane Doe/101.py", "layers/Jane Doe/99.py")
    (one,) = _found(arrived, NEW + _row(paths[0], number="101") + _row(paths[1], number="99"), *paths).found
    assert one.entries[0].key == paths[0]
    assert one.items["layers.py"].name == paths[0]


def test_an_older_form_is_read_by_the_columns_that_both_have(arrived):
    info = OLD + '"layers/Jane Doe.py","7","jdoe","Doe","Jane","Jane Doe","j@x.y","[""correct"", 100]"\n'
    (one,) = _found(arrived, info, "layers/Jane Doe.py").found
    assert (one.entries[0].login, one.entries[0].email) == ("jdoe", "j@x.y")


def test_the_empty_file_of_who_handed_in_nothing_is_no_hand_in(arrived):
    paths = ("layers/Jane Doe.py", "layers/Rick Roe.py")
    found = _found(arrived, NEW + _row(paths[0]) + _row(paths[1], "8", "", "Rick Roe"), *paths)
    assert [one.entries[0].student for one in found.found] == ["7"]
    assert [one.path for one in found.left_out] == [paths[1]]


def test_a_zip_without_the_named_files_is_refused(arrived):
    with pytest.raises(CallerError, match=r"info\.csv names no submission that is in it"):
        _found(arrived, NEW + _row("layers/Jane Doe.py"), "other.py")


def test_a_zip_without_the_information_is_refused(arrived):
    with pytest.raises(CallerError, match="no download of Dodona"):
        arrived("dodona", ["layers/Jane Doe.py"])
