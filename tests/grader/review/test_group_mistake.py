"""What a group is called becomes a mistake of the rubric by clicks: looked for, read, written, judged by."""

import time

import pytest
from anyio.from_thread import start_blocking_portal

from grader.gradebook.book import report_of
from grader.grading.group_override import decide_group
from tests.grader.grading.conftest import _low_passes, grouped  # noqa: F401
from tests.grader.grading.low_passes import KEEPS_ONE_MORE

from .conftest import Served

pytestmark = pytest.mark.slow


@pytest.fixture
def served(grouped):  # noqa: F811
    grouped.write("one_more", KEEPS_ONE_MORE)
    found = Served(grouped.out)
    found.grouped, found.index = grouped, grouped.index()
    with start_blocking_portal() as found.portal:
        yield found
        found.portal.call(found.review.proposals.close)


@pytest.fixture
def browser(served):
    return served.browser()


def _named(served, whose, name="one frequency too many"):
    group = served.index.hand_ins[whose].groups["low_pass"]
    decide_group(served.folder, "low_pass", group, points={}, name=name, who="ada")
    return f"/behaviour/low_pass/{group}"


def _looked_for(browser, address):
    told = browser.send(f"{address}/mistake", browser.form(address, f"{address}/mistake"))
    while "It is being looked for" in told:
        time.sleep(0.05)
        told = browser.open(address)
    return told


def _mistakes(served):
    return {path.stem for path in (served.grouped.course.rubric.parent / "mistakes").glob("*.py")}


def test_a_named_group_becomes_a_mistake_that_the_reports_name(served, browser):
    address, before = _named(served, "one_more"), _mistakes(served)
    told = _looked_for(browser, address)
    assert "+ spectrum[keep + 2 :] = 0" in told
    assert "Proved: with this file" in told
    assert _mistakes(served) == before
    form = {**browser.form(address, f"{address}/mistake/write"), "title": "one too many stays"}
    assert "The mistake is in the rubric" in browser.send(f"{address}/mistake/write", form)
    assert _mistakes(served) - before == {"low_pass_one_frequency_too_many"}
    assert "the rubric has changed" in browser.send(address, {**browser.form(address, address), "comment": "x"}, 400)
    for action in ("/publish/look", "/publish/judge"):
        browser.send(action, browser.form("/publish", action))
    (question,) = [one for one in report_of(served.folder, "one_more").content["questions"] if one["id"] == "low_pass"]
    titles = [one["title"] for part in question["criteria"] for one in part["findings"]]
    assert "one too many stays" in titles
    assert "the rubric has changed" not in browser.open("/")


def test_where_no_edit_gives_the_numbers_the_page_says_so(served, browser):
    address = _named(served, "plus", "a constant is added")
    assert "The name stays a finding" in _looked_for(browser, address)


def test_what_another_named_meanwhile_is_looked_for_anew(served, browser):
    address, before = _named(served, "one_more"), _mistakes(served)
    _looked_for(browser, address)
    form = browser.form(address, f"{address}/mistake/write")
    _named(served, "one_more", "another name")
    assert "is not the one that would be written now" in browser.send(f"{address}/mistake/write", form, 409)
    assert _mistakes(served) == before


def test_a_file_that_came_meanwhile_is_not_written_over(served, browser):
    address = _named(served, "one_more")
    _looked_for(browser, address)
    form = browser.form(address, f"{address}/mistake/write")
    mine = served.grouped.course.rubric.parent / "mistakes/low_pass_one_frequency_too_many.py"
    mine.write_text("mine")
    assert "the rubric has changed" in browser.send(f"{address}/mistake/write", form, 400)
    assert mine.read_text() == "mine"


def test_a_group_without_a_name_is_told_to_get_one(served, browser):
    address = f"/behaviour/low_pass/{served.index.hand_ins['one_more'].groups['low_pass']}"
    token = browser.form(address, address)["token"]
    assert "this group has no name" in browser.send(f"{address}/mistake", {"token": token}, 400)
    assert "Look for it" not in browser.open(address)
