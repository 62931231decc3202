"""Side by side in one run: `python -m benchmarks.compare` (or `make bench`) prints CPU seconds a submission."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from . import ours, peers
from .figures import write_figures
from .line import Line
from .measure import Cost, MeasureError

Program = Callable[[Path, int], Cost]
OURS = "grader, whole unit"
"""What the others are compared with: more is checked there than by any of them."""
FEW = {"otter run"}
"""Programs that start anew for each submission: two sizes of class tell nothing more than one submission."""


def programs(work: Path) -> tuple[dict[str, Program], dict[str, str]]:
    """What is measured by name, and why the rest is not."""
    found: dict[str, Program] = {
        OURS: partial(_ours, ours.unit, 1),
        f"{OURS}, 2 workers": partial(_ours, ours.unit, 2),
        "grader, same cells": partial(_ours, ours.same_cells, 1),
        "plain nbclient": peers.nbclient,
    }
    missing = {}
    for name, peer, run in (
        ("nbgrader autograde + feedback", "nbgrader", peers.nbgrader),
        ("otter run", "otter", peers.otter),
    ):
        try:
            found[name] = partial(run, programs=peers.environment(peer, work))
        except MeasureError as error:
            missing[name] = str(error)
    return found, missing


def _ours(make: Callable[[Path, int], None], jobs: int, work: Path, students: int) -> Cost:
    return ours.graded(make, work, students, jobs)


def measured(found: Mapping[str, Program], work: Path, sizes: tuple[int, int], runs: int) -> dict[str, list[Line]]:
    """Every program on both sizes of class, in turns, so that all see the same load."""
    lines: dict[str, list[Line]] = {name: [] for name in found}
    for turn in range(runs):
        for name, run in found.items():
            costs = [_once(run, work / "run", size) for size in ((1, 2) if name in FEW else sizes)]
            lines[name].append(Line.through(costs, (1, 2) if name in FEW else sizes))
            print(f"{turn + 1}/{runs}  {name}: {lines[name][-1].each:.3f} s", file=sys.stderr)
    return lines


def _once(run: Program, work: Path, students: int) -> float:
    shutil.rmtree(work, ignore_errors=True)
    try:
        return run(work, students).cpu_seconds
    finally:
        shutil.rmtree(work, ignore_errors=True)


def table(lines: Mapping[str, Sequence[Line]]) -> list[dict[str, object]]:
    """A row a program: seconds a submission (median, least, most), fixed seconds, and how many times ours."""
    own = median(line.each for line in lines[OURS])
    rows: list[dict[str, object]] = []
    for name, found in lines.items():
        each = [line.each for line in found]
        rows.append(
            {
                "program": name,
                "cpu_seconds_each": round(median(each), 3),
                "least": round(min(each), 3),
                "most": round(max(each), 3),
                "cpu_seconds_fixed": round(median(line.fixed for line in found), 2),
                "times_ours": round(median(each) / own, 1),
            }
        )
    return rows


def main() -> None:
    """Measure, print the table, and write it as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description=__doc__)
    parser.add_argument("--students", type=int, default=20, help="size of the larger class; the smaller has a quarter")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--work", type=Path, default=Path("build/benchmarks"))
    parser.add_argument("--out", type=Path, default=Path("build/benchmarks/results.json"))
    given = parser.parse_args()
    work = given.work.resolve()
    found, missing = programs(work)
    rows = table(measured(found, work, (max(given.students // 4, 1), given.students), given.runs))
    write_figures(given.out, {"rows": rows, "not measured": missing}, runs=given.runs)
    print("CPU seconds a submission: median (least to most); fixed a command; times ours")
    for row in rows:
        each = f"{row['cpu_seconds_each']} ({row['least']} to {row['most']})"
        print(f"{row['program']:32} {each:24} {row['cpu_seconds_fixed']:>6} {row['times_ours']:>6}")
    for name, why in missing.items():
        print(f"{name:32} not installed: {why}")


if __name__ == "__main__":
    main()
