"""The pages of `grader review` in Chromium: axe, widths, no script that they do not bring, keys alone, two people."""

import subprocess
import sys
from pathlib import Path

import pytest

from grader.gradebook.appeals import add_appeals
from grader.gradebook.decisions import read_decisions
from grader.grading.batch import grade_class
from grader.grading.pool import GradingSettings
from grader.model.appeal import Appeal
from grader.review.class_state import key_of
from grader.sandbox.selftest import chosen

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
HAND_IN = f"/hand-in/{key_of('eps_outside_root')}"
HOSTILE = "'\"><img src=x onerror=alert(1)><b>\u202e"
BEHAVIOUR = ("/behaviour", "/behaviour/batchnorm_forward?show=all", f"{HAND_IN}/notebook")
PATHS = ("/", "/hand-ins?order=score", HAND_IN, f"/hand-in/{key_of(HOSTILE)}", "/complaints", "/publish", "/nothing")
PATHS = (*PATHS, *BEHAVIOUR)
SIZES = [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """A graded class with a complaint."""
    folder, out = tmp_path_factory.mktemp("class"), tmp_path_factory.mktemp("results")
    for name in ("perfect", "eps_outside_root", "untouched"):
        (folder / name).symlink_to(ROOT / "examples/class" / name)
    (folder / HOSTILE).symlink_to(ROOT / "examples/class/untouched")
    rubric = ROOT / "rubrics/batch_normalization.toml"
    grade_class(
        folder, out, GradingSettings(rubric=rubric, audience="student", language="en", isolation=chosen("auto"))
    )
    add_appeals(out, [Appeal(student="eps_outside_root", question="batchnorm_forward", text="<b>Look</b> again.")])
    return out


@pytest.fixture(scope="module")
def addresses(results):
    """The addresses of two people who mark."""
    words = [sys.executable, "-P", "-m", "grader", "review", str(results), "--port", "0"]
    with subprocess.Popen([*words, "--marker", "ada", "--marker", "bo"], stdout=subprocess.PIPE, text=True) as process:
        yield [process.stdout.readline().partition(": ")[2].strip() for _ in range(2)]
        process.kill()


@pytest.fixture
def tabs(browser, addresses):
    """A tab of each of the two, in a browser of its own; no page may say anything on its console."""
    said = []
    opened = []
    for address in addresses:
        tab = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.goto(address)
        opened.append(tab)
    yield opened
    for tab in opened:
        tab.context.close()
    assert [text for text in said if "409" not in text and "404" not in text] == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]} {size[1]}")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_pages_pass_axe_and_fit_their_width(browser, addresses, size, language):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    origin = addresses[0].partition("/?")[0]
    context = browser.new_context(viewport={"width": size[0], "height": 800}, color_scheme=size[1])
    context.add_cookies([{"name": "grader-review-language", "value": language, "url": origin}])
    tab = context.new_page()
    tab.goto(addresses[0])
    for path in PATHS:
        tab.goto(origin + path)
        tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found = axe.run(tab)
        assert found.violations_count == 0, f"{path}\n{found.generate_report()}"
        assert tab.evaluate("document.documentElement.scrollWidth") <= size[0], path
    context.close()


def _pressed_until(tab, selector, most=400):
    """Press the tab key until an element has the focus."""
    for _ in range(most):
        tab.keyboard.press("Tab")
        if tab.evaluate(f"document.activeElement.matches({selector!r})"):
            return
    raise AssertionError(f"{selector} cannot be reached with keys")


def test_points_are_given_with_keys_alone(tabs, results):
    tab = tabs[0]
    _pressed_until(tab, "nav a[href='/hand-ins']")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/hand-ins")
    _pressed_until(tab, f"a[href='{HAND_IN}']")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**{HAND_IN}")
    _pressed_until(tab, ".change > summary")
    tab.keyboard.press("Enter")
    _pressed_until(tab, "input[name=points]")
    tab.keyboard.press("Control+A")
    tab.keyboard.type("2.5")
    tab.keyboard.press("Tab")
    tab.keyboard.type("Nearly.")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**said=given**")
    assert "on the disk" in tab.inner_text("[role=status]")
    assert (read_decisions(results)[-1].points, read_decisions(results)[-1].who) == (2.5, "ada")


def test_the_second_of_two_is_told_and_loses_no_word(tabs, results):
    count = len(read_decisions(results))
    for tab in tabs:
        tab.goto(tab.url.partition("/?")[0].rstrip("/") + HAND_IN)
        tab.locator(".change").nth(1).locator("summary").click()
    for tab, points in zip(tabs, ("1", "0"), strict=True):
        form = tab.locator(".change").nth(1)
        form.locator("[name=points]").fill(points)
        form.locator("[name=comment]").fill(f"Worth {points}.")
        form.get_by_role("button").first.click()
    tabs[1].wait_for_selector(".problem")
    assert "ada has decided since you opened the page" in tabs[1].inner_text("main")
    assert "Worth 0." in tabs[1].inner_text("main")
    assert len(read_decisions(results)) == count + 1


def test_a_click_on_a_line_names_it_in_the_form(tabs):
    tab = tabs[0]
    tab.goto(tab.url.partition("/?")[0].rstrip("/") + HAND_IN)
    code = tab.locator(".source[open]").nth(1)
    line = code.locator(".line .no").nth(2)
    line.click()
    assert code.locator("[name=line]").input_value() == line.inner_text().strip("▶ ")
    tab.keyboard.type("Look here.")
    code.get_by_role("button", name="Comment", exact=True).click()
    assert "The comment is on the disk." in tab.inner_text("main")
    assert "Look here." in tab.inner_text(".source .said")


def test_a_complaint_is_answered_and_is_text(tabs):
    tab = tabs[0]
    tab.get_by_role("link", name="Complaints", exact=True).click()
    assert "<b>Look</b> again." in tab.inner_text("main")
    tab.locator("[name=answer]").first.fill("You are right.")
    tab.locator("[name=choice]").first.select_option(index=1)
    tab.locator("[name=points]").first.fill("4")
    tab.get_by_role("button", name="Answer", exact=True).click()
    assert "Answered: 1" in tab.inner_text("main")
