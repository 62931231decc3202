"""Two markers in two browsers mark a class by clicks and keys, while the server is killed again and again."""

import csv
import io
import json
import os
import random
import re
import subprocess
import sys

import pytest

from grader.gradebook.answer_groups import grouped
from grader.gradebook.answers import answers_in
from grader.grading.batch import grade_class
from grader.grading.pool import GradingSettings
from grader.sandbox.selftest import chosen
from tests.grader.review.made_up_answers import write_class

from .review_server import ROOT, ReviewServer

pytestmark = pytest.mark.browser
QUESTION = "/answers/ringing.answer"
HAND_INS = int(os.environ.get("MARKED_HAND_INS", "60"))
"""Hand-ins of the class; with `MARKED_HAND_INS=300` it takes some minutes."""


@pytest.fixture(scope="module")
def class_(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    rubric, hand_ins = write_class(folder, HAND_INS)
    settings = GradingSettings(rubric=rubric, audience="student", language="en", isolation=chosen("auto"))
    grade_class(hand_ins, folder / "out", settings, jobs=2)
    return folder / "out"


@pytest.fixture
def server(class_):
    found = ReviewServer(class_, ("ada", "bo"))
    found.start()
    yield found
    found.stop()


class Marker:
    """One person before a browser: what the page acknowledged is remembered."""

    def __init__(self, browser, server, name, saved):
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.tab, self.server = self.context.new_page(), server
        self.tab.goto(server.addresses[name])
        self.saved = saved

    def go_on(self):
        """Come to the next answer that waits; False where there is none for this marker."""
        self.tab.goto(f"{self.server.origin}{QUESTION}")
        button = self.tab.get_by_role("link", name="Mark the next")
        if not button.count():
            return False
        button.click()
        self.tab.wait_for_load_state()
        return self.tab.locator("#marking").count() == 1

    @property
    def group(self):
        return re.search(r"/([0-9a-f]{16})", self.tab.url)[1]

    def enter(self, points, all_similar=False):
        """Enter a mark by keys, and return what it will be: by group the points, or the comment that makes them."""
        page = self.tab
        if all_similar:
            page.keyboard.press("a")
        page.keyboard.press("q" if points == "comment" else str(points))
        ticked = page.eval_on_selector_all("[data-similar]:checked", "all => all.map(each => each.value)")
        return dict.fromkeys([self.group, *(value.partition(":")[0] for value in ticked)], points)

    def save(self, entered):
        """Press Enter, and remember what was saved when the page says so."""
        self.tab.keyboard.press("Enter")
        self.tab.locator(".notice.done").wait_for()
        self.tab.wait_for_load_state()
        self.saved |= entered

    def text(self):
        return self.tab.inner_text("main")


@pytest.fixture
def markers(browser, server):
    saved = {}
    found = Marker(browser, server, "ada", saved), Marker(browser, server, "bo", saved)
    yield found
    for marker in found:
        marker.context.close()


def _comment_is_written(marker):
    page = marker.tab
    marker.go_on()
    page.keyboard.press("m")
    page.get_by_role("heading", name="Comments of this question").wait_for()
    page.fill("#text-new", "Nothing is said of side lobes.")
    page.fill("#points-new", "-1")
    page.get_by_role("button", name="Add it").click()
    page.get_by_text("The comment is saved").wait_for()


def _conflict(ada, bo):
    """Both mark one answer: the second is told who has it, then what was saved, and leaves it."""
    ada.go_on()
    bo.tab.goto(ada.tab.url)
    assert "ada is reading this answer" in bo.text()
    entered = ada.enter(2)
    bo.enter(0)
    bo.tab.keyboard.press("c")
    bo.tab.keyboard.type("Too short.")
    ada.save(entered)
    bo.tab.keyboard.press("Control+Enter")
    bo.tab.locator("#conflict").wait_for()
    assert "Not saved: ada gave 2 points meanwhile" in bo.text()
    assert bo.tab.input_value("#own") == "Too short."
    bo.tab.get_by_role("link", name="Leave it as it is.").click()
    assert bo.tab.input_value("#points") == "2"


def _killed_before_the_answer_comes(marker):
    """The server dies while a mark is on its way: it is there or not, and is marked again."""
    if not marker.go_on():
        return
    address, entered = marker.tab.url, marker.enter(1)
    marker.tab.keyboard.press("Enter", delay=0)
    marker.server.kill_and_start()
    marker.tab.goto(address)
    marker.tab.fill("#points", "")
    marker.save(marker.enter(1))
    assert entered.keys() <= marker.saved.keys()


def _all_are_marked(markers, server):
    chance, steps = random.Random(7), 0  # noqa: S311 - which marks are given
    while any([_one_step(marker, chance) for marker in markers]):
        steps += 1
        if steps % 6 == 0 and server.kills < 10:
            server.kill_and_start()
    assert "All are marked" in _text_of(markers[0], "/answers")


def _one_step(marker, chance):
    if not marker.go_on():
        return False
    points = chance.choice([0, 1, 2, "comment", "comment"])
    marker.save(marker.enter(points, all_similar=chance.random() < 0.3))
    return True


def _undone_and_given_again(marker):
    """What was given last is taken back, and given again."""
    marker.tab.goto(f"{marker.server.origin}/answers")
    marker.tab.get_by_role("button", name="Undo my last").click()
    marker.tab.get_by_text("Undone").wait_for()
    marker.tab.wait_for_load_state()
    assert marker.tab.locator(".now .right").inner_text() == "waits"
    marker.save(marker.enter(1))


def _comment_is_changed(marker):
    page = marker.tab
    page.goto(f"{marker.server.origin}{QUESTION}/comments")
    page.get_by_label("Points it gives").first.fill("-0.5")
    page.get_by_label("Comment, as the student reads it").first.fill("Side lobes are missing.")
    page.get_by_role("button", name="Change it for all").click()
    page.get_by_text("The comment is saved").wait_for()


def _text_of(marker, address):
    marker.tab.goto(f"{marker.server.origin}{address}")
    return marker.text()


def _run(*words):
    subprocess.run([sys.executable, "-m", "grader", *map(str, words)], cwd=ROOT, check=True, capture_output=True)


def test_two_markers_mark_a_class_and_nothing_that_was_acknowledged_is_lost(class_, server, markers, tmp_path):
    ada, bo = markers
    _comment_is_written(ada)
    _conflict(ada, bo)
    server.kill_and_start()
    _killed_before_the_answer_comes(bo)
    _all_are_marked(markers, server)
    _undone_and_given_again(bo)
    _all_are_marked(markers, server)
    server.kill_and_start()
    _comment_is_changed(bo)
    server.kill()
    assert server.kills >= 5
    expected = _expected(class_, ada.saved)
    _run("regrade", class_, "--marks")
    _run("answers", class_, "--out", tmp_path / "answers.csv")
    _run("export", "csv", class_, "--out", tmp_path / "grades.csv")
    assert _in_the_log(class_) == expected
    assert _in_reports(class_) == expected
    assert _in_the_sheet(tmp_path / "answers.csv") == expected


def _expected(class_, saved):
    """By hand-in the points that the pages acknowledged last; the comment takes half a point at the end."""
    groups = {group.id: group for group in grouped(answers_in(class_))}
    assert saved.keys() == groups.keys()
    return {
        answer.submission: 1.5 if points == "comment" else float(points)
        for name, points in saved.items()
        for answer in groups[name].answers
    }


def _in_the_log(class_):
    return {answer.submission: answer.points for answer in answers_in(class_)}


def _in_reports(class_):
    found = {}
    for path in class_.glob("reports/*/report.json"):
        questions = json.loads(path.read_text(encoding="utf-8"))["questions"]
        (given,) = [one["by_person"] for q in questions for one in q["criteria"] if one["check"] == "answer"]
        found[path.parent.name] = given["points"]
        words = (path.parent / "report.html").read_text(encoding="utf-8")
        assert "Nothing is said of side lobes." not in words
        assert ("Side lobes are missing." in words) == (given["comment"] != "")
    return found


def _in_the_sheet(path):
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    return {name: float(row["points"]) for row in rows for name in row["student"].split("; ")}
