"""Wrong hand-ins as people write them: what is wrong loses points, and nothing else does.

A hand-in is a file `wrong/*.py` with the functions that its author wrote; the rest of the submission is a right
solution, to whose module the file is appended. Its head says what is wrong:

    # row: what kind of mistake it is, a key of names.toml; of a pair both, as `pair: one + the other`
    # rubric: batch_normalization, spatial_normalization or fully_connected
    # path: the module that it is appended to
    # wrong: the functions that are wrong, with commas between them
    # said: what a teaching assistant would say
"""

import json
import re
import shutil
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from grader.batch import grade_class
from grader.crew import Settings
from grader.sandbox.selftest import chosen

pytestmark = pytest.mark.slow

CORPUS = Path(__file__).parent
ROOT = CORPUS.parents[1]
WRONG = CORPUS / "wrong"
BASES = {
    "batch_normalization": CORPUS / "right_graph",
    "spatial_normalization": WRONG / "base_spatial",
    "fully_connected": WRONG / "base_fully",
}
RESHAPED = {
    "running statistics of shape (1,D)",
    "dgamma/dbeta of shape (1,D)",
}
"""Rows whose numbers are right: another shape keeps nine tenths."""
TAKEN = {"groupnorm gamma taken as (C,)"}
"""Rows that the rubric takes as right: it offers gamma in both shapes."""


GAPS = {
    "ln_keepdims_forgotten": "one net has as many rows as features and gives numbers, so the other's crash is charged",
    "ln_mode_key_unset": "the crash in batchnorm_forward, which is right, is charged to layernorm_backward too",
}
"""Hand-ins that lose points for functions which are right, and why: to be mended in the grader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """One wrong hand-in."""

    name: str
    row: str
    rubric: str
    path: str
    wrong: tuple[str, ...]
    said: str
    code: str

    def written_to(self, folder):
        """The whole submission, as a folder."""
        shutil.copytree(BASES[self.rubric], folder / self.name)
        with (folder / self.name / self.path).open("a", encoding="utf-8") as module:
            module.write("\n\n" + self.code)


def _hand_in(path):
    text = path.read_text(encoding="utf-8")
    head = dict(re.findall(r"^# (row|rubric|path|wrong|said): (.+?)\s*$", text, flags=re.M))
    head["wrong"] = tuple(name.strip() for name in head["wrong"].split(","))
    code = text.split(f"# said: {head['said']}\n", 1)[1]
    return HandIn(name=path.stem, code=code, **head)


HAND_INS = [_hand_in(path) for path in sorted(WRONG.glob("*.py"))]


def rows_of(row):
    """The keys of names.toml that a row is made of."""
    return row.removeprefix("pair: ").split(" + ") if row.startswith("pair: ") else [row]


@cache
def _rubric(name):
    return tomllib.loads((ROOT / f"rubrics/{name}.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Each hand-in's report, by its name; a rubric's hand-ins are graded as one class when the first is asked for."""

    @cache
    def reports(rubric):
        folder, out = tmp_path_factory.mktemp("class"), tmp_path_factory.mktemp("results")
        for hand_in in HAND_INS:
            if hand_in.rubric == rubric:
                hand_in.written_to(folder)
        path, isolation = ROOT / f"rubrics/{rubric}.toml", chosen("auto")
        settings = Settings(rubric=path, audience="staff", language="en", isolation=isolation)
        grade_class(folder, out, settings, jobs=2)
        return out / "reports"

    def report(hand_in):
        path = reports(hand_in.rubric) / hand_in.name / "report.json"
        return json.loads(path.read_text(encoding="utf-8"))

    return report


def _questions(hand_in, report):
    """Each question on code: its rubric, and what it came to."""
    asked = {question["id"]: question for question in _rubric(hand_in.rubric)["question"]}
    return [(asked[q["id"]], q) for q in report["questions"] if "function" in asked[q["id"]]]


def _stands_on(hand_in, question):
    """The functions that a question's function uses, those below these too."""
    asked = {q["id"]: q for q in _rubric(hand_in.rubric)["question"]}
    below = [asked[name] for name in question.get("builds_on", [])]
    found = {*question.get("layers", []), *(q["function"] for q in below)}
    return found.union(*(_stands_on(hand_in, q) for q in below))


def _names(hand_ins):
    return [pytest.param(hand_in, id=hand_in.name) for hand_in in hand_ins]


def test_every_row_has_its_line_and_at_least_two_hand_ins():
    listed = tomllib.loads((WRONG / "names.toml").read_text(encoding="utf-8"))
    rows = [hand_in.row for hand_in in HAND_INS if not hand_in.row.startswith("pair: ")]
    assert set(rows) == set(listed)
    assert {row for hand_in in HAND_INS for row in rows_of(hand_in.row)} <= set(listed)
    assert [row for row in listed if rows.count(row) < 2] == []


@pytest.mark.parametrize("hand_in", _names(HAND_INS))
def test_the_grader_never_fails_on_a_hand_in(graded, hand_in):
    report = graded(hand_in)
    verdicts = {c["verdict"] for q in report["questions"] for c in q["criteria"]}
    assert "error" not in verdicts | {q["verdict"] for q in report["questions"]}


@pytest.mark.parametrize("hand_in", _names(HAND_INS))
def test_what_is_wrong_loses_points(graded, hand_in):
    scores = {
        asked["function"]: (q["score"], q["max_score"])
        for asked, q in _questions(hand_in, graded(hand_in))
        if asked["function"] in hand_in.wrong
    }
    assert scores.keys() == set(hand_in.wrong)
    for score, most in scores.values():
        if hand_in.row in TAKEN:
            assert score == most
        else:
            assert (0.9 * most - 1e-9 if hand_in.row in RESHAPED else 0) <= score < most


def _excused(hand_in, asked, criterion):
    """Whether a right function may lose points: by a crash below it, or by a forward that nobody can make out."""
    below = bool(_stands_on(hand_in, asked) & set(hand_in.wrong))
    nobody_knows = hand_in.row == "unknown" and any(f["kind"] == "forward_first" for f in criterion["findings"])
    return below and (criterion["verdict"] == "blocked" or nobody_knows)


def _with_gaps(hand_ins):
    marks = {name: [pytest.mark.xfail(reason=reason)] for name, reason in GAPS.items()}
    return [pytest.param(hand_in, id=hand_in.name, marks=marks.get(hand_in.name, [])) for hand_in in hand_ins]


@pytest.mark.parametrize("hand_in", _with_gaps(HAND_INS))
def test_what_is_right_keeps_every_point(graded, hand_in):
    lost = [
        (q["id"], c["id"], c["verdict"])
        for asked, q in _questions(hand_in, graded(hand_in))
        if asked["function"] not in hand_in.wrong
        for c in q["criteria"]
        if c["score"] != c["max_score"] and not _excused(hand_in, asked, c)
    ]
    assert lost == []
