"""What the self-check costs a student: CPU seconds of its import above numpy's, and of one question.

python -m benchmarks.selfcheck
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from grader.release.build import release

ROUNDS = 9
RUBRIC = Path("rubrics/batch_normalization.toml")
TIMED = """
import json, sys, time
import numpy
sys.path.insert(0, "selfcheck.pyz")
start = time.process_time()
from selfcheck import check
imported = time.process_time()
repr(check("batchnorm_forward"))
first = time.process_time()
repr(check("batchnorm_forward"))
second = time.process_time()
repr(check())
print(json.dumps([imported - start, first - imported, second - first, time.process_time() - second]))
"""
NAMES = ("import above numpy", "first question", "the same again", "all questions")


def main() -> None:
    """Time a released folder in fresh processes, and print the medians."""
    with tempfile.TemporaryDirectory() as folder:
        made = release(RUBRIC, Path(folder))
        rounds = [_once(made.folder) for _ in range(ROUNDS)]
    for name, values in zip(NAMES, zip(*rounds, strict=True), strict=True):
        spread = f"{1000 * min(values):.0f} to {1000 * max(values):.0f}"
        print(f"{name:20} {1000 * statistics.median(values):4.0f} ms CPU ({spread})")


def _once(folder: Path) -> list[float]:
    done = subprocess.run(  # noqa: S603 - our own text
        [sys.executable, "-c", TIMED], cwd=folder, capture_output=True, text=True, check=True
    )
    found: list[float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
