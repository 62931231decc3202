"""Pages in headless Chromium: the system's own, so that nothing is fetched."""

import os
import shutil
from pathlib import Path

import pytest

from grader.assignment.loader import load_assignment
from grader.assignment.translation import translated
from grader.grading.batch import grade_class
from grader.grading.pool import GradingSettings
from grader.release.practice import practice_files, practice_of, practice_rubric
from grader.report.answers import answers_page
from grader.report.class_page import Asked, Class, HandIn, class_page
from grader.report.words import LANGUAGES
from grader.sandbox.selftest import chosen
from grader.selfcheck.practice_bundle import PracticeBundle
from grader.selfcheck.session import SelfCheckSession
from grader.submission.solved import solved_submission
from tests.corpus.hand_ins import write_hand_in

ROOT = Path(__file__).parents[2]
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def browser():
    """A browser; without one the tests are left out, but never where CI runs them.

    While it is open its driver's event loop runs in this thread, and other tests can run none of their own.
    """
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
        write_hand_in(name, folder)
    found = {}
    for audience, language in (("student", "en"), ("staff", "en"), ("student", "zh")):
        out = tmp_path_factory.mktemp(f"{audience}-{language}")
        rubric = ROOT / "rubrics/batch_normalization.toml"
        settings = GradingSettings(rubric=rubric, audience=audience, language=language, isolation=chosen("auto"))
        grade_class(folder, out, settings, jobs=2)
        for page in sorted(out.glob("reports/*/report.html")):
            found[f"{page.parent.name} {audience} {language}"] = page
        found[f"class {audience} {language}"] = out / "class.html"
    for language in LANGUAGES:
        found[f"forty {language}"] = folder / f"forty.{language}.html"
        found[f"forty {language}"].write_text(class_page(_forty(language)))
    found["answers"] = folder / "answers.html"
    for language in LANGUAGES:
        found[f"selfcheck {language}"] = folder / f"selfcheck.{language}.html"
        found[f"selfcheck {language}"].write_text(_cards(tmp_path_factory.mktemp("student"), language))
    answer = {"who": "00123; bo", "question": "q.answer", "title": "Why?", "text": "`a` " * 80, "points": "- / 2"}
    answer["same"] = "2"
    found["answers"].write_text(answers_page([answer, answer]))
    return found


def _cards(folder, language):
    """What a student sees in a notebook: every tone, on a page that is light or dark as the reader's."""
    rubric = ROOT / "rubrics/batch_normalization.toml"
    assignment = translated(load_assignment(rubric), rubric, language)
    bundle = PracticeBundle(
        practice_rubric(assignment), practice_files(assignment, language, practice_of(assignment)).__getitem__
    )
    wrong = next(mistake for mistake in assignment.mistakes if mistake.id == "batchnorm_running_std")
    for path, content in solved_submission(assignment, wrong).files.items():
        if path.endswith(".py"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    session = SelfCheckSession(bundle, root=folder)
    asked = ("batchnorm_forward", "layernorm_forward", "inline_1", "no_such_question", None)
    cards = [*map(session.check, asked), session.hint("batchnorm_forward")]
    shown = "".join(card._repr_html_() for card in cards)
    meta = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Self-check</title>'
    style = "<style>:root { color-scheme: light dark } body { font-family: sans-serif; margin: 1em }</style>"
    head, body = f"<head>{meta}{style}</head>", f"<body><main><h1>Notebook</h1>{shown}</main></body>"
    return f'<!doctype html><html lang="{language}">{head}{body}</html>'


def _forty(language):
    """A class of forty, in which a question is too easy, one discriminates the wrong way, and one waits."""
    asked = tuple(Asked(id=f"q{n}", title=f"`layernorm_backward_{n}`, question {n}", max_score=40) for n in range(6))
    hand_ins = tuple(
        HandIn(
            id=str(n),
            status="graded",
            points={"q0": 40, "q1": 40 - n, "q2": n, "q3": n // 2, "q4": n, "q5": None},
            crashed=n == 1,
            cpu_seconds=0.1 * n,
            peak_mib=60 + n,
        )
        for n in range(40)
    )
    clusters = tuple(
        {"title": f"`eps` stands outside the root {n}", "count": n, "questions": ["q1", "q2"], "submissions": ["1"]}
        for n in range(20, 1, -3)
    )
    return Class(
        title="Normalization",
        language=language,
        asked=asked,
        hand_ins=hand_ins,
        students=43,
        missing=3,
        late=2,
        clusters=clusters,
        names=True,
    )
