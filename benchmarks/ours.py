"""Our own command, on two classes: the same cells as the others, and the whole unit with its nets."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat

from .cells import CHECKS, ROOT, plain
from .measure import Cost, cost

RUBRIC = ROOT / "rubrics/batch_normalization.toml"
NOTEBOOK = "BatchNormalization.ipynb"
KINDS = ("perfect", "eps_outside_root", "row_gradients", "plain_in_test_mode", "cache_too_short", "ignores_layernorm")
QUICK = {"setup", "batchnorm-forward-train", "batchnorm-forward-test", "batchnorm-backward", "layernorm-backward"}
"""Tags of the unit's own cells that are kept; training would hide what grading costs."""


def same_cells(folder: Path, students: int) -> None:
    """A class whose hand-ins are the notebook that all programs are measured on."""
    for student in range(students):
        hand_in = folder / f"s{student:03d}"
        hand_in.mkdir(parents=True)
        nbformat.write(plain(student), hand_in / NOTEBOOK)


def unit(folder: Path, students: int) -> None:
    """A class of whole hand-ins, right and wrong: modules, nets, and a notebook of 12 quick cells."""
    for student in range(students):
        kind = KINDS[student % len(KINDS)]
        hand_in = folder / f"s{student:03d}"
        shutil.copytree(ROOT / "examples/class" / kind, hand_in)
        for path in hand_in.rglob("*.py"):
            path.write_text(f"{path.read_text()}\n# student {student}\n")
        path = hand_in / NOTEBOOK
        content = nbformat.read(path, as_version=4)
        content.cells = [cell for cell in content.cells if cell.cell_type != "code" or QUICK & set(_tags(cell))]
        content.cells += plain(student).cells[:1] + plain(student).cells[-len(CHECKS) :]
        nbformat.write(content, path)


def _tags(cell: nbformat.NotebookNode) -> list[str]:
    tags: list[str] = cell.metadata.get("tags", [])
    return tags


def graded(make: Callable[[Path, int], None], work: Path, students: int, jobs: int) -> Cost:
    """The cost of grading a class.

    Args:
        make: writes the class into a folder.
        work: an empty folder.
        students: how many.
        jobs: how many at a time.
    """
    make(work / "class", students)
    words = [sys.executable, "-m", "grader", "batch", str(work / "class"), "--rubric", str(RUBRIC)]
    words += ["--out", str(work / "out"), "--jobs", str(jobs), "--isolation", "full", "--json"]
    return cost(words, ROOT)
