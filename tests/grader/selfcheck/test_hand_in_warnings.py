"""What is worth a look before a notebook is handed in."""

import json
import os

import pytest

from grader.selfcheck.folder import look_at_folder
from grader.selfcheck.hand_in_warnings import hand_in_warnings, large


def _doubts(student, ran=None):
    return " ".join(hand_in_warnings(student.bundle, look_at_folder(student.bundle, student.folder), ran))


def test_a_notebook_that_was_run_and_saved_raises_no_doubt(student):
    student.cells("x = 1", "x", counts=[1, 2])
    assert _doubts(student, ["", "x = 1", "x", "pack()"]) == ""


@pytest.mark.parametrize(
    ("sources", "counts", "ran", "told"),
    [
        (["x = 1", "x"], [1, None], None, "not run: 2"),
        (["x = 1", "x"], [2, 1], None, "another order"),
        (["x = 2"], [1], ["", "x = 1", "pack()"], "changed after they ran: 1"),
        (["x = 1"], [1], ["", "x = 1", "y = 2", "pack()"], "ran cells after it was saved"),
        (["x = 1"], [None], ["", "x = 1", "pack()"], "ran cells after it was saved"),
    ],
)
def test_what_is_unsaved_not_run_or_stale_is_said(student, sources, counts, ran, told):
    student.cells(*sources, counts=counts)
    assert told in _doubts(student, ran)


def test_the_cell_that_packs_need_not_have_run(student):
    student.cells("x = 1", "pack()", counts=[1, None])
    assert _doubts(student) == ""


def test_a_cell_that_shows_an_error_is_named(student):
    cell = {"cell_type": "code", "metadata": {}, "source": "1 / 0", "execution_count": 1}
    cell["outputs"] = [{"output_type": "error", "ename": "ZeroDivisionError", "evalue": "", "traceback": []}]
    student.write("Tiny.ipynb", json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [cell]}))
    assert "show an error: 1" in _doubts(student)


def test_code_that_was_saved_after_the_notebook_is_named(student):
    student.cells("x = 1", counts=[1])
    student.write("m.py", "def double(x):\n    return 2 * x\n")
    saved = (student.folder / "Tiny.ipynb").stat().st_mtime
    os.utime(student.folder / "m.py", (saved + 60, saved + 60))
    assert "`m.py` was saved after" in _doubts(student)


def test_a_package_that_will_not_be_there_is_named(student):
    student.cells("import os, numpy as np, m\nfrom IPython import display", "import torch", counts=[1, 2])
    assert _doubts(student) == student.bundle.words("selfcheck.not_allowed", package="torch")


def test_a_broken_notebook_is_named(student):
    student.write("Tiny.ipynb", "{")
    assert "cannot be read as a notebook" in _doubts(student)


def test_a_very_large_file_is_named(student):
    assert "has 11 MB" in " ".join(large(student.bundle, {"Tiny.ipynb": b"0" * (11 << 20)}))
