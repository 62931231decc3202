"""nbgrader: a course's folder `submitted`, and the exchange's attempts."""

import pytest

from grader.errors import CallerError
from grader.platforms.download import opened
from grader.platforms.nbgrader.import_ import place_of
from grader.platforms.recognition import arrivals_of

SUBMITTED = {
    "course/submitted/bitdiddle/ps1/p1.ipynb": "{}",
    "course/submitted/bitdiddle/ps1/timestamp.txt": "2015-02-02 15:58:23.948203 UTC",
    "course/submitted/hacker/ps1/p1.ipynb": "{}",
    "course/submitted/hacker/ps1/lib/a.py": "",
    "course/source/ps1/p1.ipynb": "{}",
    "course/gradebook.db": "",
}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("submitted/b/ps1/p.ipynb", ("b", "ps1", "", "b/ps1", "p.ipynb")),
        ("submitted/b/ps1/lib/a.py", ("b", "ps1", "", "b/ps1", "lib/a.py")),
        ("b+ps1+2015-02-02 15:58:23.9 UTC+kLz/p.py", ("b", "ps1", "2015-02-02 15:58:23.9 UTC", None, "p.py")),
        ("b+ps1+2015-02-02 15:58:23.9 UTC/p.py", ("b", "ps1", "2015-02-02 15:58:23.9 UTC", None, "p.py")),
        ("a+b+ps1+2015-02-02 15:58:23 UTC+1234/p.py", ("a+b", "ps1", "2015-02-02 15:58:23 UTC", None, "p.py")),
    ],
)
def test_a_path_says_whose_it_is(path, said):
    place = place_of(path)
    assert place is not None
    key = said[3] or path.split("/")[0]
    assert (place.student, place.assignment, place.timestamp, place.key, place.file) == (*said[:3], key, said[4])


@pytest.mark.parametrize(
    "path", ["submitted/b/ps1", "b/ps1/p.ipynb", "b+ps1+now+x/p.py", "b+ps1/p.py", "release/a/b/c"]
)
def test_other_paths_are_no_hand_ins(path):
    assert place_of(path) is None


def test_a_course_gives_what_was_submitted_and_no_time_that_a_student_could_have_written(arrived):
    found = arrived("nbgrader", SUBMITTED)
    assert {one.id: sorted(one.items) for one in found.found} == {
        "bitdiddle": ["p1.ipynb"],
        "hacker": ["lib/a.py", "p1.ipynb"],
    }
    entry = found.found[0].entries[0]
    assert (entry.student, entry.key, entry.submitted_at) == ("bitdiddle", "bitdiddle/ps1", "")
    assert found.left_out == ()


@pytest.mark.parametrize("folder", ["submitted", "collected"])
def test_the_folder_of_the_submitted_may_be_given_itself(tmp_path, folder):
    place = tmp_path / folder / "bitdiddle/ps1"
    place.mkdir(parents=True)
    (place / "p1.ipynb").write_text("{}")
    (place / "timestamp.txt").write_text("2015-02-02 15:58:23 CST")
    with opened(tmp_path / folder) as download:
        found = arrivals_of("nbgrader", download).found
    assert [(one.id, one.entries[0].submitted_at) for one in found] == [("bitdiddle", "")]


def test_several_in_the_exchange_are_attempts_of_one_student(arrived):
    names = [f"b+ps1+2015-02-02 15:58:2{second}.5 UTC+k{second}" for second in (3, 4)]
    found = arrived(
        "nbgrader", [f"inbound/{name}/{file}" for name in names for file in ("p.py", "timestamp.txt")]
    ).found
    assert [one.id for one in found] == ["b_201502021558235UTC", "b_201502021558245UTC"]
    assert [one.entries[0].student for one in found] == ["b", "b"]
    assert [one.entries[0].key for one in found] == names
    assert [list(one.items) for one in found] == [["p.py"], ["p.py"]]
    assert [one.entries[0].submitted_at for one in found] == ["2015-02-02T15:58:23+00:00", "2015-02-02T15:58:24+00:00"]


def test_of_several_assignments_one_must_be_named(arrived):
    both = {**SUBMITTED, "course/submitted/hacker/ps2/p1.ipynb": "{}"}
    with pytest.raises(CallerError, match=r"several assignments.*ps1, ps2.*--assignment ps1"):
        arrived("nbgrader", both)
    with pytest.raises(CallerError, match="no assignment 'ps3'"):
        arrived("nbgrader", both, assignment="ps3")
    assert [one.id for one in arrived("nbgrader", both, assignment="ps2").found] == ["hacker"]
