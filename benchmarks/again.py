"""What a command costs when it is given again: `python -m benchmarks.again [CHECKOUT ...]`, beside other checkouts.

Each checkout grades and audits its own rubric, in turns, with a cache of its own that is empty the first time. Of
others only that first time is measured.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from .cells import ROOT
from .figures import OWN, checkouts_by_name, write_figures
from .measure import cost

HAND_IN = ROOT / "examples/class/perfect"
"""A hand-in of the first of the rubrics."""
RUBRICS = {
    "batch_normalization": ("momentum=0.7)", "momentum=0.71)"),
    "fully_connected": ("3 * rng.normal(size=(N, C))", "4 * rng.normal(size=(N, C))"),
}
"""The rubrics that are audited, with what stands in one of their scenarios, and what in its place after a change."""


def measured(checkout: Path, work: Path, audited: Sequence[str], first: bool) -> Iterator[tuple[str, float]]:
    """CPU seconds of each command of one checkout, from an empty cache on.

    Args:
        checkout: the root of a checkout.
        work: an empty folder.
        audited: names of the rubrics that are audited too.
        first: whether each command is given once alone.
    """
    course, rubric = _course(checkout, work / "course"), next(iter(RUBRICS))
    times = ("first",) if first else ("first", "again")
    for when in times:
        words = ["grade", str(HAND_IN), "--out", str(work / "out")]
        yield f"grade, {when}", _once(checkout, work, course, rubric, words)
    for rubric in audited:
        for when in times:
            yield f"audit of {rubric}, {when}", _once(checkout, work, course, rubric, ["audit"])
        for what, path, old, new in () if first else _changes(course, rubric):
            text, before = path.read_text(), path.stat()
            path.write_text(text.replace(old, new, 1))
            yield f"audit of {rubric}, {what} changed", _once(checkout, work, course, rubric, ["audit"])
            path.write_text(text)
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))  # so that only the next change is one


def _course(checkout: Path, target: Path) -> Path:
    """A copy of the course, which can be changed."""
    for name in ("rubrics", "reference", "student_template"):
        shutil.copytree(checkout / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def _changes(course: Path, rubric: str) -> Iterator[tuple[str, Path, str, str]]:
    """What is changed, the file, and what stands there before and after; nothing that a hand-in shows."""
    file = course / f"rubrics/{rubric}.toml"
    yield "one tolerance", file, 'check = "matches"\n', 'check = "matches"\ntolerance = 1.1e-6\n'
    yield "one scenario", file.with_suffix(".py"), *RUBRICS[rubric]
    mistake = course / "reference/mistakes/affine_bias_missing.py"
    yield "one mistake", mistake, '"""', '"""\nChanged. '


def _once(checkout: Path, work: Path, course: Path, rubric: str, words: list[str]) -> float:
    file = course / f"rubrics/{rubric}.toml"
    command = [sys.executable, "-m", "grader", *words, "--rubric", str(file), "--isolation", "full"]
    extra = {"PYTHONPATH": str(checkout), "GRADER_CACHE": str(work / "cache")}
    return cost(command, checkout, extra, codes=(0, 1)).cpu_seconds  # 1: a rubric that is not proved


def main() -> None:
    """Measure, print the table, and write it as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.again", description=__doc__)
    parser.add_argument("checkouts", nargs="*", type=Path, help="roots of other checkouts")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--audit", nargs="*", choices=RUBRICS, default=[*RUBRICS], help="the rubrics that are audited")
    parser.add_argument("--work", type=Path, default=Path("build/benchmarks/again"))
    parser.add_argument("--out", type=Path, default=Path("build/benchmarks/again.json"))
    given = parser.parse_args()
    trees = checkouts_by_name(given.checkouts)
    rows: dict[str, dict[str, list[float]]] = {}
    for turn in range(given.runs):
        for name, checkout in trees.items():
            shutil.rmtree(given.work, ignore_errors=True)
            for what, seconds in measured(checkout, given.work.resolve(), given.audit, checkout != ROOT):
                rows.setdefault(what, {}).setdefault(name, []).append(seconds)
                print(f"{turn + 1}/{given.runs}  {what}, {name}: {seconds:.2f} s", file=sys.stderr)
    shutil.rmtree(given.work, ignore_errors=True)
    write_figures(given.out, {"rows": rows})
    print("CPU seconds a command, median; in brackets as a part of what another checkout takes")
    for what, found in rows.items():
        own = median(found[OWN])
        once = rows[f"{what.split(',')[0]}, first"]
        others = (f"{name} ({own / median(times):.3f} of {median(times):.2f})" for name, times in once.items())
        print(f"{what:52} {own:.2f}   {'   '.join(list(others)[1:])}")


if __name__ == "__main__":
    main()
