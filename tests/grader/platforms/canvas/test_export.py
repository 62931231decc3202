"""Canvas's gradebook: one column changes, everything else stays to the byte."""

from pathlib import Path

import pytest

from grader.errors import CallerError
from grader.platforms.canvas.export import fill_gradebook
from grader.platforms.column_fill import FillOptions

from ..conftest import grade

GOLDEN = Path(__file__).parents[3] / "golden/export"
BOOK = (GOLDEN / "canvas_before.csv").read_bytes()
CLASS = (
    grade("4411", 87.456, platform="canvas", key="doejane_4411_900", name="doejane"),
    grade("00123", 12.0, login="rroe"),
    grade("4433"),
    grade("4444", 50.0),
    grade("4455", status="error"),
    grade("4466", 99.0),
    grade("nobody", 1.0),
)


def _filled(content=BOOK, grades=CLASS, title="Batch norm", **wishes):
    return fill_gradebook(content, "book.csv", grades, title, FillOptions(**wishes))


def test_one_column_is_filled_and_every_other_byte_stays():
    assert _filled().content == (GOLDEN / "canvas_after.csv").read_bytes()


def test_what_happened_is_told():
    found = _filled()
    assert found.column == "Batch norm (98765)"
    assert found.written == ("4411", "00123")
    assert found.blank == ("4433",)
    assert found.left == {"4444": "excused (EX)", "4466": "not assigned (N/A)"}
    assert found.withheld == ("4455",)
    assert found.matched.unmatched == ("nobody",)
    assert [row.name for row in found.matched.strangers] == ["Student, Test"]


def test_the_missing_get_a_zero_when_that_is_asked_for():
    found = _filled(missing_zero=True)
    assert found.zeros == ("4433",)
    assert b'"Yu, Mei",4433,m3,myu,Lec 001,0,' in found.content


def test_a_mark_that_somebody_gave_by_hand_is_not_turned_into_a_zero():
    content = BOOK.replace(b"myu,Lec 001,,", b"myu,Lec 001,44,")
    assert b"myu,Lec 001,44," in _filled(content, missing_zero=True).content


def test_decimals_have_a_comma_where_the_file_has():
    content = BOOK.replace(b",", b";").replace(b".", b",")
    assert b";87,46;" in _filled(content).content


@pytest.mark.parametrize("column", ["Batch norm", "Batch norm (98765)", " batch  NORM "])
def test_a_column_is_named_with_or_without_its_number(column):
    assert _filled(title="", column=column).column == "Batch norm (98765)"


def test_a_title_that_is_a_part_of_only_one_column_finds_it():
    assert _filled(BOOK.replace(b"Batch norm (", b"A2: Batch norm! (")).column == "A2: Batch norm! (98765)"


def test_other_maxima_are_scaled_when_that_is_asked_for():
    found = _filled(grades=[grade("4411", 38.0, most=76.0)], scale=True)
    assert b'"Doe, Jane ""JD""",4411,m1,jdoe,Lec 001,50,' in found.content
    assert found.notes == ("Points were multiplied by 1.31579.",)


def test_a_table_without_maximum_is_filled_and_that_is_told():
    found = _filled(BOOK.replace(b"Possible,,,,,100,", b"Possible,,,,,,"))
    assert found.notes == ("The table says no maximum, so it was not compared.",)


def test_who_handed_in_what_cannot_be_read_has_no_points_and_is_told():
    found = _filled(grades=[grade("4411", 0.0, status="unreadable")])
    assert (found.unread, found.written, found.zeros) == (("4411",), (), ())
    asked = _filled(grades=[grade("4411", 0.0, status="unreadable")], unreadable_zero=True)
    assert (asked.unread, asked.zeros) == ((), ("4411",))


def test_last_and_first_names_may_stand_apart():
    content = b"LastName,FirstName,ID,Section,Batch norm (1)\n    Points Possible,,,,100\nDoe,Jane,1,A,\n"
    assert _filled(content, [grade("x", 7.0, name="Jane Doe")]).written == ("x",)


def test_the_number_of_a_group_s_hand_in_is_nobody_s():
    pair = [grade(name, 9.0, platform="canvas", key="team_4411_900", group="team") for name in ("00123", "jdoe")]
    assert _filled(grades=pair).written == ("00123", "jdoe")


@pytest.mark.parametrize(
    ("changed", "wishes", "told"),
    [
        (BOOK, {"column": "Quiz"}, r"several columns fit `Quiz`.*`Quiz \(1\)`, `Quiz \(2\)`"),
        (BOOK, {"column": "Lab"}, "no column fits `Lab`.*may be written: `Batch norm .*`Notes`"),
        (BOOK, {"column": "Final Score"}, "`Final Score` is read only"),
        (BOOK.replace(b"Section", b"Sektion"), {}, "no gradebook of Canvas"),
        (b"", {}, "no gradebook of Canvas"),
        (BOOK.replace(b"Possible,,,,,100", b"Possible,,,,,76"), {}, "the maximum there is 76, ours is 100"),
        (BOOK.replace(b"Possible,,,,,100", b"Possible,,,,,0"), {"scale": True}, "the maximum there is 0, ours is 100"),
    ],
)
def test_what_does_not_fit_is_refused(changed, wishes, told):
    with pytest.raises(CallerError, match=told):
        _filled(changed, **wishes)
