"""Two markers in two browsers mark a class by clicks and keys, while the server is killed again and again."""

import os
import random

import pytest

from grader.grading.batch import grade_class
from grader.grading.pool import GradingSettings
from grader.review.class_state import key_of
from grader.sandbox.selftest import chosen
from tests.grader.grading.low_passes import KEEPS_ONE_MORE
from tests.grader.review.made_up_answers import write_class

from .marked_class import (
    assert_reports_say,
    decided_by_hand,
    expected_answers,
    in_the_log,
    in_the_sheet,
    in_the_table,
    points_in_reports,
    sums,
)
from .review_marker import ANSWERS, Acknowledged, Marker
from .review_server import ReviewServer

pytestmark = pytest.mark.browser
HAND_INS = int(os.environ.get("MARKED_HAND_INS", "60"))
"""Hand-ins of the class; with `MARKED_HAND_INS=300` it takes some minutes."""
KILLS = 10
"""How often the server is killed on the way, at least."""
ONE_MORE = tuple(f"s{number:03}" for number in range(2, HAND_INS, 6))
"""The hand-ins whose filter keeps one frequency too many."""
BETTER, OVERRIDDEN, COMPLAINED, REFUSED = ONE_MORE[1], "s000", "s004", "s001"
"""Hand-ins: of the group but given more, given points with a reason, and two who ask to be looked at again."""
COMPLAINTS = f"""student,question,text,when
{COMPLAINED},signal,"I printed it in hertz, too.",2026-03-01
{REFUSED},dft,I want more.,2026-03-02
"""
ANSWERED = (
    (COMPLAINED, "I printed it in hertz, too.", "So you did.", "1"),
    (REFUSED, "I want more.", "There are no more.", ""),
)
"""Of each complaint the student, the text, the answer, and the points where they change."""


@pytest.fixture(scope="module")
def class_(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    rubric, hand_ins = write_class(folder, HAND_INS)
    for name in ONE_MORE:
        with (hand_ins / name / "spectrum.py").open("a", encoding="utf-8") as module:
            module.write(KEEPS_ONE_MORE)
    settings = GradingSettings(rubric=rubric, audience="student", language="en", isolation=chosen("auto"))
    grade_class(hand_ins, folder / "out", settings, jobs=2)
    return folder / "out"


@pytest.fixture
def server(class_):
    found = ReviewServer(class_, ("ada", "bo"))
    found.start()
    yield found
    found.stop()


@pytest.fixture
def markers(browser, server):
    saved = Acknowledged()
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
    marker.click(marker.button("Add it"))


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
    assert entered.keys() <= marker.saved.answers.keys()


def _all_are_marked(markers, server):
    chance, steps = random.Random(7), 0  # noqa: S311 - which marks are given
    while any([_one_step(marker, chance) for marker in markers]):
        steps += 1
        if steps % 5 == 0 and server.kills < KILLS:
            server.kill_and_start()
    assert "All are marked" in markers[0].open("/answers")


def _one_step(marker, chance):
    if not marker.go_on():
        return False
    points = chance.choice([0, 1, 2, "comment", "comment"])
    marker.save(marker.enter(points, all_similar=chance.random() < 0.3))
    return True


def _undone_and_given_again(marker):
    """What was given last is taken back, and given again."""
    marker.open("/answers")
    marker.click(marker.button("Undo my last"))
    assert "Undone" in marker.text()
    assert marker.tab.locator(".now .right").inner_text() == "waits"
    marker.save(marker.enter(1))


def _comment_is_changed(marker):
    page = marker.tab
    marker.open(f"{ANSWERS}/comments")
    page.get_by_label("Points it gives").first.fill("-0.5")
    page.get_by_label("Comment, as the student reads it").first.fill("Side lobes are missing.")
    marker.click(page.get_by_role("button", name="Change it for all"))


def _despite_a_kill(marker, fill, button, said):
    """Send a form, kill the server before it can answer, and send it again where the page shows nothing of it."""
    address = marker.tab.url
    fill()
    marker.press(button)
    marker.server.kill_and_start()
    marker.tab.goto(address)
    if said not in marker.text():
        fill()
        marker.click(button)
        marker.tab.goto(address)
    assert said in marker.text()


def _group_is_decided(marker):
    """One decision for all who did the same."""
    marker.open("/")
    marker.follow("By behaviour", "The low-pass filter", "lost points (1)")
    marker.tab.get_by_role("link", name=f"{len(ONE_MORE)} hand-ins: another result").click()
    reason = "You keep one frequency too many."

    def fill():
        marker.tab.locator("h1").click()
        marker.tab.keyboard.press("p")
        marker.tab.keyboard.type("2.5")
        marker.tab.get_by_label("Comment, which students read").fill(reason)
        marker.tab.get_by_label("What to call it").fill("keeps one more")

    _despite_a_kill(marker, fill, marker.button("Save"), reason)
    marker.saved.once.append(reason)
    for name in ONE_MORE:
        marker.saved.give(name, "low_pass.filtered", 2.5, reason)


def _override(marker, name, criterion, points, reason):
    """Give one hand-in other points, with a reason."""
    marker.open("/hand-ins?order=score")
    marker.tab.locator(f"a[href='/hand-in/{key_of(name)}']").first.click()
    marker.tab.wait_for_load_state()
    place = marker.tab.locator(f"[id='{criterion}']")

    def fill():
        place.locator(".change > summary").click()
        place.locator("[name=points]").fill(points)
        place.locator("[name=comment]").fill(reason)

    _despite_a_kill(marker, fill, place.get_by_role("button", name="Give these points"), reason)
    marker.saved.once.append(reason)
    marker.saved.give(name, criterion, float(points), reason)


def _complaints_are_answered(marker, file):
    """Two ask to be looked at again: one gets points, the other an answer."""
    file.write_text(COMPLAINTS, encoding="utf-8")
    marker.open("/")
    marker.follow("Complaints")
    marker.tab.locator("[name=file]").set_input_files(file)
    marker.click(marker.button("Take in"))
    for student, asked, said, points in ANSWERED:
        place = marker.tab.locator("article", has_text=asked)

        def fill(place=place, said=said, points=points):
            place.locator("[name=answer]").fill(said)
            if points:
                place.locator("[name=choice]").select_option(index=1)
                place.locator("[name=points]").fill(points)

        _despite_a_kill(marker, fill, place.get_by_role("button", name="Answer", exact=True), said)
        marker.saved.once.append(said)
        marker.saved.words |= {(student, "asked"): asked, (student, "said"): said}
        if points:
            marker.saved.points[student, "signal.peak"] = float(points)
    assert "Answered: 2" in marker.text()


def _published(marker, to):
    """Reports and the table are written in one step, and the table is downloaded."""
    marker.open("/")
    marker.follow("Before publishing")
    marker.tab.locator("[name=platform]").select_option("csv")
    marker.click(marker.button("Write reports and files"))
    with marker.tab.expect_download() as download:
        marker.tab.get_by_role("link", name="grades.csv").click()
    download.value.save_as(to)


def test_two_markers_mark_a_class_and_nothing_that_was_acknowledged_is_lost(class_, server, markers, tmp_path):
    ada, bo = markers
    before = points_in_reports(class_)
    _comment_is_written(ada)
    _conflict(ada, bo)
    _killed_before_the_answer_comes(bo)
    _group_is_decided(ada)
    _override(bo, OVERRIDDEN, "signal.smoothed", "0.5", "Seen in the notebook.")
    _override(ada, BETTER, "low_pass.filtered", "3", "The idea is right.")
    _all_are_marked(markers, server)
    _complaints_are_answered(ada, tmp_path / "complaints.csv")
    _undone_and_given_again(bo)
    _all_are_marked(markers, server)
    _comment_is_changed(bo)
    while server.kills < KILLS:
        server.kill_and_start()
    _published(bo, tmp_path / "grades.csv")
    server.kill()
    answers = expected_answers(class_, ada.saved.answers)
    expected = before | answers | ada.saved.points
    assert in_the_log(class_) == {name: points for (name, _), points in answers.items()}
    assert points_in_reports(class_) == expected
    assert decided_by_hand(class_) == sorted(ada.saved.once)
    assert_reports_say(class_, ada.saved.words, answers)
    assert in_the_table(tmp_path / "grades.csv") == sums(expected)
    assert in_the_sheet(class_, tmp_path / "answers.csv") == in_the_log(class_)
