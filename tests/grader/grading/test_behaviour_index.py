"""Who behaves alike stands together, and nobody else."""

import json
from pathlib import Path

from grader.behaviour.groups import Kind
from grader.behaviour.index import groups_of, read_index, write_index
from grader.gradebook.book import read_book
from grader.grading.behaviour_index import is_current

from .low_passes import LOW_PASSES


def _groups(grouped, question="low_pass"):
    index = grouped.index()
    return groups_of(index, question, read_book(grouped.out).about.submissions)


def _members(groups):
    return {frozenset(group.members) for group in groups}


def test_equal_numbers_are_one_group_however_they_were_computed(grouped):
    assert {"doubled", "doubled_too"} in _members(_groups(grouped))


def test_other_numbers_are_another_group(grouped):
    assert {"plus"} in _members(_groups(grouped))


def test_one_line_that_raises_is_one_group_whatever_its_variables_are_called(grouped):
    assert {"crash", "crash_too"} in _members(_groups(grouped))


def test_an_error_in_another_line_is_another_group(grouped):
    assert {"crash_elsewhere"} in _members(_groups(grouped))


def test_what_is_no_number_equals_itself(grouped):
    assert {"not_a_number", "not_a_number_too"} in _members(_groups(grouped))


def test_all_that_is_right_is_one_group_and_the_largest_comes_first(grouped):
    groups = _groups(grouped, "dft")
    assert (groups[0].evidence.kind, len(groups)) == (Kind.RIGHT, 1)
    assert len(groups[0].members) == len(LOW_PASSES) + 2


def test_each_group_says_what_is_seen_of_it(grouped):
    told = {min(group.members): group.evidence for group in _groups(grouped)}
    assert {name: told[name].kind.value for name in ("doubled", "crash", "none", "not_a_number")} == {
        "doubled": "values",
        "crash": "crash",
        "none": "refused",
        "not_a_number": "values",
    }
    crash = told["crash"]
    assert (crash.exception, crash.line) == ("ValueError", "return np.fft.irfft(v1) * np.ones(len(x) + 1)")
    doubled = told["doubled"]
    assert abs(float(doubled.got) / float(doubled.expected) - 2) < 1e-3
    assert (len(doubled.failing), doubled.of) == (3, 3)


def test_questions_that_people_mark_have_no_groups(grouped):
    assert _groups(grouped, "ringing") == ()


def test_what_did_not_change_is_not_compared_again(grouped):
    index = grouped.index()
    assert grouped.index() == index
    path = grouped.out / "behaviours/index.json"
    before = path.stat().st_mtime_ns
    grouped.index()
    assert path.stat().st_mtime_ns == before


def test_the_groups_keep_their_names_when_they_are_made_again(grouped):
    before = grouped.index()
    write_index(grouped.out, type(before)())
    assert grouped.index() == before


def test_a_new_hand_in_joins_its_group(grouped):
    before = {group.id for group in _groups(grouped)}
    grouped.write("late", LOW_PASSES["doubled_too"].replace("F", "Spectrum"))
    groups = _groups(grouped)
    assert {"doubled", "doubled_too", "late"} in _members(groups)
    assert {group.id for group in groups} == before


def test_the_groups_are_not_current_after_a_new_record(grouped):
    index, about = grouped.index(), read_book(grouped.out).about
    assert is_current(grouped.out, index, about.sha256, about.submissions)
    grouped.course.batch(force=True)
    assert not is_current(grouped.out, index, about.sha256, about.submissions)


def test_the_results_may_be_named_from_where_one_stands(grouped, monkeypatch):
    before = grouped.index()
    write_index(grouped.out, type(before)())
    monkeypatch.chdir(grouped.out.parent)
    grouped.out = Path(grouped.out.name)
    assert grouped.index() == before


def test_a_file_that_was_cut_is_made_again(grouped):
    before = grouped.index()
    path = grouped.out / "behaviours/index.json"
    path.write_bytes(path.read_bytes()[:-40])
    assert read_index(grouped.out).hand_ins == {}
    assert grouped.index() == before


def test_a_behaviour_that_was_changed_is_not_believed(grouped):
    before = _members(_groups(grouped))
    for path in (grouped.out / "behaviours").glob("*.bin"):
        path.write_bytes(path.read_bytes().replace(b"ValueError", b"ValueErroR"))
    write_index(grouped.out, type(grouped.index())())
    assert _members(_groups(grouped)) == before


def test_no_name_of_a_student_stands_in_a_behaviour(grouped):
    grouped.index()
    for path in (grouped.out / "behaviours").glob("*.bin"):
        assert json.loads(path.read_bytes().split(b"\n")[0])["question"]
        assert not any(name.encode() in path.read_bytes() for name in ("doubled", "solo", "team"))
