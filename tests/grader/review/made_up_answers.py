"""A class of made-up answers: some equal, many alike, some of their own; as many hand-ins as are wanted."""

import json
import random
import shutil
from pathlib import Path

TASK = Path(__file__).parents[3] / "examples/tasks/spectral_filter"
CAUSE = (
    "A sharp cut in frequency is a product with a box",
    "Cutting sharply multiplies the spectrum with a box",
    "The filter is a box in the frequency domain",
    "We remove all high frequencies at once",
    "Because some frequencies are missing",
)
EFFECT = (
    "whose transform is a sinc, and its side lobes ring.",
    "so in time it is a convolution with a sinc that rings.",
    "and the side lobes of the sinc show at each step.",
    "and so the signal cannot follow the step.",
    "which is the Gibbs phenomenon.",
    "so it overshoots.",
)
FURTHER = (
    "",
    "",
    "",
    " A smooth window would ring less.",
    " It does not go away with more samples.",
    " 这就是吉布斯现象。",
)


def made_up(number):
    """The answer of one student: a few of them say the same in the same words."""
    chance = random.Random(number)  # noqa: S311 - made-up texts
    text = f"{chance.choice(CAUSE)}, {chance.choice(EFFECT)}{chance.choice(FURTHER)}"
    if chance.random() < 0.3:
        text = text.replace("the ", "teh ", 1)
    return text + (f" I saw {chance.randint(2, 9)} side lobes." if chance.random() < 0.2 else "")


def write_class(folder, count, names="s{:03}"):
    """Write the task and the hand-ins of a class, and return the rubric and the folder of hand-ins."""
    shutil.copytree(TASK, folder / "task", dirs_exist_ok=True)
    hand_ins = ("in_periods", "other_sign")
    for number in range(count):
        path = folder / "class" / names.format(number)
        shutil.copytree(TASK / "hand_ins" / hand_ins[number % 2], path)
        notebook = path / "Filter.ipynb"
        notebook.write_text(_with_answer(notebook.read_text(encoding="utf-8"), made_up(number)), encoding="utf-8")
    return folder / "task/rubric.toml", folder / "class"


def _with_answer(notebook, text):
    content, given = json.loads(notebook), json.loads((TASK / "template/Filter.ipynb").read_text(encoding="utf-8"))
    cells = [cell for cell in content["cells"] if "Why does it ring" not in "".join(cell["source"])]
    asked = given["cells"][-1]
    head, mark, _ = "".join(asked["source"]).rpartition("## Answer")
    assert mark
    asked["source"] = f"{head}{mark}\n\n{text}\n"
    return json.dumps({**content, "cells": [*cells, asked]})
