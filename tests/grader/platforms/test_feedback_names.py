"""The platforms' own rules for names of feedback files."""

import pytest

from grader.platforms.feedback_names import canvas_reads, moodle_reads


@pytest.mark.parametrize(
    ("path", "user", "attachment"),
    [
        ("doejane_4411_900_report.html", "4411", "900"),
        ("in/a/folder/4411_900_report.html", "4411", "900"),
        ("doejane_LATE_4411_900_hw-1.ipynb", "4411", "900"),
        ("team_7_4411_900_report.html", "7", "4411"),
        ("doejane_4411_report.html", "4411", ""),
    ],
)
def test_canvas_takes_the_first_two_pieces_of_digits(path, user, attachment):
    read = canvas_reads(path)
    assert (read.user, read.attachment) == (user, attachment)


@pytest.mark.parametrize("path", ["report.html", "._x_1_2_r.html", "doe_1_2_link.html", "anon_ab_report.html"])
def test_canvas_ignores_the_others(path):
    assert canvas_reads(path) is None


@pytest.mark.parametrize(
    ("path", "user"),
    [
        ("Jane Doe_0712_assignsubmission_file/report.html", "712"),
        ("Jane Doe_712_assignsubmission_file_/report.html", "712"),
        ("any/Jane Doe_712_assignsubmission_file/report.html", "712"),
        ("x_y_z_w/Jane Doe_712_assignsubmission_file/report.html", "712"),
    ],
)
def test_moodle_takes_the_first_part_that_names_a_participant(path, user):
    assert moodle_reads(path).user == user


@pytest.mark.parametrize(
    "path",
    ["Jane_712/report.html", "Jane_x_assignsubmission_file/r.html", "J_1_assignsubmission_file/.r.html", "J_1_a_b/r"],
)
def test_moodle_ignores_the_others(path):
    assert moodle_reads(path) is None
