"""A repair in words: steps that say more and more, and never more than the rubric lets students read."""

from dataclasses import replace

import pytest

from grader.edits.edit import EditKind
from grader.model.repair import Repair, RepairedPlace, RepairProof, RepairsShown
from grader.report.repairs import repair_of, repaired_lines, steps_of
from grader.report.words import words

PLACE = RepairedPlace(kind="axis", function="f", path="m.py", line=7, old="x.sum(axis=1)", new="x.sum(axis=0)")
PROOF = RepairProof(cases=3, fresh=8, gradients=6)
REPAIR = Repair(function="f", questions=("a", "b"), places=(PLACE,), difference="-x\n+y", tried=17, proof=PROOF)


def test_each_step_says_more():
    line, kind, text = steps_of(words("en"), REPAIR, RepairsShown.FULL)
    assert "line 7 of `m.py`" in line
    assert "axis" not in line
    assert "`x.sum(axis=1)`" in kind
    assert "axis=0" not in kind
    assert "`x.sum(axis=0)`" in text


@pytest.mark.parametrize(("shown", "steps"), [(RepairsShown.LINE, 1), (RepairsShown.KIND, 2), (RepairsShown.FULL, 3)])
def test_students_see_what_the_rubric_says(shown, steps):
    told = repair_of(words("en"), (REPAIR,), "a", shown, staff=False)
    assert len(told["steps"]) == steps
    assert ("axis=0" in str(told)) is (shown is RepairsShown.FULL)
    assert "difference" not in told


def test_a_question_that_it_does_not_mend_has_none():
    assert repair_of(words("en"), (REPAIR,), "c", RepairsShown.KIND, staff=True) is None


def test_lines_of_that_file_are_marked():
    told = repair_of(words("en"), (REPAIR,), "b", RepairsShown.LINE, staff=False)
    assert repaired_lines(told, "m.py", None) == [7]
    assert repaired_lines(told, "other.py", None) == repaired_lines(None, "m.py", None) == []


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", list(EditKind))
def test_every_kind_of_edit_has_its_sentences(language, kind):
    assert words(language).has(f"repair.{kind}")
    assert words(language).has(f"as_if.{kind}")


@pytest.mark.parametrize(("functions", "said"), [(("g",), True), (("f",), False), (("f", "g"), False)])
def test_what_lies_wholly_in_functions_below_is_said_to(functions, said):
    places = tuple(replace(PLACE, function=name) for name in functions)
    (line,) = steps_of(words("en"), replace(REPAIR, places=places), RepairsShown.LINE)
    assert ("It is in `g`, which `f` builds on" in line) is said


def test_methods_of_a_class_are_not_below_it():
    places = (replace(PLACE, function="Net.loss"),)
    (line,) = steps_of(words("en"), replace(REPAIR, function="Net", places=places), RepairsShown.LINE)
    assert "calls" not in line
