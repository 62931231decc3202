from pathlib import Path

import pytest

from grader.cli.terminal import print_report
from grader.gradebook.rows import Row
from grader.gradebook.summary import graded_submission
from grader.model.grade import GradeStatus
from grader.model.verdict import Verdict
from grader.report.html import html
from grader.report.markdown import markdown
from grader.report.mend_first import hints_of, mend_first
from grader.report.words import words


def _criterion(verdict, lost=0.0, rung=None, cause=None, finding=None, check="matches", **facts):
    findings = [{"kind": "mistake", "title": finding or "a cause", "caused_by": cause}] if cause or finding else []
    evidence = {**({"rung": rung} if rung else {}), **facts}
    score = {
        "id": "c",
        "title": "Criterion",
        "verdict": verdict,
        "score": 5.0 - lost,
        "max_score": 5.0,
        "next": "Do it.",
    }
    return {**score, "check": check, "evidence": evidence, "findings": findings}


def _mend(**questions):
    listed = [{"id": name, "title": name.upper(), "criteria": criteria} for name, criteria in questions.items()]
    return mend_first(listed, words())


def _named(found):
    return [(item["question"], item["lost"]) for item in found]


def test_what_was_begun_comes_before_what_was_not():
    found = _mend(a=[_criterion("not_attempted", 5)], b=[_criterion("fail", 2)])
    assert [(item["question"], item["begun"]) for item in found] == [("b", True), ("a", False)]


def test_the_costliest_comes_first():
    found = _mend(a=[_criterion("partial", 1)], b=[_criterion("fail", 5)], c=[_criterion("fail", 2)])
    assert _named(found) == [("b", 5), ("c", 2), ("a", 1)]


def test_what_a_question_builds_on_comes_first_however_little_it_costs():
    below = {"d": ["c"], "c": ["a"]}
    costs = {"a": 1, "b": 2, "c": 3, "d": 9}
    listed = [
        {"id": name, "title": name, "builds_on": below.get(name, []), "criteria": [_criterion("fail", lost)]}
        for name, lost in costs.items()
    ]
    assert [item["question"] for item in mend_first(listed, words())] == ["a", "c", "d"]


def test_what_was_not_begun_stays_in_the_rubrics_order():
    found = _mend(a=[_criterion("not_attempted", 1)], b=[_criterion("not_attempted", 5)])
    assert _named(found) == [("a", 1), ("b", 5)]


def test_at_most_three_things_are_named():
    assert len(_mend(**{name: [_criterion("fail", 1)] for name in "abcde"})) == 3


def test_all_that_a_question_lost_is_one_entry():
    assert _named(_mend(a=[_criterion("fail", 2), _criterion("partial", 1)])) == [("a", 3)]


def test_a_question_is_begun_when_any_of_it_is():
    (found,) = _mend(a=[_criterion("not_attempted", 2), _criterion("fail", 1)])
    assert found["begun"]


def test_what_is_blocked_is_counted_to_its_cause():
    assert _named(_mend(a=[_criterion("fail", 2)], b=[_criterion("blocked", 5, cause="a")])) == [("a", 7)]


def test_what_is_blocked_by_something_blocked_is_counted_to_the_first_cause():
    blocked = {"b": [_criterion("blocked", 3, cause="a")], "c": [_criterion("blocked", 5, cause="b")]}
    assert _named(_mend(a=[_criterion("fail", 2)], **blocked)) == [("a", 10)]


def test_what_is_blocked_by_nothing_listed_stands_for_itself():
    assert _named(_mend(b=[_criterion("blocked", 5, cause="a")])) == [("b", 5)]


@pytest.mark.parametrize("verdict", ["pass", "carried", "pending", "error"])
def test_what_needs_no_mending_is_not_listed(verdict):
    assert _mend(a=[_criterion(verdict, 5, rung="values", cause="b")]) == []


def test_a_claim_that_only_waits_for_other_questions_is_not_listed():
    assert _mend(a=[_criterion("partial", 2, held=8, of=8)]) == []


@pytest.mark.parametrize(
    ("criterion", "title"),
    [
        (_criterion("fail", 1, rung="shape", finding="a known mistake"), "A: a known mistake"),
        (_criterion("fail", 1, rung="shape"), "A: the shape is wrong"),
        (_criterion("fail", 1, rung="values"), "A: the numbers differ"),
        (_criterion("fail", 1), "A: Criterion"),
        (_criterion("not_attempted", 1), "A: not attempted yet"),
        (_criterion("partial", 1, check="runs", held=1, of=2), "A: not all cells run to their end"),
        (_criterion("partial", 1, check="outputs", held=1, of=2), "A: not all numbers keep to their bounds"),
    ],
)
def test_an_entry_is_named_by_the_nearest_thing_known(criterion, title):
    (found,) = _mend(a=[criterion])
    assert found["title"] == title


def _hinted(verdict, *named):
    return {"verdict": verdict, "hints": ["general"], "findings": [{"hints": list(hints)} for hints in named]}


def test_the_hints_of_a_named_mistake_stand_for_the_general_ones():
    assert hints_of(_hinted("fail", ["first", "second"], [])) == ["first", "second"]
    assert hints_of(_hinted("partial", [])) == ["general"]


@pytest.mark.parametrize("verdict", ["pass", "carried", "blocked", "pending", "error"])
def test_there_are_no_hints_where_nothing_is_to_be_mended(verdict):
    assert hints_of(_hinted(verdict, ["first"])) == []


@pytest.fixture
def report(build):
    """A report whose list was changed by hand, so that whoever makes it again is found out."""
    found = build.report(build.judged(Verdict.FAIL, build.comparison()))
    (entry,) = found["mend_first"]
    return {**found, "mend_first": [{**entry, "title": "Water the plants"}]}


def test_it_stands_in_the_report_with_all_that_pages_show_of_it(build):
    found = build.report(build.judged(Verdict.FAIL, build.comparison()))
    assert found["mend_first"] == mend_first(found["questions"], words())
    assert found["mend_first"][0].keys() == {"question", "criterion", "title", "where", "next", "lost", "begun"}


def test_every_page_and_the_summary_take_it_from_there(report, capsys):
    row = Row(
        submission="ada",
        sha256="",
        status=GradeStatus.GRADED,
        score=0.0,
        max_score=4.0,
        pending=0.0,
        criteria=(),
        questions={},
    )
    print_report(report, Path("report.html"))
    shown = [html(report), markdown(report), capsys.readouterr().out]
    assert ["Water the plants" in page for page in shown] == [True] * 3
    assert graded_submission(row, report).summary_entry["mend_first"] == ["Water the plants"]


def test_an_edge_case_is_called_one():
    edge, usual = _criterion("partial", 0.5, rung="raised", edge=True), _criterion("partial", 0.5, rung="raised")
    assert [item["title"] for item in _mend(a=[edge], b=[usual])] == [
        "A: edge case: the code stops with an error",
        "B: the code stops with an error",
    ]
