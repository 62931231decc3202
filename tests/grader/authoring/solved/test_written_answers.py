"""Written answers are found where they are marked, or right behind a question; other texts stay."""

import pytest

from grader.authoring.solved.student_notebook import with_placeholders
from grader.authoring.solved.written_answers import written_answers

from ..sources import code, manual, notebook, text


def found(*cells):
    return [(one.cell, one.kept, one.title) for one in written_answers(notebook(*cells))]


@pytest.mark.parametrize(
    "mark",
    [
        "**Answer:**",
        "Answer:",
        "*Your answer*:",
        "### Model answer\n",
        "Solution to question 3:",
        "__Answer__\n\n",
        "\u7b54\uff1a",
        "Answer 2a.\n",
        "A:",
    ],
)
def test_what_stands_behind_a_mark_is_an_answer(mark):
    assert found(text(f"## Norms\n\nWhich is larger?\n\n{mark} the second one")) == [
        (
            0,
            f"## Norms\n\nWhich is larger?\n\n{mark}".rstrip(),
            mark.strip("# \n").strip() if "###" in mark else "Norms",
        )
    ]


def test_a_text_right_behind_a_question_is_an_answer():
    assert found(text("# Jacobi"), text("**Why does it converge?**"), text("Since the diagonal is dominant.")) == [
        (2, "", "Jacobi")
    ]


def test_a_text_below_a_heading_that_says_answer_is_one():
    assert found(text("Say why.\n\n**Answer**"), text("Since it is so in general.")) == [(1, "", "Say why. Answer")]


def test_a_marked_cell_of_nbgrader_is_one():
    assert found(text("## Why"), manual("why", 2)) == [(1, "", "Why")]


@pytest.mark.parametrize(
    "cells",
    [
        [text("## Solution of linear systems\n\nWe solve them here.")],
        [text("The answer is given by the theorem: x = 1.")],
        [text("How fast is it?"), code("1"), text("Now we turn to another method.")],
        [text("What is a norm?"), text("## Norms\n\nA norm is this.")],
        [text("What is it?"), text("And which is larger?")],
        [text("### Solution")],
    ],
)
def test_other_texts_stay(cells):
    assert found(*cells) == []


def test_students_get_the_question_and_a_placeholder_with_a_tag():
    source = notebook(text("Why?\n\n**Answer:** Because of SECRET."))
    (cell,) = with_placeholders(source, (), (), (), written_answers(source))["cells"]
    assert "".join(cell["source"]) == "Why?\n\n**Answer:**\n\nYOUR ANSWER HERE"
    assert cell["metadata"]["tags"] == ["answer_1"]
