"""Hand-ins of every form are graded as a class, by the function behind `grader batch`: form costs no honest point."""

import json

import pytest

from grader.grading.batch import grade_class
from grader.grading.pool import GradingSettings
from grader.sandbox.selftest import chosen
from tests.forms.commands import HEADS, PROGRAMS
from tests.forms.files import UNREAD, WHOLE
from tests.forms.small_assignment import SHOW, F, G, cell, notebook, right, write_assignment

pytestmark = pytest.mark.slow

STOPPED = {
    "error": right(f=f"1 / 0\n{F}"),
    "no_such_file": right(g=f"open('nope.csv')\n{G}"),
    "input": right(f=f"n = input('n? ')\n{F}"),
    "left_over_raise": right(g=f"raise NotImplementedError()\n{G}"),
    "helper_below": right(
        f=f"assert False\nK = 2\ndef helper(x):\n    return K * x\n\n\n{F.replace('2 * x', 'helper(x)')}"
    ),
    "does_not_parse_above": right(g=f"x = (1\n\n{G}"),
    "exit": right(g=f"import sys\nsys.exit()\n{G}"),
}
"""Cells that stop before they define what is asked."""
TEMPLATE = notebook(
    "import numpy as np", "def f(x):\n    raise NotImplementedError", "answer = None", cell(SHOW, "try")
)
CHOSEN = {
    "template_beside": {"HW.ipynb": TEMPLATE, "HW-done.ipynb": right()},
    "scratch_beside": {"HW.ipynb": right(), "scratch.ipynb": notebook("x = 1")},
    "other_names": {"mine.ipynb": right(), "a_test.ipynb": notebook("import numpy as np")},
}
"""Hand-ins with several notebooks."""
LEVELS = ("full", "limited")


@pytest.fixture(scope="module", params=LEVELS)
def graded(request, tmp_path_factory):
    """Grade all hand-ins as one class; return each one's report."""
    folder = tmp_path_factory.mktemp("class")
    for group, hand_ins in _all().items():
        for name, files in hand_ins.items():
            for path, content in files.items():
                file = folder / f"{group}-{name}" / path
                file.parent.mkdir(parents=True, exist_ok=True)
                text = json.dumps(content) if isinstance(content, dict) else content
                file.write_bytes(text.encode() if isinstance(text, str) else text)
    rubric, out = write_assignment(tmp_path_factory.mktemp("assignment")), tmp_path_factory.mktemp("results")
    if chosen("auto").level != "full" and request.param == "full":
        pytest.skip("this machine gives no full isolation")
    settings = GradingSettings(rubric=rubric, audience="student", language="en", isolation=chosen(request.param))
    summary = grade_class(folder, out, settings, jobs=2)
    status = {row["id"]: row["status"] for row in summary["submissions"]}
    reports = {name: out / "reports" / name / "report.json" for name in status}
    return {name: (status[name], json.loads(path.read_text(encoding="utf-8"))) for name, path in reports.items()}


def _all():
    heads = {name: {"HW.ipynb": right(f"{head}\nimport numpy as np")} for name, head in HEADS.items()}
    programs = {name: {"HW.ipynb": right(before=(source,))} for name, source in PROGRAMS.items()}
    stopped = {name: {"HW.ipynb": made} for name, made in STOPPED.items()}
    zips = {name: files for name, files in WHOLE.items() if any(path.endswith(".zip") for path in files)}
    whole = {name: files for name, files in WHOLE.items() if name not in zips}
    return {
        "head": {**heads, **programs},
        "stopped": stopped,
        "whole": {**whole, **zips},
        "unread": UNREAD,
        "two": CHOSEN,
    }


def _remarks(report):
    return {remark["id"] for remark in report["remarks"]}


@pytest.mark.parametrize("name", [*HEADS, *PROGRAMS])
def test_a_command_costs_nothing(graded, name):
    status, report = graded[f"head-{name}"]
    assert (status, report["score"]) == ("graded", 10)
    assert not any("Error" in remark["message"] for remark in report["remarks"])


@pytest.mark.parametrize("name", STOPPED)
def test_what_a_cell_defines_below_the_line_at_which_it_stopped_counts(graded, name):
    _, report = graded[f"stopped-{name}"]
    assert {q["id"]: q["score"] for q in report["questions"]} == {"f": 3, "g": 3, "var": 2, "nb": 2}
    assert _remarks(report) & {"cell_stopped_before", "input_in_cell", "cell_broken", "cell_never_ran"}


@pytest.mark.parametrize("name", WHOLE)
def test_a_form_costs_nothing(graded, name):
    status, report = graded[f"whole-{name}"]
    assert (status, report["score"]) == ("graded", 10)


@pytest.mark.parametrize("name", UNREAD)
def test_what_cannot_be_read_is_not_called_graded(graded, name):
    status, report = graded[f"unread-{name}"]
    assert (status, report["score"]) == ("unreadable", 0)


@pytest.mark.parametrize("name", CHOSEN)
def test_of_several_notebooks_the_one_that_was_worked_in_is_graded(graded, name):
    assert graded[f"two-{name}"][1]["score"] == 10
