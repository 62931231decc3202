"""Before publishing: what waits, what would change, and everything written in one step."""

import csv
import json

import pytest

from grader.gradebook.appeals import add_appeals
from grader.gradebook.decisions import add_decisions, read_decisions
from grader.model.appeal import Appeal
from grader.model.decision import Decision

from .conftest import ORIGIN


def _decision(served, points):
    row = served.review.state().rows["team"]
    one = next(one for one in row.criteria if one.question == "dft")
    place = {"submission": "team", "question": one.question, "criterion": one.criterion}
    return Decision(**place, points=points, comment="Seen.", who="ada", when="2026-10-05T00:00:00+00:00")


def _written(browser, status=200, table=None, **more):
    fields = {**browser.form("/publish", "/publish"), **more}
    files = {"table": ("worksheet.csv", table)} if table else None
    found = browser.client.post("/publish", data=fields, files=files, headers={"Origin": ORIGIN})
    assert found.status_code == status, found.text
    return found.text


def test_what_waits_is_told_with_its_hand_ins(served, browser):
    add_appeals(served.folder, [Appeal(student="00123", text="Look again.")])
    text = browser.open("/publish")
    assert "Complaints that wait for an answer: 1" in text
    assert "Why does the smoothed signal ring?" in text


def test_what_would_change_is_shown_and_done_as_it_was_shown(course, served, browser):
    course.change_rubric("points = 3", "points = 5")
    assert "has changed since" in browser.open("/publish")
    text = browser.send("/publish/look", browser.form("/publish", "/publish/look"))
    assert "0 lose" in text
    assert "points = 3 → points = 5" in text
    before = served.review.state().rows["team"].score
    text = browser.send("/publish/judge", browser.form("/publish", "/publish/judge"))
    assert "The class was judged again" in text
    assert served.review.state().rows["team"].score == before + 2


def test_what_nobody_has_seen_is_not_done(course, served, browser):
    browser.send("/publish/look", browser.form("/publish", "/publish/look"))
    fields = browser.form("/publish", "/publish/judge")
    course.change_rubric("points = 3", "points = 5")
    assert "have changed since you looked" in browser.send("/publish/judge", fields, 409)
    assert "computed for other results" in browser.open("/publish")


def test_reports_and_a_table_hold_every_decision_in_one_step(served, browser):
    add_decisions(served.folder, [_decision(served, 0.5)])
    for page in served.folder.glob("reports/*/report.*ml"):
        page.unlink()
    text = _written(browser, platform="csv", provisional="yes")
    assert "Everything is written." in text
    assert (served.folder / "reports/solo/report.html").is_file()
    report = json.loads((served.folder / "reports/team/report.json").read_text())
    assert next(one["score"] for one in report["questions"] if one["id"] == "dft") == 0.5
    given = browser.client.get("/published/grades.csv")
    rows = list(csv.DictReader(given.content.decode("utf-8-sig").splitlines()))
    assert {row["student"] for row in rows} == {"00123", "bo", "cy", "never"}
    assert "attachment" in given.headers["content-disposition"]


def test_points_that_wait_are_not_published_unless_it_is_asked_for(served, browser):
    assert "wait" in _written(browser, 400, platform="csv")
    assert not (served.folder / "grades.csv").exists()


def test_nothing_is_published_while_a_batch_writes(served, browser):
    from grader.grading.lock import locked

    add_decisions(served.folder, [_decision(served, 0.5)])
    with locked(served.folder):
        assert "Marks that you give now are kept" in browser.open("/")
        assert "another batch is writing there" in _written(browser, 400, platform="csv", provisional="yes")
    assert len(read_decisions(served.folder)) == 1


def test_a_platform_that_is_not_there_is_refused(browser):
    assert "no platform" in _written(browser, 400, platform="../../etc").lower()


@pytest.mark.parametrize("name", ["..%2Fclass.json", "class.json", ".lock", "overrides.jsonl", "nothing"])
def test_nothing_else_of_the_results_can_be_had(browser, name):
    browser.open(f"/published/{name}", status=404)


def test_the_table_of_a_platform_is_filled_beside_the_one_that_was_sent(served, browser):
    lines = ["Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,Last modified (grade)"]
    lines += ["Participant 1,Jane Doe,jane@uni.edu,,,12.00,Yes,-", "Participant 2,Bo,bo@uni.edu,,,12.00,Yes,-"]
    text = _written(browser, platform="moodle", provisional="yes", table="\n".join(lines) + "\n")
    assert "Everything is written." in text
    assert (served.folder / "published/moodle-given.csv").read_text().count("\n") == 3
    filled = browser.client.get("/published/moodle.csv").content.decode("utf-8-sig")
    assert "Bo,bo@uni.edu,,10" in filled
