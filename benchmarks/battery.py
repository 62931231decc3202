"""Tries an outside battery of hand-ins that do no work on rubrics: what `bohrin` (PyPI) makes of a right solution.

`python -m benchmarks.battery RUBRIC...`, in an environment that has bohrin too.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from grader.assignment.loader import load_assignment
from grader.grading.pipeline import judge, observe
from grader.model.assignment import Assignment
from grader.model.result import Result
from grader.model.submission import Submission
from grader.probes.expected import expect
from grader.sandbox.selftest import chosen
from grader.sandbox.slot import Slot
from grader.submission.read import submission_of
from grader.submission.solved import PACKAGE, solved_submission

PLACES = {
    "test_root": ("", "tests/"),
    "parser_path": ("parser.py", "grader/report.py"),
    "tool_path": ("bin/python", "pytest.py"),
    "reward_path": ("reward.txt", "logs/verifier/reward.txt"),
    "measurement_path": ("time.py",),
}
"""Where a hand-in of ours can put what the battery wants to change, by its name for it."""
SHAPES = ("program", "workspace", "container", "history")
"""The kinds of graders for which the battery has submissions."""


def hollow(assignment: Assignment) -> Iterator[tuple[str, Submission]]:
    """Yield each of the battery's submissions with its name: a right solution of which no function does its work.

    Args:
        assignment: the assignment; of its solution every file of the reference is changed in the same way.
    """
    task, battery = _bohrin()
    right = dict(solved_submission(assignment).files)
    found: dict[str, dict[str, bytes]] = {}
    for path in filter(_is_reference, right):
        text = right[path].decode()
        for shape in SHAPES:
            for candidate in battery(task(id=path, prompt="", reference=text, shape=shape)).candidates:
                name = f"{shape}/{candidate.provenance.operator}"
                for where, content in _files(candidate.payload, path):
                    found.setdefault(f"{name}{where}", dict(right)).update(content)
    for name, files in found.items():
        yield name, submission_of("battery", files, assignment)


def _is_reference(path: str) -> bool:
    return path.startswith(f"{PACKAGE}/") and path.endswith(".py") and "/mistakes/" not in path


def _files(payload: Any, source: str) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yield the files of one submission; where it changes what belongs to a grader, for each place it may lie in."""
    if payload.kind == "source":
        yield "", {source: payload.text.encode()}
        return
    names = [name for name in payload.parameters if name != "source_path"]
    for place in PLACES[names[0]] if names else ("",):
        at = dict.fromkeys(names, place) | {"source_path": source}
        filled = {_filled(path, at): text or "" for path, text in payload.files.items()}
        yield f" {place or '.'}", {path: text.encode() for path, text in filled.items()}


def _filled(path: str, at: Mapping[str, str]) -> str:
    """Return a path with places in the place of the battery's names for them."""
    return re.sub(r"\{(\w+)\}/?", lambda found: at[found[1]], path)


def _bohrin() -> tuple[Any, Any]:
    """Return bohrin's class of tasks and its battery, which are no dependency of ours."""
    return importlib.import_module("bohrin.ir.task").Task, importlib.import_module("bohrin.mutate.battery").battery


def earned(result: Result) -> dict[str, float]:
    """Return the points of each criterion that earned some, by `question.criterion`."""
    return {
        f"{question.id}.{criterion.id}": round(criterion.fraction, 3)
        for question in result.questions
        for criterion in question.criteria
        if criterion.fraction
    }


def main() -> None:
    """Grade all of them, and print what each earned."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.battery", description=__doc__)
    parser.add_argument("rubrics", nargs="+", type=Path)
    parser.add_argument("--isolation", default="full")
    given = parser.parse_args()
    print("bohrin", importlib.metadata.version("bohrin"))
    with Slot(chosen(given.isolation)) as slot:
        for path in given.rubrics:
            assignment = load_assignment(path)
            expectations = expect(assignment)
            for name, submission in hollow(assignment):
                result = judge(observe(submission, assignment, expectations, slot), assignment, expectations)
                print(
                    f"{assignment.rubric.id}: {name}: {result.score:g} of {result.max_score:g} {earned(result) or ''}"
                )


if __name__ == "__main__":
    main()
