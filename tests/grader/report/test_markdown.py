import re

import pytest
from markdown_it import MarkdownIt

from grader.checks.answer import Answer
from grader.model.observation import CellStatus, Frame
from grader.model.rubric import CellSelector
from grader.model.verdict import Rung, Verdict
from grader.report.markdown import markdown, points

HOSTILE = ("<script>alert(1)</script>", '"><img src=x onerror=1>', "a`b", "a\n\n# b", "[x](javascript:1)", "a\u202eb")


@pytest.mark.parametrize(("value", "text"), [(4.0, "4"), (1.25, "1.25"), (0.1, "0.1"), (10.0, "10"), (0.0, "0")])
def test_points_have_no_needless_digits(value, text):
    assert points(value) == text


def test_a_report_opens_with_who_and_how_many_points(build):
    told = markdown(build.report(build.judged(Verdict.PASS)))
    assert told.startswith("# Batch norm: `ada`\n\n**4 of 4 points**\n")


def test_points_that_wait_are_said(build):
    report = build.report(build.judged(Verdict.PENDING), check=Answer(cell=CellSelector(tag="x")))
    assert "**- of 4 points** (4 points wait for a person)" in markdown(report)


def test_nothing_to_mend_is_said(build):
    assert "Nothing to mend" in markdown(build.report(build.judged(Verdict.PASS)))


def test_what_to_mend_is_numbered_with_what_it_costs(build):
    report = build.report(build.judged(Verdict.FAIL, build.comparison(Rung.SHAPE)))
    assert "1. Forward: the shape is wrong (-4)" in markdown(report)


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_can_be_written(build, verdict):
    told = markdown(build.report(build.judged(verdict)))
    assert "Forward (" in told or "still to be had here: Forward." in told


def test_the_courses_measure_stands_below_a_failure(build):
    report = build.report(build.judged(Verdict.FAIL, build.comparison(course_error=0.5)))
    assert "  the course's measure, for comparison: 5.0e-01" in markdown(report)


def test_a_measure_that_is_not_finite_is_a_word(build):
    report = build.report(build.judged(Verdict.FAIL, build.comparison(course_error=float("nan"))))
    assert "for comparison: nan" in markdown(report)


def test_remarks_come_last(build):
    told = markdown(build.report(build.judged(Verdict.PASS), remarks=[build.remark("more_notebooks", used="a.ipynb")]))
    assert told.endswith("- There are several notebooks; `a.ipynb` was used.\n")


def test_staff_read_values_and_exceptions(build):
    values = build.judged(Verdict.FAIL, build.comparison(got=1.5, expected=2.5))
    told = markdown(build.report(values, build.raised(text="too few"), audience="staff"))
    assert "got: `1.5`; expected: `2.5`" in told
    assert "exception: `ValueError: too few`; `cs231n/layers.py:7 batchnorm_forward: return out`" in told


def test_hints_stand_behind_all_questions(build):
    told = markdown(build.report(build.judged(Verdict.FAIL, build.comparison()), build.judged(Verdict.PASS)))
    assert told.index("## Hints") > told.rindex("## Forward")
    assert "- Forward, Values are right\n  - Hint 1 of 2: Try by hand.\n  - Hint 2 of 2: Use a small input." in told


def test_without_hints_there_is_no_section_for_them(build):
    assert "## Hints" not in markdown(build.report(build.judged(Verdict.PASS)))


def test_cells_that_stopped_are_listed(build):
    told = markdown(build.report(cells=[build.cell(error="A`b"), build.cell(CellStatus.OK)]))
    assert told.endswith("## Cells that did not run to their end\n\n- Cell 4: stopped with `A b`\n")


@pytest.mark.parametrize("audience", ["student", "staff"])
@pytest.mark.parametrize("evil", HOSTILE)
def test_text_from_outside_makes_no_markup(build, evil, audience):
    frame = Frame(path=evil, line=1, function=evil, source=evil)
    failed = build.raised(text=evil, error=evil, function=evil, frames=(frame,))
    remarks = [build.remark("from_template", path=evil)]
    cells = [build.cell(error=evil, text=evil)]
    report = build.report(failed, audience=audience, title=evil, name=evil, remarks=remarks, cells=cells)
    page = MarkdownIt("commonmark").render(markdown(report))
    assert not re.search(r"<(script|img|a) ?", page)
    assert page.count("<h1>") == 1
    assert "\u202e" not in page
