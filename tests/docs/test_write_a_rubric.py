"""An instructor who types what docs/write_a_rubric.md shows, outside of the clone, has a graded hand-in at the end."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES = re.findall(r"^ {4}(grader .*)", (ROOT / "docs/write_a_rubric.md").read_text(encoding="utf-8"), re.MULTILINE)
SOLVED = ["import numpy as np\ndef center(x):\n    return x - x.mean(axis=0)", "center(np.arange(6.0).reshape(3, 2))"]


@pytest.mark.slow
def test_each_command_works_in_an_empty_folder(tmp_path):
    cells = [{"cell_type": "code", "metadata": {}, "source": s, "outputs": [], "execution_count": None} for s in SOLVED]
    solved = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}
    (tmp_path / "solved.ipynb").write_text(json.dumps(solved))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for line in LINES:
        if "batch" in line:  # one hand-in: the reference in the place of the students' module
            shutil.copytree(tmp_path / "linear_models/template", tmp_path / "class/ann")
            shutil.copy(tmp_path / "linear_models/reference.py", tmp_path / "class/ann/solution.py")
        command = [sys.executable, "-m", "grader", *shlex.split(line)[1:]]
        ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, f"{line}\n{ran.stdout}\n{ran.stderr}"
    assert "ann,ann,graded,10.0,10.0," in (tmp_path / "results/results.csv").read_text()
