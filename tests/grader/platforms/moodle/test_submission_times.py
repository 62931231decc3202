"""When something was handed in, from the worksheet: by its title, in other languages by its cells."""

import pytest

from grader.errors import CallerError
from grader.platforms.import_class import import_class
from grader.submission.roster import read_roster
from grader.submission.times import DayOrder

WHEN = "Friday, 30 October 2026, 12:00 PM"


def _imported(tmp_path, when, title="Last modified (submission)", **options):
    for head in ("Jane Doe_11", "Joe Roe_12"):
        folder = tmp_path / f"zip/{head}_assignsubmission_file"
        folder.mkdir(parents=True)
        (folder / "hw.py").write_text("x = 1")
    head = f"Identifier,Full name,Email address,Status,Grade,Maximum Grade,{title},Last modified (grade)"
    rows = [f'Participant 11,Jane Doe,j@x.y,Submitted,,10,"{when}","Friday, 6 November 2026, 9:00 AM"']
    rows += [f"Participant {n},{name},,Submitted,,10,-,-" for n, name in ((12, "Joe Roe"), (13, "No Body"))]
    (tmp_path / "worksheet.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    import_class("moodle", tmp_path / "zip", tmp_path / "out", tmp_path / "worksheet.csv", **options)
    return {entry.student: entry.submitted_at for entry in read_roster(tmp_path / "out/roster.csv")}


@pytest.mark.parametrize(
    ("when", "title"),
    [
        (WHEN, "Last modified (submission)"),
        ("Freitag, 30. Oktober 2026, 12:00", "Zuletzt geändert (Abgabe)"),
        ("2026年10月30日 星期五 12:00", "最后修改（提交）"),  # noqa: RUF001 - its own signs
        ("perjantai 30. lokakuuta 2026, 12.00", "Viimeksi muokattu (palautus)"),
    ],
)
def test_the_time_of_a_hand_in_comes_from_the_worksheet(tmp_path, when, title):
    assert _imported(tmp_path, when, title) == {"11": "2026-10-30T12:00:00", "12": "", "13": ""}


def test_a_time_that_cannot_be_read_is_refused_by_row_and_nothing_is_written(tmp_path):
    with pytest.raises(CallerError, match=r"by row: 2 \(`submitted_at`: `some day`\)"):
        _imported(tmp_path, "some day")
    assert not (tmp_path / "out").exists()


def test_a_date_that_means_two_days_is_read_by_the_order_alone(tmp_path):
    with pytest.raises(CallerError, match="--dates dmy"):
        _imported(tmp_path / "one", "11/03/2026, 12:00", "Muokattu")
    assert _imported(tmp_path / "two", "11/03/2026, 12:00", dates=DayOrder.DMY)["11"] == "2026-03-11T12:00:00"
