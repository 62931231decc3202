"""Canvas's own rules for names of feedback files."""

import pytest

from grader.platforms.canvas.feedback_names import upload_of


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
    upload = upload_of(path)
    assert (upload.user, upload.attachment) == (user, attachment)


@pytest.mark.parametrize("path", ["report.html", "._x_1_2_r.html", "doe_1_2_link.html", "anon_ab_report.html"])
def test_canvas_ignores_the_others(path):
    assert upload_of(path) is None
