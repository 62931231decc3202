import json

import pytest

from grader.checks.answer import Answer
from grader.model.rubric import CellSelector
from grader.submission.notebook import read_cells, written_answer


def _notebook(*cells):
    made = [
        {"cell_type": kind, "source": source, "metadata": {"tags": list(tags)}}
        | ({"outputs": [], "execution_count": None} if kind == "code" else {})
        for kind, source, *tags in cells
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": made}).encode()


TEMPLATE = read_cells(_notebook(("markdown", "## Inline question 1\nWhy?\n\n## Answer\n[FILL THIS IN]", "inline-1")))
SELECTOR = CellSelector(tag="inline-1", contains="Inline question 1")


def _answer(*cells):
    return written_answer(Answer(cell=SELECTOR), read_cells(_notebook(*cells)), TEMPLATE)


def test_cells_keep_their_place_kind_and_tags():
    code, text = read_cells(_notebook(("code", "1", "setup"), ("markdown", "x")))
    assert (code.index, code.kind, code.source, code.tags) == (0, "code", "1", ("setup",))
    assert (text.index, text.kind) == (1, "markdown")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"{}", b"[" * 100_000])
def test_what_is_no_notebook_says_so(content):
    with pytest.raises(ValueError, match="it is"):
        read_cells(content)


@pytest.mark.parametrize(
    "source",
    [
        "## Inline question 1\nWhy?\n## Answer\nBecause.",
        "**Inline Question 1**: Why?\n\n**Answer:** Because.",
        "## Inline question 1\nWhy?\n## Your Answer:\nBecause.",
    ],
)
def test_an_answer_stands_below_its_heading(source):
    assert _answer(("markdown", source)).text == "Because."


def test_an_answer_in_the_next_cell_is_found():
    answer = _answer(("markdown", "## Inline question 1\nWhy?"), ("markdown", "## Answer\nBecause."), ("code", "1"))
    assert (answer.text, answer.unchanged) == ("Because.", False)


@pytest.mark.parametrize("source", ["## Inline question 1\nWhy?\n## Answer\n[FILL THIS IN]", "other text"])
def test_no_answer_is_unchanged(source):
    assert _answer(("markdown", source)).unchanged


def test_halves_of_characters_can_be_written_down():
    (cell,) = read_cells(_notebook(("code", "x = '\ud800'")))
    assert cell.source.encode() == b"x = '\\ud800'"


def test_a_cell_that_is_all_answer_is_read_whole():
    asked = Answer(cell=CellSelector(tag="why"), whole=True)
    cell = {"cell_type": "markdown", "source": "Because.", "metadata": {"nbgrader": {"grade_id": "why"}}}
    given = read_cells(json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [cell]}).encode())
    assert written_answer(asked, given, ()).text == "Because."
    assert written_answer(asked, given, given).unchanged


TASK = (("markdown", "Simulate it.", "task"), ("markdown", "## Next"), ("code", "x = 1"))


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (TASK, ""),
        ((TASK[0], ("code", "run()"), ("markdown", "It works."), *TASK[1:]), "run()\n\nIt works."),
        ((TASK[0], ("code", "run()"), ("code", "x = 1")), "run()"),
        ((("markdown", "Simulate it. Done.", "task"), *TASK[1:]), "Simulate it. Done."),
        (TASK[1:], ""),
    ],
)
def test_a_task_s_answer_is_what_the_student_put_behind_it(cells, text):
    asked = Answer(cell=CellSelector(tag="task"), task=True)
    found = written_answer(asked, read_cells(_notebook(*cells)), read_cells(_notebook(*TASK)))
    assert (found.text, found.unchanged) == (text, not text)


def _shown_by(*outputs):
    cell = {"cell_type": "code", "source": "", "metadata": {}, "execution_count": 1, "outputs": list(outputs)}
    (read,) = read_cells(json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [cell]}).encode())
    return read.shown


def test_what_a_cell_shows_as_handed_in_is_read_as_its_reader_sees_it():
    parts = [{"output_type": "stream", "name": "stdout", "text": part} for part in (["dx error:"], " 1\rdx error: 3\n")]
    assert _shown_by(*parts) == "dx error: 3\n"
    rich = {"text/plain": ["<IPython.core.display.Markdown object>"], "text/markdown": ["**dx error:** ", "3"]}
    assert _shown_by({"output_type": "display_data", "metadata": {}, "data": rich}) == "dx error: 3"


def test_what_a_cell_shows_as_handed_in_is_bounded_and_can_be_written_down():
    shown = _shown_by({"output_type": "stream", "name": "stdout", "text": "\ud800\x00 " * 2_000_000 + "dx error: 3"})
    assert shown.encode().endswith(b"dx error: 3")
    assert len(shown) < 100_000
