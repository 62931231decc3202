"""The zip of reports: each name is read as the platform reads it, and must lead to its student."""

import pytest

from grader.errors import CallerError
from grader.platforms.canvas.feedback_names import RULES as CANVAS
from grader.platforms.feedback_zip import feedback_names, refuse_staff, refuse_unnamed
from grader.platforms.moodle.feedback_names import RULES as MOODLE
from grader.platforms.row_matching import TableRow

from .conftest import grade


def _canvas(student, key, **facts):
    return grade(student, 1.0, platform="canvas", key=key, **facts)


def _moodle(student, key, **facts):
    return grade(student, 1.0, platform="moodle", key=key, **facts)


def test_canvas_gets_user_and_upload_in_the_name():
    assert feedback_names(CANVAS, [_canvas("4411", "doejane_4411_900")], {}).names == {
        "4411": "doejane_4411_900_report.html"
    }


def test_a_group_shares_one_name_in_canvas():
    found = feedback_names(CANVAS, [_canvas("a", "team_4411_900"), _canvas("b", "team_4411_900")], {})
    assert found.names == dict.fromkeys(("a", "b"), "team_4411_900_report.html")


def test_moodle_gets_the_folder_that_it_gave():
    found = feedback_names(MOODLE, [_moodle("7", "Jane Doe_7_assignsubmission_file")], {})
    assert found.names == {"7": "Jane Doe_7_assignsubmission_file/report.html"}


def test_the_members_of_a_group_each_get_a_folder_in_moodle():
    pair = [_moodle(name, "Team_3_assignsubmission_file", group="Team") for name in ("a", "b")]
    rows = {
        "a": TableRow(place=1, name="Jane/../Doe_9", keys={"number": "101", "prefix": "Participant"}),
        "b": TableRow(place=2, name="", keys={"number": "102", "prefix": "Participant"}),
    }
    assert feedback_names(MOODLE, pair, rows).names == {
        "a": "Jane .. Doe 9_101_assignsubmission_file/report.html",
        "b": "Participant_102_assignsubmission_file/report.html",
    }


@pytest.mark.parametrize(
    ("rules", "one", "why"),
    [
        (CANVAS, grade("a", 1.0), "not imported from Canvas"),
        (CANVAS, _canvas("a", "doejane_4411"), "no upload that Canvas numbers"),
        (CANVAS, _canvas("a", "anon_x7_900"), "no upload that Canvas numbers"),
        (CANVAS, _canvas("a", "../x_4411_900"), "signs that no file's name may"),
        (MOODLE, grade("a", 1.0), "not imported from Moodle"),
        (MOODLE, _moodle("a", "T_3_assignsubmission_file", group="T"), "give the worksheet"),
        (MOODLE, _moodle("a", "../J_3_assignsubmission_file"), "signs that no file's name may"),
    ],
)
def test_what_the_platform_cannot_match_is_told_by_name(rules, one, why):
    unnamed = feedback_names(rules, [one], {}).unnamed
    assert why in unnamed["a"]
    with pytest.raises(CallerError, match=f"1 reports cannot be named.*a: .*{why}"):
        refuse_unnamed(unnamed, "results")


def test_who_handed_in_nothing_or_was_not_graded_has_no_report():
    found = feedback_names(CANVAS, [grade("a"), grade("b", status="error", submission="s")], {})
    assert (found.names, found.unnamed) == ({}, {})


@pytest.mark.parametrize(
    ("rules", "grades", "rows"),
    [
        (CANVAS, [_canvas("a", "x_5_y_4411_900")], {}),
        (CANVAS, [_canvas("a", "x_5_6"), _canvas("b", "y_5_7")], {}),
        (CANVAS, [_canvas("a", "x_5_6")], {"a": TableRow(place=1, name="", keys={"ID": "4411"})}),
        (MOODLE, [_moodle("a", "J_5_assignsubmission_file")], {"a": TableRow(place=1, name="", keys={"number": "6"})}),
    ],
)
def test_a_name_that_leads_to_somebody_else_is_refused(rules, grades, rows):
    with pytest.raises(CallerError, match=r"would take the report of `[ab]` for that of `5`"):
        feedback_names(rules, grades, rows)


def test_what_is_written_for_staff_does_not_reach_students():
    with pytest.raises(CallerError, match=r"written for staff \(ada\)"):
        refuse_staff({"ada": {"audience": "staff"}, "bob": {"audience": "student"}}, "results")
