"""The roster: what is written is read again, and what cannot be used is refused with its place."""

import pytest

from grader.errors import CallerError
from grader.model.roster import Entry
from grader.submission.roster import read_roster, roster_text

ENTRIES = (
    Entry(student="00123", submission="g1", name="Doe, Jane", email="jane@uni.edu", group="g1"),
    Entry(student="0x1f", submission="g1", name="=SUM(A1)", group="g1"),
    Entry(student="never"),
)


def test_what_is_written_is_read_again(tmp_path):
    (tmp_path / "roster.csv").write_text(roster_text(ENTRIES))
    assert read_roster(tmp_path / "roster.csv") == ENTRIES


def test_a_spreadsheet_may_have_saved_it(tmp_path):
    (tmp_path / "roster.csv").write_bytes("\ufeffstudent;name\r\n007;Müller\r\n".encode())
    assert read_roster(tmp_path / "roster.csv") == (Entry(student="007", name="Müller"),)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"id,name\n1,x\n", "no column `student`"),
        (b"student,name\n1,x\n,y\n", "row 3 has no student"),
        (b"student\n\xff\n", "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_a_roster_that_cannot_be_used_is_refused(tmp_path, content, told):
    if content is not None:
        (tmp_path / "roster.csv").write_bytes(content)
    with pytest.raises(CallerError, match=told):
        read_roster(tmp_path / "roster.csv")


def test_two_names_for_one_id_are_refused_with_their_rows(tmp_path):
    (tmp_path / "roster.csv").write_text("student,name\n7,Jane Doe\n8,Bo\n7,Rick Roe\n")
    with pytest.raises(CallerError, match="the id `7` has two names: `Jane Doe` in row 2 and `Rick Roe` in row 4"):
        read_roster(tmp_path / "roster.csv")


def test_one_name_may_be_written_in_several_ways(tmp_path):
    (tmp_path / "roster.csv").write_text('student,submission,name\n7,a,Jane Doe\n7,b,"DOE,  Jane"\n7,c,\n')
    assert len(read_roster(tmp_path / "roster.csv")) == 3
