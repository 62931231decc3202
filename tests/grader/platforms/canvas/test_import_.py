"""Canvas: who handed in what is read from the names of a flat zip."""

import pytest

from grader.errors import CallerError
from grader.platforms.canvas.import_ import part_of, plain_names


def _files(found):
    return {arrival.id: sorted(arrival.items) for arrival in found.found}


def _entry(found, index=0):
    return found.found[index].entries[0]


@pytest.mark.parametrize(
    ("path", "name", "user", "attachment", "late", "file"),
    [
        ("doejane_4411_98765_hw.ipynb", "doejane", "4411", "98765", False, "hw.ipynb"),
        ("doejane_LATE_4411_98765_hw.ipynb", "doejane", "4411", "98765", True, "hw.ipynb"),
        ("LATE_4411_98765_hw.ipynb", "", "4411", "98765", True, "hw.ipynb"),
        ("4411_98765_hw.ipynb", "", "4411", "98765", False, "hw.ipynb"),
        ("anon_aB3x_98765_hw.ipynb", "", "anon_aB3x", "98765", False, "hw.ipynb"),
        ("LATE_anon_aB3x_98765_hw.ipynb", "", "anon_aB3x", "98765", True, "hw.ipynb"),
        ("doejane_4411_98765_1_2_3.ipynb", "doejane", "4411", "98765", False, "1_2_3.ipynb"),
        ("doe_smith_4411_98765_my_hw.py", "doe_smith", "4411", "98765", False, "my_hw.py"),
        ("müller李_4411_98765_作业.ipynb", "müller李", "4411", "98765", False, "作业.ipynb"),
        ("late_4411_98765_x.py", "late", "4411", "98765", False, "x.py"),
        ("doejane_4411_98765_text.html", "doejane", "4411", "98765", False, "text.html"),
        ("doejane_4411_text.html", "doejane", "4411", "", False, "text.html"),
        ("doejane_LATE_4411_link.html", "doejane", "4411", "", True, "link.html"),
        ("anon_aB3x_text.html", "", "anon_aB3x", "", False, "text.html"),
        ("00123_0007_a.py", "", "00123", "0007", False, "a.py"),
    ],
)
def test_a_name_says_who_and_what(path, name, user, attachment, late, file):
    part = part_of(path)
    assert part is not None
    assert (part.name, part.user, part.attachment, part.late, part.file) == (name, user, attachment, late, file)


@pytest.mark.parametrize("path", ["hw.ipynb", "doejane_4411.ipynb", "doejane/4411_98765_hw.ipynb", "4411__x", "", "_"])
def test_other_names_say_nothing(path):
    assert part_of(path) is None


def test_all_files_of_a_user_are_one_hand_in(arrived):
    found = arrived("canvas", ["doejane_4411_98766_layers.py", "doejane_4411_98765_hw.ipynb", "roejoe_4412_9_hw.ipynb"])
    assert _files(found) == {"doejane_4411": ["hw.ipynb", "layers.py"], "roejoe_4412": ["hw.ipynb"]}
    entry = _entry(found)
    assert (entry.student, entry.submission, entry.platform) == ("4411", "doejane_4411", "canvas")
    assert entry.key == "doejane_4411_98765"
    assert entry.late == ""


def test_one_late_file_makes_it_late(arrived):
    found = arrived("canvas", ["doejane_4411_1_hw.ipynb", "doejane_LATE_4411_2_layers.py"])
    assert _entry(found).late == "yes"
    assert len(found.found) == 1


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("team_7_x_4411_98765_hw.ipynb", "4411_98765"),
        ("7_4411_98765_hw.ipynb", "4411_98765"),
        ("anon_aB3x_98765_hw.ipynb", "anon_aB3x_98765"),
        ("doejane_4411_text.html", "doejane_4411"),
    ],
)
def test_feedback_is_called_so_that_canvas_finds_user_and_attachment(arrived, path, key):
    assert _entry(arrived("canvas", [path])).key == key


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        (["hw-1.ipynb"], ["hw.ipynb"]),
        (["layers-12.py"], ["layers.py"]),
        (["hw-1.ipynb", "hw.ipynb"], ["hw-1.ipynb", "hw.ipynb"]),
        (["hw-1.ipynb", "hw-2.ipynb"], ["hw-1.ipynb", "hw-2.ipynb"]),
        (["HW-1.ipynb", "hw.ipynb"], ["HW-1.ipynb", "hw.ipynb"]),
        (["plot-1.png", "hw-0.py", "hw-100.py", "-1.py"], ["plot-1.png", "hw-0.py", "hw-100.py", "-1.py"]),
    ],
)
def test_code_that_was_uploaded_again_gets_its_name_back_where_nothing_else_has_it(given, plain):
    assert list(plain_names(given).values()) == plain


def test_of_two_files_called_alike_the_newer_counts(arrived):
    found = arrived("canvas", {"doejane_4411_10_a.py": b"new", "doejane_4411_9_a.py": b"old"})
    assert found.found[0].items["a.py"].read(9) == b"new"


def test_what_is_no_hand_in_is_told(arrived):
    found = arrived("canvas", ["doejane_4411_1_hw.ipynb", "notes.txt", "__MACOSX/._x", ".DS_Store"])
    assert [(one.path, one.why) for one in found.left_out] == [("notes.txt", "no_hand_in")]


def test_a_zip_of_the_unpacked_folder_is_read_too(arrived):
    assert _files(arrived("canvas", ["submissions/doejane_4411_1_hw.ipynb"])) == {"doejane_4411": ["hw.ipynb"]}


@pytest.mark.parametrize(
    ("path", "looks"),
    [
        ("Jane Doe_4411_assignsubmission_file/hw.ipynb", "Moodle"),
        ("assignment_1_export/submission_metadata.yml", "Gradescope"),
        ("submitted/jane/ps1/hw.ipynb", "nbgrader"),
        ("jane/hw.ipynb", "plain folder"),
    ],
)
def test_the_download_of_another_platform_is_told_as_what_it_looks_like(arrived, path, looks):
    with pytest.raises(CallerError, match=f"no download of Canvas.*looks like {looks}"):
        arrived("canvas", [path])
