"""Groups of equal behaviour in the browser: looked at, decided, undone."""

import re

import pytest

from grader.behaviour.index import write_index
from grader.gradebook.group_decisions import read_group_decisions
from grader.grading.override import write_decisions
from tests.grader.grading.conftest import _low_passes, grouped  # noqa: F401

from .conftest import Served

HERE = "/behaviour/low_pass"


@pytest.fixture
def served(grouped):  # noqa: F811
    grouped.index()
    found = Served(grouped.out)
    found.grouped = grouped
    return found


@pytest.fixture
def browser(served):
    return served.browser()


def _address(served, name="doubled"):
    return f"{HERE}/{served.grouped.index().hand_ins[name].groups['low_pass']}"


def _decide(served, browser, whose="doubled", status=200, **fields):
    address = _address(served, whose)
    sent = {**browser.form(address, address), "part": "all", "then": "stay", **fields}
    return browser.send(address, sent, status)


def test_each_question_leads_to_its_groups(browser):
    told = browser.open("/behaviour")
    assert f'href="{HERE}"' in told
    assert "The low-pass filter" in told
    assert "ringing" not in re.findall(r'href="/behaviour/(\w+)"', told)


def test_the_groups_of_a_question_come_with_what_is_seen_of_them(browser):
    told = browser.open(f"{HERE}?show=all")
    assert "stopped with an error: <code>ValueError</code>" in told
    sizes = [int(size) for size in re.findall(r">(\d+)</a></th>", told)]
    assert sizes == sorted(sizes, reverse=True)


def test_a_group_shows_the_code_of_one_with_its_line_and_all_members(served, browser):
    told = browser.open(_address(served, "crash"))
    assert "crash_too" in told
    assert "one too many" in told
    assert re.search(r'class="line marked"', told)


def test_a_group_of_one_is_called_so(served, browser):
    assert "One hand-in" in browser.open(_address(served, "plus"))
    assert "2 hand-ins" in browser.open(_address(served, "crash"))


def test_another_members_code_can_be_looked_at(served, browser):
    address = _address(served)
    other = re.search(rf'href="{address}\?of=(\w+)">code</a></li></ul>', browser.open(address))[1]
    assert "doubled_too</bdi></a></h3>" in browser.open(f"{address}?of={other}")


def test_a_decision_is_on_the_disk_when_the_page_says_so(served, browser):
    told = _decide(served, browser, **{"points.filtered": "3,5", "comment": "Only a factor.", "name": "doubled"})
    assert "The decision is on the disk." in told
    (decision,) = read_group_decisions(served.folder).standing
    assert (decision.points, decision.comment, decision.who) == ({"filtered": 3.5}, "Only a factor.", "ada")
    write_decisions(served.folder)
    assert served.grouped.score("doubled_too") == 3.5


def test_the_points_show_at_once_and_wait_to_be_written(served, browser):
    before = served.grouped.score("doubled")
    _decide(served, browser, **{"points.filtered": "3.5"})
    rows = served.review.state().rows
    assert {one.score for one in rows["doubled_too"].criteria if one.criterion == "filtered"} == {3.5}
    assert (served.grouped.score("doubled"), served.review.state().is_behind) == (before, True)
    write_decisions(served.folder)
    assert not served.review.state().is_behind


def test_some_of_a_group_can_be_decided(served, browser):
    address = _address(served)
    key = re.search(r'name="member" value="(\w+)"> <bdi>doubled_too', browser.open(address))[1]
    _decide(served, browser, **{"points.filtered": "1", "part": "some", "member": [key]})
    assert read_group_decisions(served.folder).standing[0].only == ("doubled_too",)
    assert "Decided for some" in browser.open(address)


def test_what_was_decided_can_be_undone(served, browser):
    _decide(served, browser, **{"points.filtered": "3"})
    address = _address(served)
    (decision,) = read_group_decisions(served.folder).standing
    fields = browser.form(address, address)
    told = browser.send(address, {"token": fields["token"], "undo": decision.id, "back": address})
    assert "taken back" in told
    assert read_group_decisions(served.folder).standing == ()


def test_a_form_that_is_sent_twice_is_one_decision(served, browser):
    address = _address(served)
    fields = {**browser.form(address, address), "part": "all", "then": "stay", "points.filtered": "3"}
    browser.send(address, fields)
    browser.send(address, fields)
    assert len(read_group_decisions(served.folder).standing) == 1


def test_the_second_marker_is_told_who_decided(served):
    ada, bo = served.browser("ada"), served.browser("bo")
    address = _address(served)
    fields = {**bo.form(address, address), "part": "all", "points.filtered": "2", "comment": "Half of it."}
    _decide(served, ada, **{"points.filtered": "3"})
    told = bo.send(address, fields, 409)
    assert "ada decided about the group" in told
    assert "Half of it." in told
    assert read_group_decisions(served.folder).standing[0].points == {"filtered": 3}


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"points.filtered": "many"}, 400, "no number of points"),
        ({"points.filtered": "5"}, 400, "of range"),
        ({"points.filtered": "-1"}, 400, "of range"),
        ({"points.filtered": "nan"}, 400, "no number of points"),
        ({"points.filtered": "1", "comment": "x" * 10_001}, 400, "10000 can be"),
        ({"points.nothing": "1"}, 400, "no criterion"),
        ({}, 400, "nothing was decided"),
        ({"points.filtered": "1", "part": "some"}, 400, "nobody was chosen"),
    ],
)
def test_what_cannot_be_decided_is_said_and_not_written(served, browser, fields, status, said):
    assert said in _decide(served, browser, status=status, **fields)
    assert read_group_decisions(served.folder).standing == ()


def test_a_group_that_is_not_there_any_more_is_said(browser):
    assert "there is no group" in browser.open(f"{HERE}/0123456789abcdef", 404)
    assert "no question" in browser.open("/behaviour/nothing", 404)


def test_who_changed_comes_up_again_at_the_group(served, browser):
    _decide(served, browser, **{"points.filtered": "3", "comment": "Only a factor."})
    write_decisions(served.folder)
    code = (served.grouped.course.hand_ins / "plus/spectrum.py").read_text().split("\n\n\n")[-1]
    served.grouped.write("doubled", code)
    served.grouped.index()
    told = browser.open(_address(served, "plus"))
    assert "To look at again" in told
    assert "Only a factor." in told
    assert "since their code does something else now: 1" in browser.open("/")


def test_what_students_wrote_is_text(served, browser):
    served.grouped.write("plus", "def low_pass(x, keep):\n    return x + len('<script>alert(1)</script>')\n")
    served.grouped.index()
    assert "<script>alert" not in browser.open(_address(served, "plus"))
    _decide(served, browser, **{"name": "<img src=x onerror=alert(1)>", "comment": "</textarea><script>"})
    told = browser.open(_address(served))
    assert "<img src=x" not in told
    assert "</textarea><script>" not in told


def test_a_question_can_be_opened_while_its_groups_are_being_made(served, browser):
    write_index(served.folder, type(served.grouped.index())())
    assert "The groups are being made" in browser.open(HERE)
