"""Complaints: taken in, answered once, with an effect that the student reads."""

import json

import pytest

from grader.gradebook.appeals import add_appeals, read_appeal_answers, read_appeals
from grader.gradebook.decisions import read_decisions
from grader.gradebook.forget import forget
from grader.grading.override import write_decisions
from grader.model.appeal import Appeal

from .conftest import ORIGIN

TABLE = 'Timestamp,Email address,Question,Request\n2026-10-05,jane@uni.edu,dft,"My sum is right,\nlook again."\n'


def _sent(browser, content, name="form.csv", status=200):
    fields = browser.form("/complaints", "/complaints/file")
    found = browser.client.post(
        "/complaints/file", data=fields, files={"file": (name, content)}, headers={"Origin": ORIGIN}
    )
    assert found.status_code == status, found.text
    return found.text


def _answered(browser, status=200, **more):
    fields = {**browser.form("/complaints", "/complaints"), "answer": "You are right.", **more}
    return browser.send("/complaints", fields, status)


@pytest.fixture
def asked(served):
    add_appeals(served.folder, [Appeal(student="00123", question="dft", text="Look again.")])
    return served


def test_the_table_of_a_form_is_taken_in_once(served, browser):
    assert "The complaints are on the disk." in _sent(browser, TABLE)
    assert "no complaint that is not here already" in _sent(browser, TABLE)
    (appeal,) = read_appeals(served.folder)
    assert (appeal.student, appeal.question, appeal.text) == ("jane@uni.edu", "dft", "My sum is right,\nlook again.")
    text = browser.open("/complaints")
    assert "Waiting: 1" in text
    assert "The discrete Fourier transform" in text


def test_lines_of_json_are_taken_in(served, browser):
    _sent(browser, '{"student": "bo", "text": "Why?"}\n\n', "a.jsonl")
    assert [one.student for one in read_appeals(served.folder)] == ["bo"]


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        ("who,what\nbo,x\n", "a.csv", "no column for the student"),
        (b"\xff\xfe", "a.csv", "cannot be read"),
        ('{"student": 1}\n', "a.jsonl", "cannot be read"),
        ("", "a.csv", "no file was sent"),
        ("student,text\nbo," + "x" * 20_001, "a.csv", "more than 20000 characters"),
    ],
)
def test_what_is_no_file_of_complaints_is_refused(served, browser, content, name, told):
    assert told in _sent(browser, content, name, 400)
    assert read_appeals(served.folder) == ()


def test_an_answer_without_other_points_reaches_the_student(asked):
    assert "the points stayed" in _answered(asked.browser())
    write_decisions(asked.folder)
    page = (asked.folder / "reports/solo/report.html").read_text()
    assert "What you asked to be looked at again" in page
    assert "You are right." in page
    assert not asked.review.state().is_behind


def _choice(browser):
    return browser.open("/complaints").split('<option value="')[2].split('"')[0]


def test_an_answer_may_change_points_which_the_report_tells(asked):
    browser = asked.browser()
    _answered(browser, choice=_choice(browser), points="1")
    (decision,) = read_decisions(asked.folder)
    assert (decision.question, decision.points, decision.comment) == ("dft", 1.0, "You are right.")
    write_decisions(asked.folder)
    report = json.loads((asked.folder / "reports/solo/report.json").read_text())
    (told,) = report["appeals"]
    assert (told["asked"], told["after"]) == ("Look again.", 1.0)
    assert "and are 1 now" in (asked.folder / "reports/solo/report.html").read_text()


def test_an_answer_that_is_sent_twice_is_one(asked):
    browser = asked.browser()
    fields = {**browser.form("/complaints", "/complaints"), "answer": "Yes.", "choice": _choice(browser), "points": "1"}
    browser.send("/complaints", fields)
    browser.send("/complaints", fields)
    assert len(read_appeal_answers(asked.folder)) == len(read_decisions(asked.folder)) == 1


def test_who_answers_second_is_told_and_gives_no_points(asked):
    ada, bo = asked.browser("ada"), asked.browser("bo")
    late = {**bo.form("/complaints", "/complaints"), "answer": "No.", "choice": _choice(bo), "points": "0"}
    _answered(ada)
    assert "ada has answered since" in bo.send("/complaints", late, 409)
    assert read_decisions(asked.folder) == ()


@pytest.mark.parametrize(
    ("more", "status", "told"),
    [
        ({"answer": ""}, 400, "a reason is missing"),
        ({"appeal": "0"}, 404, "this complaint is not there any more"),
        ({"choice": "99 x", "points": "1"}, 404, "there is no criterion"),
        ({"choice": "0 x", "points": ""}, 400, "no num"),
    ],
)
def test_what_is_no_answer_is_refused(asked, more, status, told):
    assert told in _answered(asked.browser(), status, **more)
    assert read_appeal_answers(asked.folder) == ()


def test_points_that_somebody_changed_meanwhile_are_told(asked):
    assert "handed in anew" in _answered(asked.browser(), 409, choice="0 0123456789ab", points="1")
    assert read_appeal_answers(asked.folder) == ()


def test_a_complaint_of_nobody_waits_until_its_name_is_mended(served, browser):
    add_appeals(served.folder, [Appeal(student="stranger", text="Hello")])
    assert "Nobody of that name has handed in" in browser.open("/complaints")
    fields = {**browser.form("/complaints", "/complaints/file"), "appeal": read_appeals(served.folder)[0].id}
    assert "is nobody who handed in" in browser.send("/complaints", {**fields, "answer": "x"}, 400)


def test_where_students_complain_stands_in_their_reports(served, course, browser):
    course.rubric.write_text(course.rubric.read_text() + '\n[gradebook]\nappeals = "https://uni.edu/form?a=1&b=2"\n')
    course.batch()
    page = (course.out / "reports/solo/report.html").read_text()
    assert 'href="https://uni.edu/form?a=1&amp;b=2"' in page
    assert "https://uni.edu/form" in browser.open("/complaints")


def test_a_student_who_is_forgotten_leaves_no_complaint(asked):
    _answered(asked.browser())
    forget(asked.folder, "00123")
    assert read_appeals(asked.folder) == read_appeal_answers(asked.folder) == ()


def test_a_complaint_bears_the_student_s_name(asked, browser):
    name = asked.review.state().named["00123"][0].entry.name
    assert name
    assert f">{name}</a>" in browser.open("/complaints")


def test_complaints_that_wait_stand_on_the_class_s_page(asked, browser):
    assert "Complaints that wait for an answer: 1" in browser.open("/")


def test_a_line_that_is_no_complaint_stops_no_page_and_no_command(asked, browser):
    with (asked.folder / "appeals.jsonl").open("ab") as file:
        file.write(b'{"student": \n')
    assert "no complaint: 1 (2)" in browser.open("/complaints")
    assert "are no complaint" in browser.open("/")
    write_decisions(asked.folder)
