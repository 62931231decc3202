"""The roster: what is written is read again, and what cannot be used is refused with its place."""

import pytest

from grader.errors import CallerError
from grader.model.roster import Entry
from grader.submission.roster import read_roster, roster_text
from grader.submission.times import DayOrder

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


def _roster(tmp_path, *rows, columns="student,submitted_at,extension,late"):
    (tmp_path / "roster.csv").write_text("\n".join([columns, *rows]) + "\n", encoding="utf-8")
    return tmp_path / "roster.csv"


def test_times_of_a_spreadsheet_become_iso(tmp_path):
    path = _roster(tmp_path, 'a,"Friday, 30 October 2026, 12:00 PM",30.10.2026,no', "b,46325.5,,TRUE")
    one, two = read_roster(path)
    assert (one.submitted_at, one.extension, one.late) == ("2026-10-30T12:00:00", "2026-10-30T23:59:59", "")
    assert (two.submitted_at, two.extension, two.late) == ("2026-10-30T12:00:00", "", "yes")
    (tmp_path / "again.csv").write_text(roster_text((one, two)))
    assert read_roster(tmp_path / "again.csv") == (one, two)


def test_the_column_may_be_called_submitted(tmp_path):
    (one,) = read_roster(_roster(tmp_path, "a,2026-10-30 12:00", columns="student,submitted"))
    assert one.submitted_at == "2026-10-30T12:00:00"


def test_times_that_cannot_be_read_are_refused_by_row(tmp_path):
    path = _roster(tmp_path, "a,soon,,", "b,,next friday,", "c,,,maybe", "d,2026-10-30,,")
    with pytest.raises(CallerError) as told:
        read_roster(path)
    assert "2 (`submitted_at`: `soon`), 3 (`extension`: `next friday`), 4 (`late`: `maybe`)." in str(told.value)


def test_dates_that_mean_two_days_ask_for_their_order(tmp_path):
    path = _roster(tmp_path, "a,11/03/2026 11:58 PM,,", *(f"b{n},03/04/2026,," for n in range(9)), "c,30/10/2026,,")
    with pytest.raises(CallerError, match="--dates dmy or --dates mdy") as told:
        read_roster(path)
    assert "2026-03-11 / 2026-11-03" in str(told.value)
    assert "... (10)" in str(told.value)
    assert read_roster(path, DayOrder.DMY)[0].submitted_at == "2026-03-11T23:58:00"
