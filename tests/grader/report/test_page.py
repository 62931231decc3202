import re

import pytest

from grader.checks.answer import Answer
from grader.model.rubric import CellSelector
from grader.model.verdict import Verdict
from grader.report.html import html
from grader.report.page import Group, arranged, group_of
from grader.report.words import words

ANSWER = Answer(cell=CellSelector(tag="x"))
EXPLAINED = "Nothing keeps the root from zero."


def _question(*verdicts, **evidence):
    return {"criteria": [{"verdict": verdict, "evidence": evidence} for verdict in verdicts]}


@pytest.mark.parametrize(
    ("verdicts", "group"),
    [
        (("pass", "carried"), Group.RIGHT),
        (("pass", "pending"), Group.WAITING),
        (("pass", "fail"), Group.WRONG),
        (("partial", "pending"), Group.WRONG),
        (("error",), Group.WRONG),
        (("pass", "blocked"), Group.BLOCKED),
        (("blocked", "fail"), Group.WRONG),
        (("not_attempted", "not_attempted"), Group.UNTOUCHED),
        (("pass", "not_attempted"), Group.WRONG),
    ],
)
def test_a_question_stands_where_its_worst_criterion_puts_it(verdicts, group):
    assert group_of(_question(*verdicts)) is group


def test_what_is_only_paid_in_proportion_follows_by_itself():
    assert group_of(_question("partial", held=5, of=5)) is Group.FOLLOWS
    assert group_of(_question("partial", held=4, of=5)) is Group.WRONG


def test_what_is_wrong_comes_first_and_open_what_is_right_folds(build):
    told = html(build.report(build.judged(Verdict.PASS), build.judged(Verdict.FAIL, build.comparison())))
    assert told.index('<section class="question is-fail"') < told.index('<details class="one is-pass">')


def test_an_explanation_is_given_once(build):
    wrong = [build.judged(Verdict.FAIL, build.comparison(), findings=[build.finding("mistake")]) for _ in range(3)]
    told = html(build.report(*wrong))
    assert told.count(EXPLAINED) == 1
    assert told.count("The same as in “Forward”.") == 2


def test_of_an_explanation_given_already_only_the_place_is_named(build):
    wrong = [build.judged(Verdict.FAIL, build.comparison(), findings=[build.finding("mistake")]) for _ in range(2)]
    report = build.report(*wrong)
    report["questions"][1]["title"] = "Backward"
    told = html(report)
    assert told.count(EXPLAINED) == 1
    assert told.count("The same as in “Forward”.") == 1


def test_a_step_that_the_head_names_is_not_named_again(build):
    told = html(build.report(build.judged(Verdict.FAIL, build.comparison())))
    assert told.count("Compute a small example by hand") == 1


def test_criteria_of_one_question_with_one_sentence_share_it(build):
    judged = build.judged(Verdict.FAIL, build.comparison(), findings=[build.finding("mistake")])
    report = build.report(judged)
    (question,) = report["questions"]
    question["criteria"].append({**question["criteria"][0], "id": "second", "title": "Gradient"})
    (shown,) = arranged(words(), report)[Group.WRONG]
    (block,) = shown.blocks
    assert [bool(row.says) for row in block.rows] == [True, False]
    assert len(block.why) == 1


def test_twelve_untouched_parts_are_one_sentence(build):
    told = html(build.report(*[build.judged(Verdict.NOT_ATTEMPTED)] * 12))
    assert told.count("48 points are still to be had here") == 1
    assert "as in the template" not in told
    assert "Start here" in told


def test_what_waits_has_no_points_yet_and_the_head_says_so_far(build):
    told = html(build.report(build.judged(Verdict.PENDING), build.judged(Verdict.PASS), check=ANSWER))
    assert '<span class="points">- / 4</span>' in told
    assert "<strong>4</strong> of 4 points so far" in told


def test_the_verdict_is_shown_once_a_question(build):
    told = html(build.report(build.judged(Verdict.FAIL, build.comparison())))
    shown = re.sub(r'<span class="unseen">[^<]*</span>', "", told[: told.index("<footer>")])
    assert shown.count("not right yet</span>") == 1


def test_a_page_for_staff_says_so(build):
    judged = build.judged(Verdict.FAIL, build.comparison())
    assert "For staff only." in html(build.report(judged, audience="staff"))
    assert "For staff only." not in html(build.report(judged))


def test_a_report_of_an_earlier_version_is_shown_too(build):
    report = build.report(build.judged(Verdict.FAIL, build.comparison()), build.judged(Verdict.PASS))
    for question in report["questions"]:
        del question["criteria"][0]["told"]
    for item in report["mend_first"]:
        del item["where"]
    assert "differs from the reference" in html(report)
