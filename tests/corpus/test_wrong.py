"""Wrong hand-ins as people write them: what is wrong loses points, and nothing else does.

A hand-in is an entry of `wrong/nets.toml`, which says how, or a file `wrong/*.py` with the functions that its author
wrote; the rest of the submission is a right solution, to whose module the file is appended. Its head says what is wrong:

    # row: what kind of mistake it is, a key of names.toml; of a pair both, as `pair: one + the other`
    # rubric: spatial_normalization or fully_connected; where it is left out, batch_normalization
    # path: the module that it is appended to; where it is left out, cs231n/layers.py
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

from grader.grading.batch import grade_class
from grader.grading.pool import GradingSettings
from grader.sandbox.selftest import chosen
from tests.corpus.hand_ins import edited, write_hand_in

pytestmark = pytest.mark.slow

CORPUS = Path(__file__).parent
ROOT = CORPUS.parents[1]
WRONG = CORPUS / "wrong"
BASES = {"spatial_normalization": "base_spatial", "fully_connected": "base_fully"}
RESHAPED = {
    "running statistics of shape (1,D)",
    "dgamma/dbeta of shape (1,D)",
}
"""Rows whose numbers are right: another shape keeps nine tenths."""
TAKEN = {"groupnorm gamma taken as (C,)"}
"""Rows that the rubric takes as right: it offers gamma in both shapes."""


SILENT = {"carried", "blocked", "forward_first", "below_first", "unknown"} | {
    *("where_entries", "where_index", "where_value", "where_small"),
}
"""Findings that name no mistake: they say where, or what has to be mended first."""
LEAST_NAMED = 0.95
"""The part of the hand-ins with mistakes that people make whose mistake is to be named."""

NET = "cs231n/classifiers/fc_net.py"
OLDEST = "old_api"
"""The net of a hand-out that had no layer norm yet."""
NET_BASES = {path.stem: path.read_text(encoding="utf-8") for path in sorted((WRONG / "nets").glob("*.py"))}
"""Right nets, by the base that entries of nets.toml name."""
NET_BASES["numbered"] = (CORPUS / "base/fc_net.py").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """One wrong hand-in; `wrong` names functions, or questions where several are about one."""

    name: str
    row: str
    rubric: str
    path: str
    wrong: tuple[str, ...]
    said: str
    code: str

    def written_to(self, folder):
        """Write the whole submission as a folder of its name."""
        submission = folder / self.name
        if self.rubric == "batch_normalization":
            write_hand_in("right_graph", folder)
            (folder / "right_graph").rename(submission)
        else:
            shutil.copytree(WRONG / BASES[self.rubric], submission)
        mode = "w" if self.path == NET else "a"
        with (submission / self.path).open(mode, encoding="utf-8") as module:
            module.write("\n\n" + self.code)

    def is_wrong(self, asked):
        """Whether a question is about what is wrong."""
        return bool({asked["id"], asked["function"]} & set(self.wrong))


def _net(name, entry):
    """Return a hand-in of nets.toml: a right net with its edits, in which `\\n` is the end of a line."""
    edits = [[text.replace("\\n", "\n") for text in edit] for edit in entry["edits"]]
    code = edited(NET_BASES[entry["base"]], edits, name)
    wrong = (*entry["wrong"], *(["fc_layernorm"] if entry["base"] == OLDEST else []))
    return _with_net(name, code, wrong, entry["row"], entry["said"])


def _with_net(name, code, wrong, row="right", said=""):
    """Return a hand-in whose layers are right, with this code as its net."""
    return HandIn(
        name=name, row=row, rubric="batch_normalization", path=NET, wrong=tuple(wrong), said=said, code=code
    )


def _hand_in(path):
    """Return the hand-in of a file of `wrong`."""
    text = path.read_text(encoding="utf-8")
    told = dict(re.findall(r"^# (row|rubric|path|wrong|said): (.+?)\s*$", text, flags=re.M))
    head = {"rubric": "batch_normalization", "path": "cs231n/layers.py"} | told
    head["wrong"] = tuple(name.strip() for name in head["wrong"].split(","))
    code = text.split(f"# said: {head['said']}\n", 1)[1]
    return HandIn(name=path.stem, code=f"\n{code}", **head)


NETS = tomllib.loads((WRONG / "nets.toml").read_text(encoding="utf-8"))
HAND_INS = [
    *(_hand_in(path) for path in sorted(WRONG.glob("*.py"))),
    *(_net(name, entry) for name, entry in NETS.items()),
]
RIGHT_NETS = [
    _with_net(f"right_{name}", code, ["fc_layernorm"] if "use_batchnorm=" in code else [])
    for name, code in NET_BASES.items()
]
NETS_OF_2016 = {h.name for h in HAND_INS if h.path == NET and "use_batchnorm=" in h.code}
AS_IF = {"net_odd_beta_where_gamma_belongs"}
"""Hand-ins that no known mistake names, but an edit of the reference: here the order of what is unpacked."""
LISTED = tomllib.loads((WRONG / "names.toml").read_text(encoding="utf-8"))
"""For each row what may be said of it."""


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
        for hand_in in [*HAND_INS, *RIGHT_NETS]:
            if hand_in.rubric == rubric:
                hand_in.written_to(folder)
        path, isolation = ROOT / f"rubrics/{rubric}.toml", chosen("auto")
        settings = GradingSettings(rubric=path, audience="staff", language="en", isolation=isolation)
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
    rows = [hand_in.row for hand_in in HAND_INS if not hand_in.row.startswith("pair: ")]
    assert set(rows) == set(LISTED)
    assert {row for hand_in in HAND_INS for row in rows_of(hand_in.row)} <= set(LISTED)
    assert [row for row in LISTED if rows.count(row) < 2] == []


@pytest.mark.parametrize("hand_in", _names(RIGHT_NETS))
def test_a_net_without_its_edits_is_right_but_for_what_its_hand_out_had_not_yet(graded, hand_in):
    lost = [asked["id"] for asked, q in _questions(hand_in, graded(hand_in)) if q["score"] != q["max_score"]]
    assert lost == list(hand_in.wrong)


@pytest.mark.parametrize("hand_in", _names(HAND_INS))
def test_the_grader_never_fails_on_a_hand_in(graded, hand_in):
    report = graded(hand_in)
    verdicts = {c["verdict"] for q in report["questions"] for c in q["criteria"]}
    assert "error" not in verdicts | {q["verdict"] for q in report["questions"]}


@pytest.mark.parametrize("hand_in", _names(HAND_INS))
def test_what_is_wrong_loses_points(graded, hand_in):
    scores = {
        asked["id"]: (q["score"], q["max_score"])
        for asked, q in _questions(hand_in, graded(hand_in))
        if hand_in.is_wrong(asked)
    }
    assert len(scores) == len(hand_in.wrong)
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


@pytest.mark.parametrize("hand_in", _names(HAND_INS))
def test_what_is_right_keeps_every_point(graded, hand_in):
    lost = [
        (q["id"], c["id"], c["verdict"])
        for asked, q in _questions(hand_in, graded(hand_in))
        if not hand_in.is_wrong(asked)
        for c in q["criteria"]
        if c["score"] != c["max_score"] and not _excused(hand_in, asked, c)
    ]
    assert lost == []


def _told(hand_in, report):
    """What is said of the questions that are wrong: mistakes and kinds of findings, or a rung where there is none."""
    told = set()
    for asked, question in _questions(hand_in, report):
        if not hand_in.is_wrong(asked) or (hand_in.name in NETS_OF_2016 and asked["id"] == "fc_layernorm"):
            continue
        for criterion in question["criteria"]:
            told |= {finding["mistake"] or finding["kind"] for finding in criterion["findings"]}
            if criterion["score"] < criterion["max_score"] and not criterion["findings"] and hand_in.row != "unknown":
                told.add(criterion["evidence"].get("rung"))
    return told - SILENT


def _may_be_told(hand_in):
    named = {name for row in rows_of(hand_in.row) for name in LISTED[row]}
    return named | ({"as_if"} if hand_in.name in AS_IF else set())


@pytest.mark.parametrize("hand_in", _names(HAND_INS))
def test_nothing_is_named_that_is_not_so(graded, hand_in):
    assert _told(hand_in, graded(hand_in)) <= _may_be_told(hand_in)


def test_the_mistakes_that_people_make_are_named(graded):
    known = [hand_in for hand_in in HAND_INS if _may_be_told(hand_in)]
    unnamed = [h.name for h in known if not _told(h, graded(h)) & _may_be_told(h)]
    assert len(unnamed) <= (1 - LEAST_NAMED) * len(known), unnamed


def test_of_two_mistakes_both_are_named_more_often_than_not(graded):
    pairs = [hand_in for hand_in in HAND_INS if len(rows_of(hand_in.row)) == 2]
    both = [h for h in pairs if all(_told(h, graded(h)) & set(LISTED[row]) for row in rows_of(h.row))]
    assert len(both) > len(pairs) / 2
