"""Hand-ins are selected by what was measured, found and decided, and by whose they are."""

import json

import pytest

from grader.gradebook.decisions import add_decisions
from grader.model.decision import Decision
from grader.review.selection import Selection, selected, selection_in
from grader.review.state_reader import StateReader


def _names(course, **by):
    return [row.submission for row in selected(StateReader(course.out).now(), Selection(**by))]


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ({}, ["solo", "team"]),
        ({"question": "ringing", "verdict": "pending"}, ["team"]),
        ({"verdict": "blocked"}, []),
        ({"question": "no such"}, []),
        ({"group": "team"}, ["team"]),
        ({"status": "graded"}, ["solo", "team"]),
        ({"status": "unreadable"}, []),
        ({"status": "people"}, []),
        ({"low": "99", "high": "100"}, ["team"]),
        ({"high": "99"}, ["solo"]),
        ({"low": "x"}, ["solo", "team"]),
        ({"text": "doe"}, ["solo"]),
        ({"finding": "no such"}, []),
    ],
)
def test_hand_ins_are_selected(course, by, found):
    assert _names(course, **by) == found


def test_a_finding_leads_to_the_hand_ins_that_have_it(course):
    summary = json.loads((course.out / "summary.json").read_text())
    found = {"kind": "mistake", "mistake": "half", "title": "Halved", "questions": ["dft"]}
    next(one for one in summary["submissions"] if one["id"] == "team")["found"] = [found]
    (course.out / "summary.json").write_text(json.dumps(summary))
    (key,) = StateReader(course.out).now().graded.clusters
    assert _names(course, finding=key) == ["team"]


def test_hand_ins_with_points_of_people_are_found(course):
    place = {"submission": "solo", "question": "dft", "criterion": "spectrum"}
    add_decisions(course.out, [Decision(**place, points=1, comment="x", who="ada", when="2026-10-05T00:00:00")])
    assert _names(course, status="people") == ["solo"]


def test_an_address_holds_a_selection():
    chosen = Selection(question="q", verdict="fail", text="a&b=c")
    assert chosen.address == "/hand-ins?question=q&verdict=fail&text=a%26b%3Dc"
    assert selection_in({"question": "q", "verdict": "fail", "text": "a&b=c", "strange": "x"}) == chosen


def test_a_page_shows_the_selected_in_the_asked_order(browser):
    text = browser.open("/hand-ins?order=score&verdict=pass")
    assert text.index(">solo</bdi>") < text.index(">team</bdi>")
    assert "2 hand-ins." in text
    browser.open("/hand-ins?from=99999&order=strange")
