"""Every page passes axe and fits a phone, in both languages, light and dark."""

import pytest

pytestmark = pytest.mark.browser
SIZES = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size[0]} {size[1]}")
def opened(request, browser):
    """A tab of one size and colour scheme."""
    width, scheme = request.param
    tab = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    yield tab
    tab.close()


def _everything_open(tab, page):
    tab.goto(page.as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def test_pages_pass_axe(opened, pages):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for name, page in pages.items():
        _everything_open(opened, page)
        found = axe.run(opened)
        assert found.violations_count == 0, f"{name}\n{found.generate_report()}"


def test_pages_fit_their_width(opened, pages):
    for name, page in pages.items():
        _everything_open(opened, page)
        wide = opened.evaluate("document.documentElement.scrollWidth")
        assert wide <= opened.viewport_size["width"], name


def test_pages_print_on_white_without_what_only_a_screen_needs(opened, pages):
    opened.goto(pages["eps_outside_root student en"].as_uri())
    opened.emulate_media(media="print")
    colour = opened.evaluate("getComputedStyle(document.body).backgroundColor")
    opened.emulate_media(media="screen")
    assert colour == "rgb(255, 255, 255)"


def test_pages_are_small(pages):
    assert max(page.stat().st_size for page in pages.values()) < 100_000


def test_a_link_leads_to_what_is_to_be_mended(opened, pages):
    opened.goto(pages["bad_nan_everywhere student en"].as_uri())
    opened.click(".first li a")
    assert opened.evaluate("document.querySelector(':target').className").startswith("criterion")
