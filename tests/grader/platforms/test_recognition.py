"""Which platform made a download: what most of it says, since a student may choose the name of a hand-in."""

import pytest

from grader.errors import CallerError

ELSEWHERE = [
    "Jane Doe_4411_assignsubmission_file/hw.ipynb",
    "cem+ps1+2015-02-02 15:58:23 UTC/hw.ipynb",
    "submitted/jane/ps1/hw.ipynb",
    "cem/ps1/timestamp.txt",
]
"""A hand-in each whose path is one that Moodle or nbgrader makes."""


@pytest.mark.parametrize("path", ELSEWHERE)
def test_one_hand_in_named_as_another_platform_s_does_not_stop_the_import_of_all(arrived, path):
    found = arrived("folder", ["ann/hw.ipynb", "bo/hw.ipynb", path])
    assert {"ann", "bo"} < {one.id for one in found.found}
    assert len(found.found) == 3


@pytest.mark.parametrize(
    ("platform", "ours"),
    [
        ("canvas", ["annlee_4411_98_hw.ipynb", "bolee_4412_99_hw.ipynb"]),
        ("moodle", ["Ann_4411_assignsubmission_file/hw.ipynb", "Bo_4412_assignsubmission_file/hw.ipynb"]),
        ("nbgrader", ["ann+ps1+2015-02-02 15:58:23 UTC/hw.ipynb", "bo+ps1+2015-02-02 15:58:24 UTC/hw.ipynb"]),
    ],
)
def test_nor_does_it_in_a_download_of_the_platform_that_was_named(arrived, platform, ours):
    for path in ELSEWHERE:
        found = arrived(platform, [*ours, path])
        assert len({one.entries[0].student for one in found.found}) in (2, 3)


def test_a_name_that_two_platforms_could_have_made_is_the_named_platform_s(arrived):
    both = "Jane_4411_assignsubmission_file+ps1+2015-02-02 15:58:23 UTC/hw.ipynb"
    for platform in ("moodle", "nbgrader"):
        assert len(arrived(platform, [both]).found) == 1


@pytest.mark.parametrize(
    ("paths", "looks"),
    [
        (["Ann_1_assignsubmission_file/hw.ipynb", "Bo_2_assignsubmission_file/hw.ipynb"], "Moodle"),
        (["submitted/ann/ps1/hw.ipynb", "source/ps1/hw.ipynb", "gradebook.db"], "nbgrader"),
        (["ann/ps1/timestamp.txt", "ann/ps1/hw.ipynb", "bo/ps1/timestamp.txt"], "nbgrader"),
    ],
)
def test_a_download_that_is_another_platform_s_as_a_whole_is_refused(arrived, paths, looks):
    with pytest.raises(CallerError, match=f"looks like {looks}"):
        arrived("folder", paths)
