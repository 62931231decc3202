"""Moodle's own rules for names of feedback files."""

import pytest

from grader.platforms.moodle.feedback_names import participant_of


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
    assert participant_of(path) == user


@pytest.mark.parametrize(
    "path",
    ["Jane_712/report.html", "Jane_x_assignsubmission_file/r.html", "J_1_assignsubmission_file/.r.html", "J_1_a_b/r"],
)
def test_moodle_ignores_the_others(path):
    assert participant_of(path) is None
