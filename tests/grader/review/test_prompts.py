"""What is asked and expected is read from the rubric's text and the template, without running any of its code."""

import json
from dataclasses import replace

from grader.gradebook.class_record import read_class_settings
from grader.review.answers.prompts import Prompt, Prompts

CELLS = [
    {"cell_type": "markdown", "metadata": {}, "source": "Draw what you see."},
    {"cell_type": "code", "metadata": {"tags": ["plot"]}, "source": "...  # your plot", "outputs": []},
    {"cell_type": "markdown", "metadata": {}, "source": "Why is it so?"},
]
TEXT = """
[assignment]
notebook = "N.ipynb"
template = "template"
[[question]]
id = "plot"
[[question.criterion]]
id = "seen"
check = "answer"
cell = { tag = "plot" }
[[question]]
id = "why"
[[question.criterion]]
id = "said"
check = "answer"
cell = { contains = "why is" }
expected = " Because. "
[[question.criterion]]
id = "lost"
check = "answer"
cell = { tag = "nowhere" }
"""


def _about(course, folder, text=TEXT):
    (folder / "template").mkdir(exist_ok=True)
    notebook = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": CELLS}
    (folder / "template/N.ipynb").write_text(json.dumps(notebook))
    return replace(read_class_settings(course.out), text=text, rubric=str(folder / "rubric.toml"), sha256=text)


def test_a_question_has_its_cell_and_code_has_the_text_above_it(course, tmp_path):
    assert Prompts().now(_about(course, tmp_path)) == {
        "plot.seen": Prompt(asked="Draw what you see.\n\n```python\n...  # your plot\n```"),
        "why.said": Prompt(asked="Why is it so?", expected="Because."),
        "why.lost": Prompt(),
    }


def test_without_the_template_what_is_expected_is_told_all_the_same(course, tmp_path):
    about = _about(course, tmp_path)
    (tmp_path / "template/N.ipynb").unlink()
    assert Prompts().now(about)["why.said"] == Prompt(expected="Because.")


def test_another_rubric_is_read_anew(course, tmp_path):
    prompts = Prompts()
    prompts.now(_about(course, tmp_path))
    assert prompts.now(_about(course, tmp_path, TEXT.replace("Because", "Since")))["why.said"].expected == "Since."
