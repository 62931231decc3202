"""A thousand submissions in one batch: memory stays flat and nothing is left. `python -m benchmarks.soak`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from grader.sandbox import usage

from .cells import ROOT
from .ours import RUBRIC, unit

MOST_GROWTH_MIB = 30.0
"""How much more memory the grader may hold at the end than when it was warm."""
CRASH = "import os\nos._exit(3)\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The grader's own process at one moment."""

    done: int
    """Submissions that had a record by then."""
    memory_mib: float
    """Resident memory, MiB."""
    descriptors: int
    """Open files, pipes and sockets."""
    processes: int
    """Its living children and theirs."""
    folders: int
    """Temporary folders of slots."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Soaked:
    """What a long run showed."""

    graded: int
    """Rows of the class."""
    samples: tuple[Sample, ...]
    """In the order of time."""
    left_folders: int
    """Temporary files and folders that were there afterwards."""
    left_processes: int
    """Processes of the run that were."""

    def troubles(self) -> list[str]:
        """What leaked, in words; nothing when all is well."""
        warm, late = _window(self.samples, 0.1, 0.3), _window(self.samples, 0.8, 1.0)
        found = []
        grown = median(s.memory_mib for s in late) - median(s.memory_mib for s in warm)
        if grown > MOST_GROWTH_MIB:
            found.append(f"memory grew by {grown:.0f} MiB")
        if max(s.descriptors for s in late) > max(s.descriptors for s in warm) + 3:
            found.append("open descriptors grew")
        if self.left_folders:
            found.append(f"{self.left_folders} temporary files were left")
        if self.left_processes:
            found.append(f"{self.left_processes} processes were left")
        return found


def soak(students: int, jobs: int, folder: Path) -> Soaked:
    """Grade a class in one command and watch the command's own process.

    Args:
        students: how many; every tenth ends its own process.
        jobs: how many at a time.
        folder: an empty folder.
    """
    unit(folder / "class", students)
    for place in sorted((folder / "class").iterdir())[::10]:
        (place / "cs231n/layers.py").write_text(CRASH)
    temporary = folder / "temporary"
    temporary.mkdir()
    words = [sys.executable, "-m", "grader", "batch", str(folder / "class"), "--rubric", str(RUBRIC)]
    words += ["--out", str(folder / "out"), "--jobs", str(jobs)]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    with (folder / "log").open("w") as log:
        running = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=log, stderr=log)  # noqa: S603 - our own
        samples, seen = [], set()
        while running.poll() is None:
            samples.append(_sample(running.pid, folder))
            seen.update(usage.tree(running.pid))
            time.sleep(0.5)
    summary = json.loads((folder / "out/summary.json").read_text())
    time.sleep(1)
    return Soaked(
        graded=summary["count"] - summary["errors"],
        samples=tuple(samples),
        left_folders=len(list(temporary.iterdir())),
        left_processes=sum(_is_ours(pid) for pid in seen),
    )


def _sample(pid: int, folder: Path) -> Sample:
    try:
        descriptors = len(os.listdir(f"/proc/{pid}/fd"))
    except OSError:
        descriptors = 0
    return Sample(
        done=sum(1 for _ in (folder / "out/observations").glob("*")) if (folder / "out").exists() else 0,
        memory_mib=usage.resident_bytes([pid]) / (1 << 20),
        descriptors=descriptors,
        processes=len(usage.tree(pid)) - 1,
        folders=sum(1 for _ in (folder / "temporary").glob("grader-slot-*")),
    )


def _is_ours(pid: int) -> bool:
    try:
        return b"grader" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def _window(samples: Sequence[Sample], start: float, stop: float) -> list[Sample]:
    """The samples of a part of the run, by submissions done."""
    most = max(sample.done for sample in samples)
    found = [sample for sample in samples if start * most <= sample.done <= stop * most and sample.memory_mib]
    return found or list(samples)


def main() -> None:
    """Run, print what was seen, and exit with 1 when something leaked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--students", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", type=Path, default=Path("build/benchmarks/soak.json"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = soak(given.students, given.jobs, Path(folder))
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(asdict(found)))
    print(f"{'done':>6} {'MiB':>7} {'descriptors':>12} {'processes':>10} {'folders':>8}")
    for sample in found.samples[:: max(len(found.samples) // 12, 1)]:
        row = (
            f"{sample.done:6} {sample.memory_mib:7.1f} {sample.descriptors:12} {sample.processes:10} {sample.folders:8}"
        )
        print(row)
    troubles = found.troubles()
    print(f"{found.graded} graded; " + ("; ".join(troubles) or "nothing leaked"))
    sys.exit(1 if troubles else 0)


if __name__ == "__main__":
    main()
