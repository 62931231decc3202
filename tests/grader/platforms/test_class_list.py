"""Who is in a class: each platform's own list is known by its header."""

import pytest

from grader.errors import CallerError
from grader.platforms.class_list import read_class
from grader.platforms.registry import platform_of

LISTS = {
    "ours": ("student,name,email\n7,Jane Doe,j@x.y\n", ("7", "Jane Doe", "j@x.y")),
    "canvas": (
        'Student,ID,SIS Login ID,Section,A (1)\n    Points Possible,,,,10\n"Doe, Jane",7,j@x.y,S,\n',
        ("7", "Doe, Jane", "j@x.y"),
    ),
    "moodle": (
        "Identifier,Full name,Email address,Status,Grade\nParticipant 7,Jane Doe,j@x.y,Submitted,\n",
        ("7", "Jane Doe", "j@x.y"),
    ),
    "gradescope": ("Name,SID,Email,Role\nJane Doe,7,j@x.y,Student\nA Tutor,8,t@x.y,TA\n", ("7", "Jane Doe", "j@x.y")),
}


def _read(tmp_path, content):
    (tmp_path / "list.csv").write_bytes(content)
    return read_class(tmp_path / "list.csv", platform_of("canvas"))


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_each_list_is_read_in_the_encodings_of_spreadsheets(tmp_path, kind, codec):
    text, expected = LISTS[kind]
    (entry,) = _read(tmp_path, text.encode(codec))
    assert (entry.student, entry.name, entry.email) == expected


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_spreadsheet_s_note_on_its_separator_is_passed_over(tmp_path, separator):
    text = f"sep={separator}\n" + LISTS["ours"][0].replace(",", separator)
    assert _read(tmp_path, text.encode())[0].student == "7"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "there is nothing in it"),
        (b"a,b\n1,2\n", "its columns are not known: a, b"),
        (b"student,name\n,Jane\n", "it names no students"),
        (b'student,name\n7,"Jane\n8,Rick\n', "a quote that opens in row 2 is never closed"),
    ],
)
def test_another_table_is_refused(tmp_path, content, told):
    with pytest.raises(CallerError, match=told):
        _read(tmp_path, content)


def test_a_list_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CallerError, match="it cannot be read"):
        read_class(tmp_path / "none.csv", platform_of("moodle"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("student,name\n7,Jane Doe\n\n7,Rick Roe\n", "`Jane Doe` in row 2 and `Rick Roe` in row 4"),
        ("Name,SID,Email,Role\nJane Doe,7,j@x.y,\nRick Roe,7,r@x.y,\n", "`Jane Doe` in row 2 and `Rick Roe` in row 3"),
        ("student,name,group\n7,Jane Doe,7\n8,Bo,7\n7,Rick Roe,7\n", "`Jane Doe` in row 2 and `Rick Roe` in row 4"),
    ],
)
def test_two_names_for_one_id_are_refused(tmp_path, text, told):
    with pytest.raises(CallerError, match=f"the id `7` has two names: {told}"):
        _read(tmp_path, text.encode())
