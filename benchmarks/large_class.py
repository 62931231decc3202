"""What the files of a large class cost: `python -m benchmarks.large_class [--sizes 1000,10000,100000]`.

A few hand-ins of a rubric of two questions are graded, and their reports and records are repeated under other names.
Each command runs in a process of its own; its peak of memory and its CPU time are printed, and a line through them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np

from grader.execution.record_store import write_done
from grader.files.atomic import json_text
from grader.gradebook.class_record import read_class_settings, write_class_settings
from grader.gradebook.paths import observations_of, reports_of
from grader.grading.assignment_grader import AssignmentGrader
from grader.report.report_file import read_report
from grader.sandbox.selftest import chosen

from .cells import ROOT

TASK = ROOT / "examples/tasks/linear_solver"
LINKED = ("report.html", "report.md", "notebook.json", "observations.bin", "repairs.json")
"""Files that all hand-ins of a kind have in common; they are links, so that the disk holds them once."""
COMMANDS = {
    "class files": "regrade {out} --marks",
    "rebuilt": "regrade {out} --marks",
    "csv": "export csv {out} --provisional --out {work}/grades.csv",
    "gradescope": "export gradescope {out} --provisional --out {work}/gradescope",
    "show": "show {out}",
    "batch": "batch {hand_ins} --rubric {rubric} --out {out} --json",
    "judged again": "regrade {out} --dry-run",
}
"""The words of each command that is measured: `rebuilt` without the gradebook and the summary, `batch` with nothing
to be run."""


def made(work: Path, students: int) -> Path:
    """Make the results of a class in a folder, and return where."""
    graded = work / "graded"
    if not graded.is_dir():
        _hand_ins(work / "hand_ins")
        words = ["batch", str(work / "hand_ins"), "--rubric", str(TASK / "rubric.toml"), "--out", str(graded)]
        subprocess.run([sys.executable, "-m", "grader", *words], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    out = work / f"class_{students}"
    if out.is_dir():
        return out
    originals = {path.name: read_report(path).content for path in sorted(graded.glob("reports/*"))}
    names = [f"{kind}_{number:06}" for number, kind in enumerate(islice(cycle(originals), students))]
    grader = AssignmentGrader(TASK / "rubric.toml", isolation=chosen("auto"))
    for name, kind in zip(names, cycle(originals)):
        _repeated(work, out, kind, name, originals[kind], grader)
    about = replace(read_class_settings(graded), submissions=tuple(names))
    write_class_settings(out, about)
    return out


def _hand_ins(folder: Path) -> None:
    """Hand-ins with a known mistake each, and a right one."""
    for path in (TASK / "hand_ins").iterdir():
        shutil.copytree(path, folder / path.name)
    right = folder / "right"
    right.mkdir()
    shutil.copy(TASK / "reference.py", right / "solver.py")
    for path in folder.glob("*/expect.toml"):
        path.unlink()


def _repeated(work: Path, out: Path, kind: str, name: str, content: dict[str, Any], grader: AssignmentGrader) -> None:
    """Write the files of one hand-in, as those of its kind but for its name."""
    graded = work / "graded"
    for place in (reports_of, observations_of):
        before, after = place(graded, kind), place(out, name)
        after.mkdir(parents=True)
        for file in LINKED:
            if (before / file).is_file():
                os.link(before / file, after / file)
    own = {**content, "submission": {**content["submission"], "id": name}}
    (reports_of(out, name) / "report.json").write_text(json_text(own))
    record = (observations_of(graded, kind) / "record.json").read_text()
    (observations_of(out, name) / "record.json").write_text(record.replace(f'"id": "{kind}"', f'"id": "{name}"', 1))
    write_done(grader.done(name, own["submission"]["sha256"]), observations_of(out, name))
    hand_in = work / f"hand_ins_{out.name}" / name
    hand_in.mkdir(parents=True)
    os.link(work / "hand_ins" / kind / "solver.py", hand_in / "solver.py")


def cost(words: list[str]) -> tuple[float, float]:
    """Run a command, and return its CPU seconds, with its children's, and the peak of its own memory in MiB."""
    process = subprocess.Popen([sys.executable, "-m", "grader", *words], stdout=subprocess.DEVNULL, cwd=ROOT)  # noqa: S603
    peak = 0.0
    while True:
        status = Path(f"/proc/{process.pid}/status").read_text()
        peak = next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), peak)
        pid, code, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(code)
            if process.returncode:
                raise SystemExit(f"{' '.join(words)}: exit code {process.returncode}")
            return used.ru_utime + used.ru_stime, peak
        time.sleep(0.02)


def measured(work: Path, sizes: list[int], commands: list[str]) -> Iterator[tuple[str, int, float, float]]:
    """Yield each command with the size of class, its CPU seconds and its peak of memory in MiB."""
    for size in sizes:
        out = made(work, size)
        places = {"out": out, "work": work, "hand_ins": work / f"hand_ins_{out.name}", "rubric": TASK / "rubric.toml"}
        for name in commands:
            if name == "rebuilt":
                for file in ("gradebook.sqlite", "summary.json"):
                    (out / file).unlink(missing_ok=True)
            yield name, size, *cost([word.format(**places) for word in COMMANDS[name].split()])


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large_class", description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--commands", default="rebuilt,class files,csv,gradescope,show,batch,judged again")
    parser.add_argument("--work", type=Path, default=Path("build/benchmarks/large_class"))
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    sizes = [int(size) for size in given.sizes.split(",")]
    found: dict[str, list[tuple[int, float, float]]] = {}
    for name, size, seconds, peak in measured(given.work.resolve(), sizes, given.commands.split(",")):
        found.setdefault(name, []).append((size, seconds, peak))
        print(f"{name:30} {size:7} {seconds:8.2f} s {peak:7.1f} MiB", flush=True)
    for name, points in found.items():
        if len(points) > 1:
            x, y = np.array([(size, seconds) for size, seconds, _ in points]).T
            slope, fixed = np.polyfit(x, y, 1, w=1 / y)
            off = max(abs(slope * x + fixed - y) / y)
            print(f"{name}: {fixed:.2f} s + {1000 * slope:.3f} ms a hand-in, at most {100 * off:.0f} % off the line")


if __name__ == "__main__":
    main()
