"""Moodle's worksheet: only the grades change, in whatever language the site speaks."""

from pathlib import Path

import pytest

from grader.errors import CallerError
from grader.platforms.column_fill import FillOptions
from grader.platforms.moodle.export import fill_worksheet

from ..conftest import grade

GOLDEN = Path(__file__).parents[3] / "golden/export"
SHEET = (GOLDEN / "moodle_before.csv").read_bytes()
GERMAN = (
    "ID,Vollständiger Name,Status,Bewertung,Bestwertung,Bewertung kann geändert werden,Zuletzt geändert (Bewertung)\n"
    'Teilnehmer/in101,Jane Doe,Abgegeben,"12,50","100,00",Ja,-\n'
    'Teilnehmer/in102,Rick Roe,Abgegeben,,"100,00",Nein,-\n'
).encode()


def key(name, number):
    return {"platform": "moodle", "key": f"{name}_{number}_assignsubmission_file"}


CLASS = (
    grade("101", 87.456, **key("Jane Doe", 101)),
    grade("m2", 55.0, email="rick@uni.edu", name="Somebody"),
    grade("m3", 44.0, **key("Mei Yu", 103)),
    grade("m4", name="An Ng"),
    grade("m5", 100.5, name="Ö Müller"),
    grade("nobody", 1.0),
)


def _filled(content=SHEET, grades=CLASS, **wishes):
    return fill_worksheet(content, "sheet.csv", grades, FillOptions(**wishes))


def test_the_grades_are_filled_and_every_other_byte_stays():
    assert _filled().content == (GOLDEN / "moodle_after.csv").read_bytes()


def test_what_happened_is_told():
    found = _filled()
    assert (found.column, found.written, found.blank) == ("Grade", ("101", "m2"), ("m4",))
    assert found.left == {
        "m3": "locked: the platform says that its grade cannot be changed",
        "m5": "the platform takes no more than 100.00",
    }
    assert found.matched.unmatched == ("nobody",)
    assert [row.name for row in found.matched.strangers] == ["=CMD(1)"]


def test_a_site_in_another_language_is_understood():
    found = _filled(GERMAN, [grade("101", 87.456, **key("Jane Doe", 101)), grade("x", 1.0, **key("Rick Roe", 102))])
    assert b'Abgegeben,"87,46","100,00",Ja' in found.content
    assert set(found.left) == {"x"}


def test_unknown_titles_are_told_by_their_place_and_unknown_locks_are_told():
    content = b"A,B,C,D,E,F,G\nP 7,Jo,sent,,50.00,Bai,-\nP 8,Al,sent,,50.00,Bai,-\n"
    found = _filled(content, [grade("7", 41.0, most=50.0, **key("Jo", 7))])
    assert b"P 7,Jo,sent,41,50.00,Bai" in found.content
    assert found.notes == ("No column says which grades are locked; Moodle skips those.",)


def test_blind_marking_has_no_names_to_compare():
    content = b"Identifier,Status,Grade,Maximum Grade\nParticipant 7,sent,,50\nParticipant 8,sent,,50\n"
    found = _filled(content, [grade("7", 41.0, most=50.0, **key("Participant", 7))])
    assert b"Participant 7,sent,41,50" in found.content


def test_a_group_s_number_is_nobody_s_and_members_are_found_by_what_else_is_known():
    pair = [grade("m1", 9.0, name="Jane Doe", group="A", **key("Team A", 103))]
    assert _filled(grades=[*pair, grade("m2", 9.0, email="rick@uni.edu", group="A", **key("Team A", 103))]).written == (
        "m1",
        "m2",
    )


def test_one_row_of_another_name_is_left_alone():
    grades = [*CLASS[:2], grade("m9", 3.0, **key("Somebody Else", 104)), grade("m3", 44.0, **key("Mei Yu", 103))]
    found = _filled(grades=grades)
    assert found.matched.unclear == {"m9": "the row of this number bears another name"}


def test_points_are_scaled_when_that_is_asked_for():
    assert b",50,100.00," in _filled(grades=[grade("101", 38.0, most=76.0, **key("Jane Doe", 101))], scale=True).content


@pytest.mark.parametrize(
    ("content", "grades", "wishes", "told"),
    [
        (b"", CLASS, {}, "no row begins with a participant's number"),
        (SHEET.replace(b"Maximum Grade", b"Scale"), CLASS, {}, "words of a scale"),
        (SHEET, CLASS, {"column": "Mark"}, "no column is called `Mark`"),
        (SHEET, CLASS, {"column": "Status"}, "no column is the maximum"),
        (SHEET.replace(b"100.00", b""), CLASS, {}, "no column is the maximum"),
        (SHEET.replace(b"100.00", b"76.00"), CLASS, {}, "the maximum there is 76, ours is 100"),
        (SHEET, [grade("a", 1.0, **key("Al Pha", 101))], {}, "1 of 1 rows bear other names"),
    ],
)
def test_what_does_not_fit_is_refused(content, grades, wishes, told):
    with pytest.raises(CallerError, match=told):
        _filled(content, grades, **wishes)
