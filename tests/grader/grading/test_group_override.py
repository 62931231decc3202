"""One decision serves a group: it is in reports and marks, stays while the behaviour does, and can be undone."""

import csv
import json
from dataclasses import replace

import pytest

from grader.behaviour.index import groups_of
from grader.behaviour.stored import read
from grader.errors import CallerError
from grader.gradebook.book import read_book
from grader.gradebook.forget import forget
from grader.gradebook.group_decisions import read_group_decisions
from grader.grading.group_override import decide_group, undo_group
from grader.grading.group_waiting import class_groups, to_look_at_again, waiting_for
from grader.grading.override import override, write_decisions
from grader.grading.regrade import regrade

from .low_passes import LOW_PASSES


def _group(grouped, name, question="low_pass"):
    return grouped.index().hand_ins[name].groups[question]


def _decide(grouped, whose="doubled", **what):
    decision = decide_group(
        grouped.out, "low_pass", _group(grouped, whose), **{"points": {"filtered": 3}, "who": "ta", **what}
    )
    _apply(grouped)
    return decision


def _apply(grouped):
    return write_decisions(grouped.out)


def _criterion(grouped, name):
    report = json.loads((grouped.out / f"reports/{name}/report.json").read_text())
    return next(q for q in report["questions"] if q["id"] == "low_pass")["criteria"][0]


def _again(grouped):
    grouped.index()
    found = to_look_at_again(class_groups(grouped.out), read_book(grouped.out))
    return {one.submission for one in found}


def test_all_of_the_group_get_the_points_and_nobody_else(grouped):
    before = grouped.score("plus")
    _decide(grouped, comment="Only the factor.")
    assert (grouped.score("doubled"), grouped.score("doubled_too"), grouped.score("plus")) == (3, 3, before)
    assert _criterion(grouped, "doubled_too")["by_person"] == {"points": 3, "comment": "Only the factor."}
    assert "Only the factor." in (grouped.out / "reports/doubled/report.html").read_text()


def test_the_table_of_the_class_has_them(grouped):
    _decide(grouped)
    rows = {row["submission"]: row for row in csv.DictReader((grouped.out / "results.csv").read_text().splitlines())}
    assert float(rows["doubled_too"]["low_pass"]) == 3


def test_nothing_waits_once_it_is_applied(grouped):
    decide_group(grouped.out, "low_pass", _group(grouped, "doubled"), points={"filtered": 3})
    assert waiting_for(class_groups(grouped.out), read_book(grouped.out).rows) == ("doubled", "doubled_too")
    _apply(grouped)
    assert waiting_for(class_groups(grouped.out), read_book(grouped.out).rows) == ()


def test_a_part_of_the_group_can_be_decided(grouped):
    before = grouped.score("doubled")
    _decide(grouped, only=["doubled_too"])
    assert (grouped.score("doubled"), grouped.score("doubled_too")) == (before, 3)


def test_the_last_decision_holds_and_taken_back_the_one_before_it_does(grouped):
    _decide(grouped)
    last = _decide(grouped, points={"filtered": 1})
    assert grouped.score("doubled") == 1
    undo_group(grouped.out, last.id)
    _apply(grouped)
    assert grouped.score("doubled") == 3


def test_all_taken_back_everybody_has_what_was_measured(grouped):
    before = grouped.score("doubled")
    decision = _decide(grouped)
    undo_group(grouped.out, decision.id)
    _apply(grouped)
    assert grouped.score("doubled") == before
    assert "by_person" not in _criterion(grouped, "doubled")
    with pytest.raises(CallerError, match="taken back"):
        undo_group(grouped.out, decision.id)


def test_a_decision_about_one_student_goes_before_it_whichever_came_first(grouped):
    override(grouped.out, "doubled", "low_pass", 2, "By hand.")
    _decide(grouped)
    assert (grouped.score("doubled"), grouped.score("doubled_too")) == (2, 3)
    override(grouped.out, "doubled", "low_pass", None, "Back.")
    assert grouped.score("doubled") == 3


def test_a_comment_alone_leaves_the_points_as_they_are(grouped):
    before = grouped.score("doubled")
    _decide(grouped, points={}, comment="Look at the window.")
    assert grouped.score("doubled") == before
    assert _criterion(grouped, "doubled_too")["by_person"]["comment"] == "Look at the window."


def test_a_name_stands_in_the_report_where_nothing_else_explains_it(grouped):
    _decide(grouped, "not_a_number", points={}, name="nothing  but `NaN`")
    first, *_ = _criterion(grouped, "not_a_number_too")["findings"]
    assert (first["kind"], first["title"]) == ("named", "called `nothing but NaN`")
    assert "nothing but" in (grouped.out / "reports/not_a_number/report.html").read_text()
    assert any(
        "nothing but" in entry["title"] for entry in json.loads((grouped.out / "summary.json").read_text())["clusters"]
    )


def test_it_survives_a_regrade_a_batch_and_a_gradebook_that_is_lost(grouped):
    _decide(grouped)
    regrade(grouped.out)
    grouped.course.batch(force=True)
    for path in grouped.out.glob("gradebook.sqlite*"):
        path.unlink()
    assert [row.groups for row in read_book(grouped.out).rows if row.submission == "doubled_too"] != [()]
    assert (grouped.score("doubled"), grouped.score("doubled_too")) == (3, 3)


def test_it_survives_another_tolerance(grouped):
    _decide(grouped)
    grouped.course.change_rubric('outputs = ["filtered"]', 'outputs = ["filtered"]\ntolerance = 1e-3')
    regrade(grouped.out)
    assert grouped.score("doubled") == 3
    assert _again(grouped) == set()


def test_who_hands_in_the_same_later_gets_it(grouped):
    _decide(grouped)
    grouped.write("late", LOW_PASSES["doubled_too"].replace("F", "Spectrum"))
    assert grouped.score("late") == 3
    grouped.write("late", LOW_PASSES["plus"])
    assert grouped.score("late") != 3
    assert _again(grouped) == {"late"}


def test_who_changes_comes_up_again_until_that_is_decided(grouped):
    before = grouped.score("plus")
    _decide(grouped)
    grouped.write("doubled", LOW_PASSES["plus"])
    assert grouped.score("doubled") == before
    assert _again(grouped) == {"doubled"}
    _decide(grouped, "doubled", points={"filtered": 1})
    assert (_again(grouped), grouped.score("plus")) == (set(), 1)


def test_other_inputs_are_other_behaviours_and_all_come_up_again(grouped):
    _decide(grouped)
    grouped.course.change_rubric("seed = 1822", "seed = 1823")
    grouped.course.batch()
    assert _again(grouped) == {"doubled", "doubled_too"}


def test_an_error_stays_one_behaviour_on_other_inputs(grouped):
    _decide(grouped, "crash")
    grouped.course.change_rubric("seed = 1822", "seed = 1823")
    grouped.course.batch()
    assert (grouped.score("crash"), grouped.score("crash_too")) == (3, 3)


def test_a_dry_run_writes_nothing(grouped):
    _decide(grouped)
    before = grouped.course.files()
    regrade(grouped.out, dry_run=True)
    assert grouped.course.files() == before


def test_who_is_forgotten_stands_in_no_decision(grouped):
    _decide(grouped)
    _decide(grouped, "plus", only=["plus"])
    forget(grouped.out, "doubled")
    forget(grouped.out, "plus")
    text = (grouped.out / "group_decisions.jsonl").read_text()
    assert '"doubled"' not in text
    assert '"plus"' not in text
    assert grouped.score("doubled_too") == 3


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ({"points": {"filtered": 4.5}}, "4.5"),
        ({"points": {"filtered": float("nan")}}, "nan"),
        ({"points": {"other": 1}}, "other"),
        ({"only": ["plus"]}, "not in the group"),
        ({"points": {}}, "nothing was decided"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_not_written(grouped, what, said):
    with pytest.raises(CallerError, match=said):
        _decide(grouped, **what)
    assert not (grouped.out / "group_decisions.jsonl").exists()


def test_points_that_a_person_gives_answer_by_answer_are_not_given_to_groups(grouped):
    contents = read_book(grouped.out)
    rows = tuple(
        replace(row, criteria=tuple(replace(one, verdict="pending") for one in row.criteria)) for row in contents.rows
    )
    group = _group(grouped, "doubled")
    with pytest.raises(CallerError, match="answer by answer"):
        decide_group(grouped.out, "low_pass", group, points={"filtered": 1}, contents=replace(contents, rows=rows))


def test_a_behaviour_that_is_far_too_large_has_no_group(grouped, monkeypatch):
    monkeypatch.setattr("grader.behaviour.stored.MOST_BYTES", 10)
    assert grouped.index().hand_ins["doubled"].groups == {}


def test_a_group_that_is_not_there_is_refused(grouped):
    grouped.index()
    with pytest.raises(CallerError, match="there is no group"):
        decide_group(grouped.out, "low_pass", "0123456789abcdef", points={"filtered": 3})


def test_a_line_that_was_never_confirmed_is_left_out(grouped):
    _decide(grouped)
    path = grouped.out / "group_decisions.jsonl"
    path.write_bytes(path.read_bytes() + b'{"kind":"undone"')
    assert len(read_group_decisions(grouped.out).standing) == 1
    _decide(grouped, points={"filtered": 1})
    assert grouped.score("doubled") == 1


def test_a_behaviour_that_is_lost_is_told(grouped):
    decision = _decide(grouped)
    (grouped.out / f"behaviours/{decision.group}.bin").write_bytes(b"x")
    read.cache_clear()  # as in the next process
    with pytest.raises(CallerError, match="cannot be read"):
        regrade(grouped.out)


def test_the_groups_are_those_of_the_decided_behaviours(grouped):
    decision = _decide(grouped)
    index = grouped.index()
    found = groups_of(index, "low_pass", read_book(grouped.out).about.submissions)
    assert decision.group in {group.id for group in found}
