"""Students learn which libraries their notebook needs: what the rubric names, and what the template imports."""

import json
import sys

import pytest

from grader.release.libraries import requirements_file, student_requirements
from grader.release.notebook import released_notebook
from grader.report.words import words


def _code(source):
    cell = {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [cell]})


def test_named_and_imported_libraries_are_needed(tiny):
    tiny.write("template/Tiny.ipynb", _code("import numpy, matplotlib.pyplot as plt, rich\nimport m"))
    tiny.spoil("tiny.toml", "seed = 1\n", 'seed = 1\nrequirements = ["rich>=1", "click"]\n')
    assert student_requirements(tiny.load()) == ("rich>=1", "click", "matplotlib")


@pytest.mark.parametrize(
    ("given", "needed", "text"),
    [
        ("", ("pandas>=2",), "numpy>=1.26\njupyterlab>=4\npandas>=2\n"),
        ("", ("numpy<2",), "jupyterlab>=4\nnumpy<2\n"),
        ("Pandas==2.1\n", ("pandas", "scipy"), "Pandas==2.1\nscipy\n"),
        ("", (), "numpy>=1.26\njupyterlab>=4\n"),
    ],
)
def test_the_template_s_own_list_is_kept_and_completed(given, needed, text):
    assert requirements_file(given, needed) == text


def _first_cell(needed):
    content = released_notebook(_code("1").encode(), "tiny", words("en"), needed)
    return "".join(json.loads(content)["cells"][1]["source"])


def test_the_first_cell_says_what_is_missing(capsys):
    lines = _first_cell(("click", "surely-not-there>=2"))
    exec(lines[lines.index("lacking = []") :], {"sys": sys})  # noqa: S102
    told = capsys.readouterr().out
    assert "'surely-not-there>=2'" in told
    assert "click" not in told


def test_without_libraries_the_first_cell_is_as_it_was():
    assert "importlib.metadata" not in _first_cell(())
