"""The self-check in a marimo notebook: from its cells, with the functions that cells define, and shown as a card."""

import json
import socket
import subprocess
import sys
import time
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from grader.release.build import release

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
RUBRIC = ROOT / "rubrics/batch_normalization.toml"
ENVIRONMENT = ROOT / "build/marimo"
NOTEBOOK = """import marimo

app = marimo.App()


@app.cell
def _():
    import sys

    sys.path[:0] = [".", "selfcheck.pyz"]
    from selfcheck import check, hint, pack
    import numpy as np
    return check, hint, np, pack


@app.cell
def _(np):
    def layernorm_forward(x, gamma, beta, ln_param):
        eps = ln_param.get("eps", 1e-5)
        centred = x - x.mean(axis=1, keepdims=True)
        out = gamma * centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + eps) + beta
        return out, ()
    return (layernorm_forward,)


@app.cell
def _():
    def batchnorm_forward(x, gamma, beta, bn_param):
        return x * wrong, ()
    return (batchnorm_forward,)


@app.cell
def _(check, layernorm_forward):
    check(layernorm_forward)
    return


@app.cell
def _(batchnorm_forward, check):
    check(batchnorm_forward)
    return


@app.cell
def _(hint):
    hint("batchnorm_forward")
    return


@app.cell
def _(pack):
    pack()
    return


if __name__ == "__main__":
    app.run()
"""


@pytest.fixture(scope="module")
def marimo():
    """A Python with marimo and numpy, which is made once: with 190 MB it is too large for the others' environment."""
    python = ENVIRONMENT / "bin/python"
    if not (ENVIRONMENT / "ready").exists():
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        command = [python, "-m", "pip", "install", "--quiet", "marimo", "numpy"]
        got = subprocess.run(command, capture_output=True, text=True, check=False)
        if got.returncode:
            pytest.skip(f"marimo cannot be installed here: {got.stderr[-200:]}")
        (ENVIRONMENT / "ready").touch()
    return python


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A released folder with a marimo notebook in it."""
    made = release(RUBRIC, tmp_path_factory.mktemp("release"))
    (made.folder / "work.py").write_text(NOTEBOOK)
    return made.folder


@pytest.fixture(scope="module")
def page(marimo, folder, browser):
    """The notebook as an app that marimo serves, when all of its cells have run."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [marimo, "-m", "marimo", "run", "work.py", "--headless", "--no-token", "--port", str(port)]
    served = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    try:
        _wait_for(f"http://127.0.0.1:{port}/health")
        tab.goto(f"http://127.0.0.1:{port}")
        tab.get_by_text("sha256", exact=False).first.wait_for(timeout=120_000)
        yield tab
    finally:
        tab.close()
        served.terminate()
        served.wait(timeout=30)


def _wait_for(address):
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("marimo did not answer within a minute")


def test_functions_of_cells_are_checked_and_told_on_cards(page):
    told = page.inner_text("body")
    assert "layernorm_forward: right" in told or "layernorm_forward: the practice checks passed" in told
    assert "return x * wrong" in told
    assert "Hint 1 of" in told


def test_a_card_is_shown_with_its_colours(page):
    card = page.locator("div[style*='border-left']").first
    assert card.is_visible()
    assert card.evaluate("each => getComputedStyle(each).borderLeftColor") == "rgb(26, 127, 55)"


@pytest.mark.parametrize("width", [390, 1280])
def test_cards_fit_their_page(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    cards = page.locator("div[style*='border-left']")
    assert cards.count() == 4
    assert cards.evaluate_all("all => all.every(each => each.scrollWidth <= each.clientWidth + 1)")


def test_what_is_packed_is_graded_like_any_hand_in(page, folder, tmp_path):
    packed = folder / "batch_normalization_hand_in.zip"
    assert "work.py" in zipfile.ZipFile(packed).namelist()
    assert "BatchNormalization.ipynb" not in zipfile.ZipFile(packed).namelist()
    command = [sys.executable, "-m", "grader", "grade", packed, "--rubric", RUBRIC, "--out", tmp_path]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    scores = {one["id"]: one["score"] for one in json.loads((tmp_path / "report.json").read_text())["questions"]}
    assert (scores["layernorm_forward"], scores["batchnorm_forward"]) == (4, 0)


def test_the_terminal_checks_a_marimo_notebook_that_is_named(page, folder):
    command = [sys.executable, "selfcheck.pyz", "check", "layernorm_forward", "--notebook", "work.py"]
    told = subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout.decode()
    assert "not attempted" not in told
