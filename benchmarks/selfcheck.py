"""What the self-check costs a student: CPU seconds of its import above numpy's, of the first question and of more.

python -m benchmarks.selfcheck [CHECKOUT]

Each round is a fresh process on a released folder, whose code is as given out, wrong or right. With the folder of
another checkout of this repository, its release takes turns with ours.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from grader.assignment.loader import load_assignment
from grader.model.assignment import Assignment, Mistake
from grader.submission.solved import solved_submission

ROOT = Path(__file__).parents[1]
ROUNDS = 9
RUBRIC = "rubrics/batch_normalization.toml"
QUESTION = "batchnorm_forward"
WRONG = "batchnorm_running_std"
TIMED = f"""
import json, sys, time
import numpy
sys.path.insert(0, "selfcheck.pyz")
start = time.process_time()
from selfcheck import check
imported = time.process_time()
repr(check("{QUESTION}"))
first = time.process_time()
repr(check("{QUESTION}"))
second = time.process_time()
repr(check())
print(json.dumps([imported - start, first - imported, second - first, time.process_time() - second]))
"""
RELEASED = """
import sys
from pathlib import Path
from grader.release.build import release
release(Path(sys.argv[1]), Path(sys.argv[2]))
"""
NAMES = ("import above numpy", "first question", "the same again", "all questions")


def main(others: list[str]) -> None:
    """Time each state of the released folder in fresh processes, and print the medians.

    Args:
        others: folders of other checkouts, whose releases take turns with ours.
    """
    with tempfile.TemporaryDirectory() as made:
        folders = dict(_folders([str(ROOT), *others], Path(made)))
        rounds: dict[tuple[str, str], list[list[float]]] = {name: [] for name in folders}
        for _ in range(ROUNDS):
            for name, folder in folders.items():
                rounds[name].append(_once(folder))
    for (checkout, state), found in rounds.items():
        print(f"{checkout}, {state}")
        for measured, values in zip(NAMES, zip(*found, strict=True), strict=True):
            spread = f"{1000 * min(values):.0f} to {1000 * max(values):.0f}"
            print(f"    {measured:20} {1000 * statistics.median(values):4.0f} ms CPU ({spread})")


def _folders(checkouts: list[str], out: Path) -> Iterator[tuple[tuple[str, str], Path]]:
    """Yield (checkout, state) and a released folder in that state, for each checkout and state."""
    assignment = load_assignment(ROOT / RUBRIC)
    for place, checkout in enumerate(checkouts):
        target = out / str(place)
        subprocess.run(  # noqa: S603 - our own text
            [sys.executable, "-c", RELEASED, RUBRIC, str(target)],
            cwd=checkout,
            env={**os.environ, "PYTHONPATH": checkout},
            check=True,
        )
        released = target / "batch_normalization"
        for state, files in _states(assignment).items():
            folder = target / state
            shutil.copytree(released, folder)
            for path, content in files.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(content)
            _once(folder)  # Python compiles the student's modules once
            yield (Path(checkout).name, state), folder


def _states(assignment: Assignment) -> dict[str, Mapping[str, bytes]]:
    """Return the modules to write over the released ones, by the state that they make."""
    wrong = next(mistake for mistake in assignment.mistakes if mistake.id == WRONG)
    return {"as given out": {}, "wrong": _modules(assignment, wrong), "right": _modules(assignment, None)}


def _modules(assignment: Assignment, mistake: Mistake | None) -> dict[str, bytes]:
    solved = solved_submission(assignment, mistake).files
    return {path: content for path, content in solved.items() if path.endswith(".py")}


def _once(folder: Path) -> list[float]:
    done = subprocess.run(  # noqa: S603 - our own text
        [sys.executable, "-c", TIMED], cwd=folder, capture_output=True, text=True, check=True
    )
    found: list[float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
