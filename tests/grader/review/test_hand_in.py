"""One hand-in: what is shown of it, points given by a person, comments at lines, and whoever came too late."""

import html
import json
import re

import pytest
from anyio.from_thread import start_blocking_portal

from grader.gradebook.answers import answers_in
from grader.gradebook.decisions import read_decisions
from grader.gradebook.line_comments import read_line_comments
from grader.grading.override import write_decisions
from grader.review.class_state import key_of
from grader.review.evidence import Evidence

from .conftest import Served

SOLO = f"/hand-in/{key_of('solo')}"
DECIDE = f"{SOLO}/decide"
COMMENT = f"{SOLO}/comment"


def _given(browser, points="1", comment="Nearly.", status=200, **more):
    fields = {**browser.form(SOLO, DECIDE), "points": points, "comment": comment, **more}
    return browser.send(DECIDE, fields, status)


def test_the_numbers_that_came_and_those_that_were_expected_are_there(served):
    served.review.evidence = evidence = Evidence(served.folder)
    with start_blocking_portal() as served.portal:
        browser = served.browser()
        texts = (browser.open(SOLO) for _ in range(60))
        text = next(text for text in texts if "is being made" not in text)
        student = browser.open(f"{SOLO}/report")
        served.portal.call(evidence.close)
    (peak,) = re.findall(r"<code>signal/only</code> peak_frequency</p>\s*<dl class=\"pair\">(.*?)</dl>", text)
    assert len(set(re.findall(r"<pre[^>]*>(.+?)</pre>", peak))) == 2
    assert "What a right answer says" in text
    assert 'class="values"' not in student


def test_points_are_on_the_disk_before_the_page_says_so(served, browser):
    assert "The points are on the disk." in _given(browser, "1,5")
    (decision,) = read_decisions(served.folder)
    assert (decision.submission, decision.points, decision.comment, decision.who) == ("solo", 1.5, "Nearly.", "ada")
    assert "go into the reports within a minute" in browser.open("/")


def test_points_count_at_once_and_are_in_the_report_when_it_is_written(served, browser):
    before = served.review.state().rows["solo"].score
    fields = browser.form(SOLO, DECIDE)
    _given(browser, "0")
    shown = served.review.state().rows["solo"]
    assert shown.score < before
    write_decisions(served.folder)
    written = served.review.state()
    assert written.unwritten == ()
    assert written.rows["solo"] == shown
    report = json.loads((served.folder / "reports/solo/report.json").read_text())
    question = next(one for one in report["questions"] if one["id"] == fields["question"])
    assert "Nearly." in next(one for one in question["criteria"] if one["id"] == fields["criterion"])["message"]


@pytest.mark.parametrize(
    ("points", "comment", "told"),
    [
        ("99", "Why.", "out of range"),
        ("-1", "Why.", "out of range"),
        ("nan", "Why.", "no number of points"),
        ("two", "Why.", "no number of points"),
        ("1", " ", "a reason is missing"),
        ("1", "x" * 10001, "10000 can be"),
    ],
)
def test_what_cannot_be_given_is_refused_in_words_and_nothing_is_recorded(served, browser, points, comment, told):
    assert told in _given(browser, points, comment, 400)
    assert read_decisions(served.folder) == ()


def test_points_for_a_plot_on_the_page_of_its_hand_in_are_for_that_picture(served, browser):
    path = served.folder / "reports/solo/report.json"
    report = json.loads(path.read_text())
    asked = next(one for one in report["questions"] if one["id"] == "ringing")
    asked["criteria"][0] |= {"verdict": "pending", "answer": "plot()"}
    asked["pictures"] = [{"cell": 1, "width": 1, "height": 1, "png": "iVBORw==", "criterion": "answer"}]
    path.write_text(json.dumps(report))
    _given(browser, "1", question="ringing", criterion="answer", version=_version(browser, "ringing"))
    (decision,) = read_decisions(served.folder)
    (answer,) = (one for one in answers_in(served.folder) if one.submission == "solo")
    assert answer.drawn
    assert (decision.answer, answer.points) == (answer.text_revision, 1)


def _version(browser, question):
    """The version that the form for a question's points holds."""
    found = rf'name="question" value="{question}">.*?name="version" value="([^"]*)"'
    return html.unescape(re.search(found, browser.open(SOLO), re.DOTALL)[1])


def test_what_was_written_is_shown_again_where_it_was_not_recorded(browser):
    assert "A long reason." in _given(browser, "99", "A long reason.", 400)


def test_a_form_that_is_sent_twice_is_one_decision(served, browser):
    fields = {**browser.form(SOLO, DECIDE), "points": "1", "comment": "Nearly."}
    browser.send(DECIDE, fields)
    browser.send(DECIDE, fields)
    assert len(read_decisions(served.folder)) == 1


def test_who_comes_second_is_told_who_decided_what(served):
    ada, bo = served.browser("ada"), served.browser("bo")
    late = {**bo.form(SOLO, DECIDE), "points": "0", "comment": "No."}
    _given(ada, "1", "Nearly.")
    told = bo.send(DECIDE, late, 409)
    assert "ada has decided since you opened the page" in told
    assert "1 points, comment: Nearly." in told
    assert "No." in told
    assert [one.who for one in read_decisions(served.folder)] == ["ada"]


def test_a_long_reason_is_cut_nowhere(served, browser):
    reason = " ".join(f"word{number}" for number in range(200))
    assert reason in _given(browser, comment=reason)
    other = served.browser("bo")
    fields = {**other.form(SOLO, DECIDE), "points": "0", "comment": "No.", "version": "stale"}
    assert reason in other.send(DECIDE, fields, 409)
    write_decisions(served.folder)
    assert reason in (served.folder / "reports/solo/report.html").read_text(encoding="utf-8")
    assert reason in (served.folder / "reports/solo/report.md").read_text(encoding="utf-8")


def test_points_can_be_taken_back(served, browser):
    before = served.review.state().rows["solo"].score
    _given(browser, "0")
    _given(browser, measured="yes", comment="I was wrong.")
    write_decisions(served.folder)
    assert served.review.state().rows["solo"].score == before


def test_nothing_is_marked_while_the_rubric_is_another(served, browser, course):
    fields = {**browser.form(SOLO, DECIDE), "points": "1", "comment": "Nearly."}
    course.change_rubric("points = ", "points = 1")
    assert "the rubric has changed since the class was graded" in browser.open("/")
    assert "the rubric has changed" in browser.send(DECIDE, fields, 400)
    assert read_decisions(served.folder) == ()


def test_nothing_is_marked_while_a_file_of_mistakes_is_another(served, browser, course):
    file = course.rubric.parent / "mistakes/dft_scaled.py"
    text = file.read_text()
    fields = {**browser.form(SOLO, DECIDE), "points": "1", "comment": "Nearly."}
    file.write_text(text + "\n")
    assert "the rubric has changed" in browser.send(DECIDE, fields, 400)
    file.write_text(text)
    assert "The points are on the disk." in browser.send(DECIDE, fields)


def test_nothing_is_marked_without_the_rubric(served, browser, course):
    fields = {**browser.form(SOLO, DECIDE), "points": "1", "comment": "Nearly."}
    course.rubric.unlink()
    assert "the rubric of this class cannot be read" in browser.send(DECIDE, fields, 400)


def test_a_hand_in_that_was_handed_in_anew_is_not_marked_by_an_old_page(served, browser, course):
    fields = {**browser.form(SOLO, DECIDE), "points": "1", "comment": "Nearly."}
    notebook = next(course.hand_ins.glob("solo/*.ipynb"))
    notebook.write_text(notebook.read_text() + "\n")
    course.batch()
    assert "handed in anew" in browser.send(DECIDE, fields, 409)


def test_a_hand_in_that_is_gone_is_told(served, browser):
    assert "there is no hand-in" in browser.open("/hand-in/000000000000", status=404)
    assert "there is no criterion no.such" in browser.send(
        DECIDE, {**browser.form(SOLO, DECIDE), "question": "no", "criterion": "such", "comment": "x"}, 404
    )


def _commented(browser, line, text, status=200):
    fields = {**browser.form(SOLO, COMMENT), "line": str(line), "comment": text}
    return fields, browser.send(COMMENT, fields, status)


def _first_line(browser):
    return int(re.search(r'data-line="(\d+)"', browser.open(SOLO))[1])


def test_a_comment_at_a_line_reaches_the_student(served, browser):
    _commented(browser, _first_line(browser), "Look at this **line**.")
    (comment,) = read_line_comments(served.folder)
    assert comment.source
    assert served.review.state().is_behind
    write_decisions(served.folder)
    assert not served.review.state().is_behind
    page = (served.folder / "reports/solo/report.html").read_text()
    assert "Look at this <strong>line</strong>." in page
    assert "Comments on your code" in (served.folder / "reports/solo/report.md").read_text()


def test_a_comment_survives_a_batch(served, browser, course):
    _commented(browser, _first_line(browser), "Look here.")
    course.batch(force=True)
    assert "Look here." in (served.folder / "reports/solo/report.html").read_text()


def test_a_comment_holds_for_the_text_of_its_line(served, browser, course):
    _commented(browser, _first_line(browser), "Look here.")
    (comment,) = read_line_comments(served.folder)
    notebook = next(course.hand_ins.glob("solo/*.ipynb"))
    notebook.write_text(notebook.read_text() + "\n")
    course.batch()
    assert "Look here." in (served.folder / "reports/solo/report.html").read_text()
    for path in course.hand_ins.glob("solo/*"):
        path.write_text(path.read_text().replace(comment.source.strip(), "pass  # another line"))
    course.batch()
    assert "Look here." not in (served.folder / "reports/solo/report.html").read_text()
    assert "Look here." not in browser.open(SOLO)


def test_a_comment_is_written_once_and_taken_back_by_its_button(served, browser):
    fields, _ = _commented(browser, _first_line(browser), "Look here.")
    browser.send(COMMENT, fields)
    assert len(read_line_comments(served.folder)) == 1
    browser.send(COMMENT, {**browser.form(SOLO, COMMENT), "remove": "yes"})
    write_decisions(served.folder)
    assert "Look here." not in (served.folder / "reports/solo/report.json").read_text()


def test_two_who_change_one_comment_are_told(served):
    ada, bo = served.browser("ada"), served.browser("bo")
    _commented(ada, _first_line(ada), "Look here.")
    change = {**bo.form(SOLO, COMMENT), "comment": "No, there."}
    ada.send(COMMENT, {**ada.form(SOLO, COMMENT), "comment": "Look there."})
    assert "ada has changed this comment" in bo.send(COMMENT, change, 409)


@pytest.mark.parametrize("line", ["0", "99999", "-1", "x", ""])
def test_a_line_that_is_not_there_is_refused(browser, line):
    assert "there is no line" in _commented(browser, line, "Look here.", 400)[1]


def test_an_empty_comment_is_refused(browser):
    assert "the comment is empty" in _commented(browser, 1, " ", 400)[1]


def test_what_a_student_wrote_runs_nowhere(served, browser):
    answer = browser.client.get(f"{SOLO}/report")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "script-src" not in answer.headers["content-security-policy"]


def test_a_hand_in_that_cannot_be_read_says_so_first(course):
    (course.hand_ins / "broken").mkdir()
    (course.hand_ins / "broken/Filter.ipynb").write_text("{")
    course.batch()
    told = Served(course.out).browser().open(f"/hand-in/{key_of('broken')}").split("<main")[1]
    assert told.index("could not be read") < told.index("<section")
    assert "is being made" not in told
