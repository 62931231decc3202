"""Gradescope: the export's YAML says who handed in what."""

import sys

import pytest

from grader.errors import CallerError
from grader.platforms.gradescope.import_ import who_and_when

ROOT = "assignment_7_export"
METADATA = """---
submission_101:
  :submitters:
  - :name: Solo Student
    :sid: '00123'
    :email: solo@uni.edu
  :created_at: 2023-09-21 10:00:00.000000000 -07:00
  :score: 44.0
  :results:
    output: |
      submission_101:
        :submitters: []
    tests:
    - !ruby/object:Odd {a: 1}
  :history:
  - :created_at: 2023-09-20 10:00:00.000000000 -07:00
    :score: 1.0
submission_102:
  :submitters:
  - :name: Ann Lee
    :sid: 200
    :email: ann@uni.edu
  - :name: Bo Ray
    :email: bo@uni.edu
  - :name: "No: Body"
    :sid:
    :email: null
  :created_at: 2023-09-21 10:00:00 Z
submission_103:
  :submitters: []
  :created_at: null
submission_104:
  :submitters:
  - :name: Without Files
    :sid: 4
"""


def _export(metadata=METADATA, **more):
    return {
        f"{ROOT}/submission_metadata.yml": metadata,
        f"{ROOT}/submission_101/hw.ipynb": "{}",
        f"{ROOT}/submission_102/cs231n/layers.py": "",
        f"{ROOT}/submission_103/hw.ipynb": "{}",
        f"__MACOSX/{ROOT}/._x": "",
        **more,
    }


def test_each_submission_is_a_hand_in_of_all_its_submitters(arrived):
    found = arrived("gradescope", _export()).found
    assert {arrival.id: list(arrival.items) for arrival in found} == {
        "submission_101": ["hw.ipynb"],
        "submission_102": ["cs231n/layers.py"],
        "submission_103": ["hw.ipynb"],
    }
    solo = found[0].entries[0]
    assert (solo.student, solo.name, solo.email) == ("00123", "Solo Student", "solo@uni.edu")
    assert (solo.submitted_at, solo.key, solo.platform) == (
        "2023-09-21T10:00:00-07:00",
        "submission_101",
        "gradescope",
    )


def test_who_has_no_number_goes_by_the_address_then_by_the_name(arrived):
    group = arrived("gradescope", _export()).found[1]
    assert [entry.student for entry in group.entries] == ["200", "bo@uni.edu", "No: Body"]
    assert {entry.submission for entry in group.entries} == {"submission_102"}


def test_a_hand_in_of_nobody_is_kept_under_its_own_name(arrived):
    found = arrived("gradescope", _export()).found[2]
    assert [(entry.student, entry.submitted_at) for entry in found.entries] == [("submission_103", "")]


def test_who_is_named_without_files_is_told(arrived):
    assert [(one.path, one.why) for one in arrived("gradescope", _export()).left_out] == [
        ("submission_104", "no_files")
    ]


def test_an_export_of_scans_is_keyed_by_file(arrived):
    metadata = "123.pdf:\n  :submitters:\n  - :name: A\n    :sid: 1\n"
    found = arrived("gradescope", {"submission_metadata.yml": metadata, "123.pdf": b"%PDF"}).found
    assert [(one.id, list(one.items), one.entries[0].student) for one in found] == [("123", ["123.pdf"], "1")]


def test_results_and_history_are_not_read():
    kept = "\n".join(who_and_when(METADATA))
    assert "ruby" not in kept
    assert "2023-09-20" not in kept
    assert kept.count(":submitters:") == 4


@pytest.mark.parametrize("metadata", ["- a\n- b\n", "", "a: [", "a: 1\na: 2\n", b"\xff\xfe", "a: !!python/name:os x"])
def test_metadata_that_says_nothing_is_refused(arrived, metadata):
    if metadata == "a: !!python/name:os x":  # text like all else: nothing is ever made of a tag
        assert len(arrived("gradescope", _export(metadata)).found) == 3
        return
    with pytest.raises(CallerError, match=r"submission_metadata\.yml (cannot be read|does not say)"):
        arrived("gradescope", _export(metadata))


def test_without_the_package_it_is_said_how_to_get_it(arrived, monkeypatch):
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    with pytest.raises(CallerError, match=r"pip install 'notebook-grader\[gradescope\]'"):
        arrived("gradescope", _export())
