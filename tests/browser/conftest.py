"""Pages in headless Chromium: the system's own, so that nothing is fetched."""

import os
import shutil
from pathlib import Path

import pytest

from grader.batch import grade_class
from grader.crew import Settings
from grader.sandbox.selftest import chosen

ROOT = Path(__file__).parents[2]
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser():
    """A browser; without one the tests are left out, but never where CI runs them."""
    if BROWSER is None and "CI" not in os.environ:
        pytest.skip("there is no Chromium on this machine")
    sync = pytest.importorskip("playwright.sync_api")
    with sync.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """Reports of hand-ins of many kinds, for students and staff, in both languages, by `name audience language`."""
    folder = tmp_path_factory.mktemp("class")
    for name in ("perfect", "eps_outside_root", "untouched"):
        (folder / name).symlink_to(ROOT / "examples/class" / name)
    for name in ("bad_nan_everywhere", "bad_syntax_in_one", "bad_only_pictures"):
        (folder / name).symlink_to(ROOT / "tests/corpus" / name)
    found = {}
    for audience, language in (("student", "en"), ("staff", "en"), ("student", "zh")):
        out = tmp_path_factory.mktemp(f"{audience}-{language}")
        rubric = ROOT / "rubrics/batch_normalization.toml"
        settings = Settings(rubric=rubric, audience=audience, language=language, isolation=chosen("auto"))
        grade_class(folder, out, settings, jobs=2)
        for page in sorted(out.glob("reports/*/report.html")):
            found[f"{page.parent.name} {audience} {language}"] = page
    return found
