"""A thousand submissions in one batch, every twentieth hostile: memory stays flat, the others get what they get alone.

`python -m benchmarks.soak`
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
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
from .hostile import spoil
from .ours import RUBRIC, unit

MOST_GROWTH = 0.1
"""The part by which the memory of the grader's processes together may grow after they are warm."""
MOST_PROCESS_MIB = 600.0
"""Most memory that any one process of the grader's may take at any time."""
MOST_RECORD_MIB = 100.0
"""Most space on disk that one submission's record may take."""

ENDING_SECONDS = 10.0
"""Most seconds that killed processes may take to end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The grader's own processes at one moment."""

    done: int
    """Submissions that had a record by then."""
    memory_mib: float
    """Resident memory of the command's own process, MiB."""
    descriptors: int
    """Open files, pipes and sockets of that process."""
    processes: int
    """Its living children and theirs."""
    folders: int
    """Temporary folders of slots."""
    largest_mib: float = 0.0
    """Largest peak of any one process of the grader's, student code's not among them, MiB."""


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
    differing: tuple[str, ...] = ()
    """Honest submissions whose row differs from that of the honest ones graded alone."""
    record_mib: float = 0.0
    """Largest record of one submission, MiB."""

    def troubles(self) -> list[str]:
        """What leaked, in words; nothing when all is well."""
        warm, late = _window(self.samples, 0.1, 0.3), _window(self.samples, 0.8, 0.99)  # then repairs are looked for
        found = []
        before = median(s.memory_mib for s in warm)
        grown = median(s.memory_mib for s in late) - before
        if grown > MOST_GROWTH * before:
            found.append(f"memory grew by {grown:.0f} MiB")
        if self.largest_mib > MOST_PROCESS_MIB:
            found.append(f"a process took {self.largest_mib:.0f} MiB")
        if self.record_mib > MOST_RECORD_MIB:
            found.append(f"a record takes {self.record_mib:.0f} MiB")
        if self.differing:
            found.append(f"other rows for {', '.join(self.differing)}")
        if median(s.descriptors for s in late) > median(s.descriptors for s in warm) + 3:
            found.append("open descriptors grew")
        if self.left_folders:
            found.append(f"{self.left_folders} temporary files were left")
        if self.left_processes:
            found.append(f"{self.left_processes} processes were left")
        return found

    @property
    def largest_mib(self) -> float:
        """Return the largest peak of any one process of the grader's, MiB."""
        return max(sample.largest_mib for sample in self.samples)


def soak(students: int, jobs: int, folder: Path) -> Soaked:
    """Grade a class in one command and watch the command's processes; then its honest hand-ins alone.

    Args:
        students: how many; every twentieth is hostile.
        jobs: how many at a time.
        folder: an empty folder.
    """
    unit(folder / "class", students)
    spoilt = spoil(folder / "class")
    temporary = folder / "temporary"
    temporary.mkdir()
    with _started(folder, jobs) as running:
        samples: list[Sample] = []
        seen: set[tuple[int, str]] = set()
        while running.poll() is None:
            samples.append(_sample(running.pid, folder))
            seen.update((pid, _started_at(pid)) for pid in usage.tree(running.pid))
            time.sleep(0.25)
    summary = json.loads((folder / "out/summary.json").read_text())
    time.sleep(1)
    deadline = time.monotonic() + ENDING_SECONDS
    while any(map(_is_left, seen)) and time.monotonic() < deadline:
        time.sleep(0.1)  # what was killed is still on its way out
    left_folders, left_processes = len(list(temporary.iterdir())), sum(map(_is_left, seen))
    rows, sizes = _rows(folder / "out"), _sizes(folder / "out/observations")
    for name in spoilt:
        shutil.rmtree(folder / "class" / name)
    shutil.rmtree(folder / "out")
    with _started(folder, jobs) as running:
        running.wait()
    return Soaked(
        graded=summary["count"] - summary["errors"],
        samples=tuple(samples),
        left_folders=left_folders,
        left_processes=left_processes,
        differing=tuple(name for name, row in _rows(folder / "out").items() if rows.get(name) != row),
        record_mib=max(sizes) / (1 << 20),
    )


def _started(folder: Path, jobs: int) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "grader", "batch", str(folder / "class"), "--rubric", str(RUBRIC)]
    words += ["--out", str(folder / "out"), "--jobs", str(jobs)]
    environment = {**os.environ, "TMPDIR": str(folder / "temporary")}
    with (folder / "log").open("w") as log:
        return subprocess.Popen(words, cwd=ROOT, env=environment, stdout=log, stderr=log)  # noqa: S603 - our own


def _rows(out: Path) -> dict[str, dict[str, str]]:
    """Return the rows of results.csv by submission."""
    rows = csv.DictReader((out / "results.csv").read_text(encoding="utf-8").splitlines())
    return {row["submission"]: row for row in rows}


def _sizes(observations: Path) -> list[int]:
    """Return the size of each record, bytes."""
    return [sum(path.stat().st_size for path in record.iterdir()) for record in observations.iterdir()]


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
        largest_mib=usage.peak_bytes(filter(_judges, usage.tree(pid))) / (1 << 20),
    )


def _started_at(pid: int) -> str:
    """Return the moment at which a process started, in ticks of the system; empty where there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except OSError:
        return ""


def _is_left(process: tuple[int, str]) -> bool:
    """Return whether a process of the run still lives, and not another one that got its number."""
    pid, started = process
    return bool(started) and _started_at(pid) == started


def _judges(pid: int) -> bool:
    """Return whether a process is one of those that judge, not one in which student code runs."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return b"grader\0batch" in words and b"sandbox_child" not in words


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
    print(f"largest process {found.largest_mib:.0f} MiB, largest record {found.record_mib:.0f} MiB")
    print(f"{found.graded} graded; " + ("; ".join(troubles) or "nothing leaked"))
    sys.exit(1 if troubles else 0)


if __name__ == "__main__":
    main()
