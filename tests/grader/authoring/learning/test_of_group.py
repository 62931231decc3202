"""A group that people gave a name becomes a mistake of the rubric, once an edit of the reference is proved to be it."""

import ast

import pytest

from grader.assignment.loader import load_assignment
from grader.authoring.learning.of_group import as_mistake, group_as_values, group_in_words, named_group
from grader.errors import CallerError
from grader.gradebook.book import read_book, report_of
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.group_override import decide_group
from grader.grading.regrade import regrade
from grader.model.submission import Audience
from grader.report.words import words
from grader.sandbox.selftest import chosen
from tests.grader.grading.conftest import _low_passes, grouped  # noqa: F401
from tests.grader.grading.low_passes import KEEPS_ONE_MORE

SAID = words("en")


@pytest.fixture
def named(grouped):  # noqa: F811
    grouped.write("one_more", KEEPS_ONE_MORE)
    return grouped


def _name(grouped, whose, name, comment=""):  # noqa: F811
    group = grouped.index().hand_ins[whose].groups["low_pass"]
    decide_group(grouped.out, "low_pass", group, points={}, name=name, comment=comment)
    return f"low_pass/{group[:10]}"


def _learn(grouped, place, **more):  # noqa: F811
    """What the command tells of a group, as values and in words."""
    contents = read_book(grouped.out)
    with AssignmentGrader(grouped.course.rubric, Audience.STAFF, isolation=chosen("limited")) as grader:
        found = as_mistake(named_group(grouped.out, contents, place), grader, len(contents.rows), SAID, **more)
        told = "\n".join(group_in_words(found, grader, SAID, write="name" in more))
        return group_as_values(found, grader, SAID), told


def test_what_a_group_is_called_is_proposed_proved_and_not_written(named):
    place = _name(named, "one_more", "one frequency too many", "You keep one too many.")
    told, said = _learn(named, place)
    proposed = told["proposed"]
    assert (told["name"], told["count"]) == ("one frequency too many", 1)
    assert (proposed["id"], proposed["proved"]) == ("low_pass_one_frequency_too_many", True)
    assert proposed["reference"]["becomes"] == "spectrum[keep + 2 :] = 0"
    assert 'EXPLANATION = "You keep one too many."' in proposed["text"]
    assert not proposed["written"]
    assert "`--write low_pass_one_frequency_too_many` writes" in said
    assert "one_more" not in proposed["text"]
    assert not list((named.course.rubric.parent / "mistakes").glob("low_pass_one*"))


def test_what_is_written_is_named_in_the_reports_of_the_group(named):
    place = _name(named, "one_more", "one frequency too many")
    _, said = _learn(named, place, name="one_too_many", title="one too many stays")
    assert "written: " in said
    mistake = next(one for one in load_assignment(named.course.rubric).mistakes if one.id == "one_too_many")
    assert mistake.title == "one too many stays"
    regrade(named.out)
    (question,) = [one for one in report_of(named.out, "one_more").content["questions"] if one["id"] == "low_pass"]
    assert "one_too_many" in {finding["mistake"] for one in question["criteria"] for finding in one["findings"]}


def test_without_an_edit_that_gives_its_numbers_the_name_stays_a_finding(named):
    place = _name(named, "plus", "加了常数")
    told, said = _learn(named, place)
    assert told["proposed"] is None
    assert "stays a finding" in said
    with pytest.raises(CallerError, match="cannot be written as a mistake by itself"):
        _learn(named, place, name="added")


def test_a_name_without_letters_of_ascii_gets_an_id_by_its_edit(named):
    place = _name(named, "one_more", "多留了一个频率")
    proposed = _learn(named, place)[0]["proposed"]
    assert proposed["id"].isascii()
    assert proposed["id"].startswith("low_pass_")
    assert 'TITLE = "多留了一个频率"' in proposed["text"]


def test_a_group_without_a_name_and_an_id_that_is_no_module_are_refused(named):
    group = named.index().hand_ins["one_more"].groups["low_pass"]
    with pytest.raises(CallerError, match="this group has no name"):
        _learn(named, f"low_pass/{group}")
    place = _name(named, "one_more", "one more")
    with pytest.raises(CallerError, match="a mistake cannot have this id"):
        _learn(named, place, name="../one")
    with pytest.raises(CallerError, match="there is a mistake of this name"):
        _learn(named, place, name="cut_one_early")


def test_a_name_that_would_be_code_is_text(named):
    place = _name(named, "one_more", '"""; import os; os.abort(); """ \\ {title}')
    proposed = _learn(named, place)[0]["proposed"]
    assert proposed["proved"]
    body = ast.parse(proposed["text"]).body
    assert not any(isinstance(one.value, ast.Call) for one in body if isinstance(one, ast.Expr))
    assert [one.names[0].name for one in body if isinstance(one, ast.Import)] == ["numpy"]
