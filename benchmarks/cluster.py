"""What a cluster costs beside one machine, on the same class. `python -m benchmarks.cluster`."""

from __future__ import annotations

import argparse
import json
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from .cells import ROOT
from .measure import cost
from .ours import RUBRIC, unit

SIZES = (20, 60)
"""Submissions of the two classes whose difference is what one more submission costs."""
WORKERS = 2


def main() -> None:
    """Measure, and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inside", type=Path, help="the folder of a class; used by the benchmark itself")
    inside = parser.parse_args().inside
    found = _on_a_cluster(inside) if inside else _measured()
    print(json.dumps(found, indent=1))


def _measured() -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        sizes = {count: _both(Path(folder) / str(count), count) for count in SIZES}
    few, many = SIZES
    per_one = {
        name: {
            key: round((sizes[many][name][key] - sizes[few][name][key]) / (many - few), 4) for key in sizes[few][name]
        }
        for name in sizes[few]
    }
    return {**{f"{name}, {count}": sizes[count][name] for count in SIZES for name in sizes[count]}, **per_one}


def _both(work: Path, count: int) -> dict[str, dict[str, float]]:
    """A class on this machine with two workers, then on a cluster of two."""
    unit(work / "class", count)
    local = cost([*_batch(work / "class", work / "local"), "--jobs", str(WORKERS)], ROOT)
    whole = cost([sys.executable, "-m", "benchmarks.cluster", "--inside", str(work)], ROOT)
    client = json.loads((work / "client.json").read_text())
    sizes = {part: _size(work / "local" / part) for part in ("reports", "observations")}
    return {
        "local": {"cpu_seconds": local.cpu_seconds, "wall_seconds": local.wall_seconds},
        "cluster": {
            "cpu_seconds": whole.cpu_seconds,
            "client_cpu_seconds": client["cpu"],
            "wall_seconds": client["wall"],
        },
        "bytes": {"sent": _size(work / "class"), **sizes},
    }


def _on_a_cluster(work: Path) -> dict[str, float]:
    """Start a cluster, grade the class on it, and say what the client used."""
    with _cluster(work) as engine:
        before, started = _children(), time.monotonic()
        words = [*_batch(work / "class", work / "cluster"), "--engine", engine]
        subprocess.run(words, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - our own command
        found = {"cpu": _children() - before, "wall": time.monotonic() - started}
    (work / "client.json").write_text(json.dumps(found))
    return found


@contextmanager
def _cluster(work: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    quiet = ["--no-dashboard"]
    commands = [["scheduler", "--host", "127.0.0.1", "--port", port, *quiet]]
    for number in range(WORKERS):
        place = ["--local-directory", str(work / f"worker{number}")]
        commands.append(["worker", f"tcp://127.0.0.1:{port}", "--nthreads", "1", *place, *quiet])
    processes = [_started(command) for command in commands]
    try:
        time.sleep(5)  # so that the workers' start is not measured
        yield f"dask://127.0.0.1:{port}"
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", f"distributed.cli.dask_{command[0]}", *command[1:]]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603


def _batch(folder: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "grader", "batch", str(folder), "--rubric", str(RUBRIC), "--out", str(out), "--json"]


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _size(folder: Path) -> float:
    return float(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()))


if __name__ == "__main__":
    main()
