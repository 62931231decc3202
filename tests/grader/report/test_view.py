import json
from dataclasses import replace

import pytest

from grader.checks.answer import Answer
from grader.checks.outputs import Outputs
from grader.model.observation import CellStatus, Frame
from grader.model.rubric import CellSelector
from grader.model.verdict import Rung, Verdict
from grader.report.html import html
from grader.report.markdown import markdown

KEYS = {
    "": "schema assignment submission provenance isolation score max_score pending questions remarks notebook timing",
    "assignment": "id title",
    "submission": "id sha256 files",
    "isolation": "level enforced not_enforced",
    "notebook": "path status cells",
}
EVERYTHING = {
    "course_error": 0.5,
    "wrong": 3,
    "total": 8,
    "worst_index": (1, 2),
    "shape": (2, 4),
    "expected_shape": (4, 2),
    "dtype": "float64",
}
ANSWER = Answer(cell=CellSelector(tag="inline-1"))
OUTPUTS = Outputs(shown=(), requires=())


@pytest.mark.parametrize("part", KEYS)
def test_a_report_holds_what_scripts_rely_on(build, part):
    report = build.report(build.judged(Verdict.PASS))
    assert set(KEYS[part].split()) <= set(report[part] if part else report)
    assert report["schema"] == "grader/report/v1"


def test_a_question_and_a_criterion_hold_what_scripts_rely_on(build):
    (question,) = build.report(build.judged(Verdict.PASS))["questions"]
    assert set(question) == {"id", "title", "score", "max_score", "verdict", "criteria"}
    listed = {"id", "title", "check", "verdict", "score", "max_score", "evidence", "message", "findings"}
    assert listed <= set(question["criteria"][0])


def test_evidence_holds_what_scripts_rely_on(build):
    report = build.report(build.judged(Verdict.FAIL, build.comparison(**EVERYTHING)))
    evidence = report["questions"][0]["criteria"][0]["evidence"]
    assert set(evidence) == {"rung", "error", "limit", "cases", "case", "output", *EVERYTHING}


def test_evidence_that_does_not_apply_is_left_out(build):
    report = build.report(build.judged(Verdict.PENDING), check=ANSWER)
    assert report["questions"][0]["criteria"][0]["evidence"] == {}


def test_a_finding_holds_what_scripts_rely_on(build):
    report = build.report(build.judged(Verdict.FAIL, build.comparison(), findings=[build.finding("mistake")]))
    assert report["questions"][0]["criteria"][0]["findings"] == [
        {
            "kind": "mistake",
            "mistake": "no_eps",
            "title": "`eps` is missing",
            "confidence": "certain",
            "seriousness": "major",
            "hints": ["Look at the root.", "Add `eps`."],
            "caused_by": None,
        }
    ]


def test_files_are_listed_in_order_and_cells_with_their_end(build):
    report = build.report(cells=[build.cell(), build.cell(CellStatus.OK, error="")])
    assert report["submission"]["files"] == ["a.ipynb", "b.py"]
    assert [(cell["status"], cell["error"]) for cell in report["notebook"]["cells"]] == [
        ("raised", "ValueError"),
        ("ok", None),
    ]


def test_numbers_that_json_lacks_are_words_in_the_report(build):
    worst = build.comparison(error=float("nan"), course_error=float("inf"))
    report = build.report(build.judged(Verdict.FAIL, worst))
    evidence = report["questions"][0]["criteria"][0]["evidence"]
    assert (evidence["error"], evidence["course_error"]) == ("nan", "inf")
    assert json.loads(json.dumps(report, allow_nan=False)) == report


def test_points_are_rounded_to_four_places(build):
    report = build.report(build.judged(Verdict.PARTIAL, build.comparison(), fraction=1 / 3))
    assert report["questions"][0]["criteria"][0]["score"] == 1.3333


SECRETS = ("SECRETTEXT", "7531.25", "8642.75", "SECRETCELL", "SECRETREMARK", "SECRETFRAME")


def _with_secrets(build, audience):
    """Everything that only staff may read, in one report."""
    frame = Frame(path="a.py", line=1, function="SECRETFRAME", source="x = 1")
    raised = build.raised(text="SECRETTEXT", frames=(frame,))
    values = build.judged(Verdict.FAIL, build.comparison(got=7531.25, expected=8642.75))
    cells = [build.cell(text="SECRETCELL")]
    remarks = [build.remark("grader_failed", "staff", reason="SECRETREMARK")]
    return build.report(raised, values, audience=audience, cells=cells, remarks=remarks)


@pytest.mark.parametrize("render", [html, markdown, json.dumps])
@pytest.mark.parametrize("secret", SECRETS)
def test_a_students_report_holds_nothing_meant_for_staff(build, render, secret):
    assert secret not in render(_with_secrets(build, "student"))


@pytest.mark.parametrize("render", [html, markdown, json.dumps])
@pytest.mark.parametrize("secret", SECRETS)
def test_staff_see_all_of_it(build, render, secret):
    assert secret in render(_with_secrets(build, "staff"))


def test_a_question_that_holds_gives_staff_no_values_either(build):
    right = build.judged(Verdict.PASS, build.comparison(None, error=0.0, got=1.0, expected=1.0))
    evidence = build.report(right, audience="staff")["questions"][0]["criteria"][0]["evidence"]
    assert not {"got", "expected", "failure"} & set(evidence)


def test_hints_are_kept_for_what_lost_points(build):
    report = build.report(build.judged(Verdict.PASS), build.judged(Verdict.FAIL, build.comparison(Rung.SHAPE)))
    assert [question["criteria"][0]["hints"] for question in report["questions"]] == [
        [],
        ["Try by hand.", "Use a small input."],
    ]


@pytest.mark.parametrize(("audience", "told"), [("staff", [{"mistake": "other", "title": "other"}]), ("student", None)])
def test_other_mistakes_that_fit_are_for_staff(build, audience, told):
    finding = replace(build.finding("mistake"), runners_up=("other",), outputs=("dx",))
    report = build.report(build.judged(Verdict.FAIL, build.comparison(), findings=[finding]), audience=audience)
    found = report["questions"][0]["criteria"][0]["findings"][0]
    assert found.get("runners_up") == told
    assert found["outputs"] == ["dx"]


def test_the_bounds_of_shown_numbers_are_for_staff(build):
    facts = {"held": 0, "of": 1, "bounds": ("e: 2 [3.1, 3.2]",)}
    reports = {
        audience: build.report(build.judged(Verdict.FAIL, facts=facts), audience=audience, check=OUTPUTS)
        for audience in ("student", "staff")
    }
    assert "3.1" not in str(reports["student"]) + html(reports["student"])
    assert "<code>e: 2 [3.1, 3.2]</code>" in html(reports["staff"])


def test_a_case_with_a_share_of_its_own_says_so(build):
    right, edge = build.comparison(None), build.comparison(case="train/one_row", share=0.1, edge=True)
    (question,) = build.report(build.judged(Verdict.PARTIAL, right, edge))["questions"]
    evidence = question["criteria"][0]["evidence"]
    assert (evidence["edge"], evidence["share"]) == (True, 0.1)
    assert [case.get("share") for case in evidence["cases"]] == [None, 0.1]
