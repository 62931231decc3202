"""What looking for repairs costs a class: `python -m benchmarks.repairs` grades it without and with it, in turns.

Two of five hand-ins have a wrong function, each another one of those that people wrote in `tests/corpus/wrong`.
"""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path
from statistics import median

from . import ours
from .beside import one
from .cells import ROOT

WRONG = ROOT / "tests/corpus/wrong"
PLACES = (1, 3)
"""Which of five hand-ins are wrong."""


def written(folder: Path, students: int) -> None:
    """Write a class.

    Args:
        folder: where; it is made.
        students: how many.
    """
    mistakes = [path.read_text(encoding="utf-8") for path in sorted(WRONG.glob("*.py"))]
    mistakes = [text for text in mistakes if "# rubric:" not in text and "# path:" not in text]
    wrong = 0
    for student in range(students):
        hand_in = folder / f"s{student:03d}"
        shutil.copytree(ROOT / "examples/class/perfect", hand_in)
        layers = hand_in / "cs231n/layers.py"
        code = f"{layers.read_text(encoding='utf-8')}\n# student {student}\n"
        if student % 5 in PLACES:
            code += mistakes[wrong * 7 % len(mistakes)]
            wrong += 1
        layers.write_text(code, encoding="utf-8")
        (hand_in / ours.NOTEBOOK).unlink(missing_ok=True)


def main() -> None:
    """Measure and print both, and their ratio."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.repairs", description=__doc__)
    parser.add_argument("--students", type=int, default=60)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--work", type=Path, default=Path("build/benchmarks/repairs"))
    given = parser.parse_args()
    work = given.work.resolve()
    shutil.rmtree(work, ignore_errors=True)
    written(work / "class", given.students)
    found: dict[str, list[float]] = {"off": [], "auto": []}
    for _ in range(given.runs):
        for repair, seconds in found.items():
            seconds.append(one(ROOT, work / "class", work / "out", "--repair", repair))
    shutil.rmtree(work, ignore_errors=True)
    off, auto = median(found["off"]), median(found["auto"])
    print(f"{given.students} hand-ins, CPU seconds: {off:.1f} without repairs, {auto:.1f} with them: {auto / off:.2f}")
    print(f"all: {found}; load {os.getloadavg()}")


if __name__ == "__main__":
    main()
