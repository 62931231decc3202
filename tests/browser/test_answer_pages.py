"""The pages of answers and plots: axe, widths, both languages, light and dark, with keys and without any script."""

from itertools import product

import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed here")

from grader.grading.batch import grade_class
from grader.grading.pool import GradingSettings
from grader.sandbox.selftest import chosen
from tests.figures.hand_ins import RIGHT, TASK, hand_in

from .review_server import ReviewServer

pytestmark = pytest.mark.browser
QUESTION = "/answers/free.taste"
LONG = "# " + "averyveryverylongname" * 12 + "\n"
PAGES = ("/answers", QUESTION, f"{QUESTION}/next", f"{QUESTION}/comments")
LOOKS = list(product((390, 1280), ("light", "dark"), ("en", "zh")))


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A class in which people mark plots: two drew the same, one has larger dots, one has very long lines."""
    folder = tmp_path_factory.mktemp("plots")
    large = RIGHT["image"] + "plt.rcParams['lines.markersize'] = 30\n"
    for name, changed in {"ann": {}, "bob": {}, "cy": {"image": large}, "dee": {"free": LONG + RIGHT["free"]}}.items():
        hand_in(folder / "in" / name, **changed)
    settings = GradingSettings(
        rubric=TASK / "rubric.toml", audience="student", language="en", isolation=chosen("limited")
    )
    grade_class(folder / "in", folder / "out", settings)
    found = ReviewServer(folder / "out", ("ada", "bo"))
    found.start()
    yield found
    found.stop()


@pytest.fixture
def tab(browser, server):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    found = context.new_page()
    found.goto(server.addresses["ada"])
    yield found
    context.close()


def _comment(tab, server):
    tab.goto(f"{server.origin}{QUESTION}/comments")
    if not tab.locator(".question form").count() > 1:
        tab.fill("#text-new", "The axes have no names.")
        tab.fill("#points-new", "-1")
        tab.get_by_role("button", name="Add it").click()
        tab.get_by_text("The comment is saved").wait_for()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: " ".join(map(str, look)))
def test_pages_pass_axe_and_fit_their_width(browser, server, tab, look):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    _comment(tab, server)
    width, scheme, language = look
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    context.add_cookies([{"name": "grader-review-language", "value": language, "url": server.origin}])
    page = context.new_page()
    page.goto(server.addresses["bo"])
    for address in PAGES:
        page.goto(f"{server.origin}{address}")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        if address.endswith("next"):
            page.keyboard.press("?")
        found = axe.run(page)
        assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()


def test_a_plot_is_seen_beside_its_code_and_what_is_asked(server, tab):
    said = []
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(f"{server.origin}{QUESTION}")
    tab.locator(".rows a").first.click()
    tab.wait_for_load_state()
    assert tab.evaluate("document.querySelector('.now img').naturalWidth > 200")
    assert tab.locator(".now img").count() == 1
    assert "plt." in tab.locator(".now .answer").inner_text()
    assert said == []


def test_equal_plots_are_one_and_other_pictures_of_equal_code_are_another(server, tab):
    tab.goto(f"{server.origin}{QUESTION}")
    assert "3 different answers." in tab.inner_text("main")
    tab.locator(".rows a").first.click()
    assert "handed in 2 times" in tab.inner_text(".now")
    assert "100 % alike" in tab.inner_text(".alike")


def test_keys_are_shown_and_can_be_switched_off(server, tab):
    _comment(tab, server)
    tab.goto(f"{server.origin}{QUESTION}/next")
    tab.wait_for_load_state()
    for key in ("2", "."):
        tab.keyboard.press(key)
    assert tab.input_value("#points") == "2.5"
    tab.keyboard.press("q")
    assert tab.locator("input[name=comment]").first.is_checked()
    tab.keyboard.press("c")
    tab.keyboard.type("q 2 ?")
    assert tab.input_value("#own") == "q 2 ?"
    tab.keyboard.press("Escape")
    tab.keyboard.press("?")
    assert tab.locator("#keys").is_visible()
    tab.uncheck("#keys-on")
    tab.locator("h1").click()
    tab.keyboard.press("1")
    assert tab.input_value("#points") == "2.5"
    tab.check("#keys-on")


def test_without_any_script_a_plot_is_marked_by_clicks(browser, server):
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(server.addresses["bo"])
    page.get_by_role("link", name="Answers").click()
    page.get_by_role("link", name="Mark the next").click()
    assert not page.locator("kbd").first.is_visible()
    page.get_by_role("button", name="Give 2 points and go on").click()
    assert "Saved." in page.inner_text("main")
    page.get_by_role("button", name="Undo my last").click()
    assert "Undone" in page.inner_text("main")
    context.close()
