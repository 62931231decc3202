"""What a hand-in costs beside other checkouts: `python -m benchmarks.beside CHECKOUT ...`, in turns, in one run.

All checkouts grade the same two classes at isolation `full` with one worker, each by its own rubric, without repairs.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

from . import ours
from .cells import ROOT
from .figures import OWN, checkouts_by_name, write_figures
from .line import Line
from .measure import cost

CLASSES: dict[str, Callable[[Path, int], None]] = {"whole unit": ours.unit, "same cells": ours.same_cells}
"""Writes a class of a size, by the name of what is measured."""


def one(checkout: Path, class_folder: Path, work: Path, *more: str) -> float:
    """CPU seconds of grading a class.

    Args:
        checkout: the root of the checkout whose code and rubric grade it.
        class_folder: the class.
        work: a folder for the results, which is emptied.
        more: further words of the command.
    """
    shutil.rmtree(work, ignore_errors=True)
    rubric = checkout / ours.RUBRIC.relative_to(ROOT)
    words = [sys.executable, "-m", "grader", "batch", str(class_folder), "--rubric", str(rubric)]
    words += ["--out", str(work), "--isolation", "full", "--json", *more]
    return cost(words, checkout, {"PYTHONPATH": str(checkout)}).cpu_seconds


def lines(checkouts: dict[str, Path], work: Path, students: int, runs: int) -> dict[str, dict[str, list[Line]]]:
    """Every class by every checkout, in turns, so that all see the same load; by class and checkout.

    Args:
        checkouts: their roots by name.
        work: an empty folder.
        students: size of the larger class; the smaller has a quarter.
        runs: how often.
    """
    sizes = (max(students // 4, 1), students)
    for what, make in CLASSES.items():
        for size in sizes:
            make(work / what / str(size), size)
    found: dict[str, dict[str, list[Line]]] = {what: {name: [] for name in checkouts} for what in CLASSES}
    for turn in range(runs):
        for what, by_name in found.items():
            for name, checkout in checkouts.items():
                seconds = [one(checkout, work / what / str(size), work / "out", *_alone(checkout)) for size in sizes]
                by_name[name].append(Line.through(seconds, sizes))
                print(f"{turn + 1}/{runs}  {what}, {name}: {by_name[name][-1].each:.3f} s", file=sys.stderr)
    return found


def _alone(checkout: Path) -> tuple[str, ...]:
    """The words without which a checkout looks for repairs at the end, which are a cost of the class."""
    return ("--repair", "off") if (checkout / "grader/repairs").is_dir() else ()


def main() -> None:
    """Measure, print the table, and write it as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.beside", description=__doc__)
    parser.add_argument("checkouts", nargs="*", type=Path, help="roots of other checkouts")
    parser.add_argument("--students", type=int, default=24)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work", type=Path, default=Path("build/benchmarks/beside"))
    parser.add_argument("--out", type=Path, default=Path("build/benchmarks/beside.json"))
    given = parser.parse_args()
    trees = checkouts_by_name(given.checkouts)
    shutil.rmtree(given.work, ignore_errors=True)
    found = lines(trees, given.work.resolve(), given.students, given.runs)
    shutil.rmtree(given.work, ignore_errors=True)
    each = {what: {name: [line.each for line in rows] for name, rows in found[what].items()} for what in found}
    write_figures(given.out, {"each": each})
    print("CPU seconds a hand-in: median (least to most), and this one as a part of each")
    for what, by_name in each.items():
        own = median(by_name[OWN])
        for name, times in by_name.items():
            spread = f"{median(times):.3f} ({min(times):.3f} to {max(times):.3f})"
            print(f"{what:12} {name:12} {spread:26} {own / median(times):.2f}")


if __name__ == "__main__":
    main()
