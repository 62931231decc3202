"""The page to sign in on, as a department's server shows it: axe, widths, both languages, keys alone, and out again."""

import re
import shutil
import subprocess
import sys
from itertools import product

import pytest

from grader.grading.batch import grade_class
from grader.grading.pool import GradingSettings
from grader.review.passwords import add_password
from grader.sandbox.selftest import chosen
from tests.grader.review.made_up_answers import write_class

from .review_server import ROOT

pytestmark = pytest.mark.browser
RIGHT = "long enough"
LOOKS = list(product((390, 1280), ("light", "dark"), ("en", "zh")))


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address of a class that is served with TLS and passwords."""
    if shutil.which("openssl") is None:
        pytest.skip("nothing here makes certificates")
    folder = tmp_path_factory.mktemp("served")
    rubric, hand_ins = write_class(folder, 1)
    settings = GradingSettings(rubric=rubric, audience="student", language="en", isolation=chosen("limited"))
    grade_class(hand_ins, folder / "out", settings)
    add_password(folder / "markers.txt", "ada", RIGHT)
    cert, key = folder / "cert.pem", folder / "key.pem"
    asked = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*asked, "-out", cert, "-keyout", key], check=True, capture_output=True)
    words = ["review", folder / "out", "--host", "localhost", "--port", "0", "--tls-cert", cert, "--tls-key", key]
    command = [sys.executable, "-m", "grader", *map(str, words), "--passwords", str(folder / "markers.txt")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        yield re.search(r"https://localhost:\d+", process.stdout.readline())[0]
        process.kill()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: " ".join(map(str, look)))
def test_the_page_passes_axe_and_fits_its_width(browser, address, look):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    width, scheme, language = look
    size = {"width": width, "height": 800}
    context = browser.new_context(viewport=size, color_scheme=scheme, ignore_https_errors=True)
    tab = context.new_page()
    tab.goto(f"{address}/sign-in?language={language}")
    assert tab.get_attribute("html", "lang") == language
    found = axe.run(tab)
    assert found.violations_count == 0, found.generate_report()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def _signed_in(tab, password):
    tab.locator("[name=name]").focus()
    tab.keyboard.type("ada")
    tab.keyboard.press("Tab")
    tab.keyboard.type(password)
    tab.keyboard.press("Enter")


def test_a_marker_signs_in_with_keys_alone_and_out_again(browser, address):
    context = browser.new_context(ignore_https_errors=True)
    tab = context.new_page()
    tab.goto(f"{address}/hand-ins")
    _signed_in(tab, "something else")
    tab.get_by_text("name and password do not belong together").wait_for()
    tab.get_by_role("link", name="Go back").click()
    _signed_in(tab, RIGHT)
    tab.locator("table").first.wait_for()
    assert tab.url == f"{address}/hand-ins"
    tab.get_by_role("button", name="Sign out").click()
    tab.wait_for_url("**/sign-in")
    tab.goto(f"{address}/hand-ins")
    assert "/sign-in" in tab.url
    context.close()
