"""Draw mutants of right hand-ins by seed, have them graded and repaired, and print what was named, with intervals.

python -m benchmarks.naming [--count 500] [--errors 1] [--seed 1] [--bare] [--rubric rubrics/batch_normalization.toml]
python -m benchmarks.naming --bare --rubric examples/tasks/kmeans/rubric.toml --right examples/tasks/kmeans/hand_ins
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from grader.authoring.proof.interval import share_interval
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.pipeline import judge, observe
from grader.grading.repairing import find_repairs
from grader.model.finding import FindingKind
from grader.model.repair import Repairs, RepairsWanted
from grader.model.result import Result
from grader.model.submission import Submission
from grader.model.verdict import Confidence, Verdict
from grader.submission.read import read_submission

from .mutants import Mutant, mutants_of


def main() -> None:
    """Run the yardstick."""
    asked = _asked()
    with tempfile.TemporaryDirectory() as folder, AssignmentGrader(Path(asked.rubric)) as grader:
        if asked.bare:
            grader.assignment = replace(grader.assignment, mistakes=())
        right = list(_right(grader, Path(folder) if asked.right is None else Path(asked.right), asked.right is None))
        print(f"{len(right)} right hand-ins", file=sys.stderr)
        rows = []
        for mutant in mutants_of(right, grader.assignment.rubric, asked.seed, asked.errors, _graded(grader)):
            row = _row(grader, mutant)
            if row is not None:
                rows.append(row)
                print(json.dumps(row), flush=True)
            if len(rows) == asked.count:
                break
    print(json.dumps(summary(rows), indent=1))


def _asked() -> Any:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--errors", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bare", action="store_true", help="without the rubric's mistake files")
    parser.add_argument("--rubric", default="rubrics/batch_normalization.toml")
    parser.add_argument("--right", help="a folder whose folders are hand-ins; those that are right are taken")
    return parser.parse_args()


def _graded(grader: AssignmentGrader) -> list[str]:
    return [question.function for question in grader.assignment.rubric.questions if question.function]


def _right(grader: AssignmentGrader, folder: Path, from_corpus: bool) -> Any:
    """Yield the hand-ins that get full points on every question about a function, with their names."""
    if from_corpus:
        corpus = import_module("tests.corpus.hand_ins")
        for path in corpus.CORPUS.glob("right_*"):
            corpus.write_hand_in(path.name, folder)
    for path in sorted(found for found in folder.iterdir() if found.is_dir()):
        submission = read_submission(path, grader.assignment)
        if not _wrong(_judged(grader, submission), grader):
            yield path.name, submission


def _judged(grader: AssignmentGrader, submission: Submission) -> Result:
    record = observe(submission, grader.assignment, grader.expectations, grader.slot)
    return judge(record, grader.assignment, grader.expectations)


def _wrong(result: Result, grader: AssignmentGrader) -> list[str]:
    """Return the questions about functions that lost points by a fault of their own."""
    asked = {question.id for question in grader.assignment.rubric.questions if question.function}
    return [q.id for q in result.questions if q.id in asked and q.verdict not in (Verdict.PASS, Verdict.CARRIED)]


def _row(grader: AssignmentGrader, mutant: Mutant) -> dict[str, Any] | None:
    """Return what came of one mutant; None where it loses nothing, or one of its errors alone would."""
    result = _judged(grader, mutant.submission)
    if not _wrong(result, grader) or not all(_wrong(_judged(grader, one), grader) for one in mutant.alone):
        return None
    repairs = find_repairs(
        mutant.submission,
        result,
        grader.assignment,
        grader.expectations,
        lambda: grader.fresh,
        lambda: grader.slot,
        RepairsWanted.ALL,
    )
    named = [_mistake(result), _as_if(result)]
    told = _lines(repairs)
    return {
        "style": mutant.style,
        "function": mutant.changes[0][0].code.name,
        "kinds": [edit.kind for _, edit in mutant.changes],
        "edits": [f"{edit.line}: {edit.facts['old']} -> {edit.facts['new']}" for _, edit in mutant.changes],
        "wrong": _wrong(result, grader),
        "mistake": named[0],
        "as_if": named[1],
        "repaired": [f"{p.line}: {p.old} -> {p.new}" for r in repairs.found for p in r.places],
        "told": bool(told),
        "right_line": bool(told) and told == mutant.lines,
        "other_line": bool(told - mutant.lines),
        "tried": [repair.tried for repair in repairs.found],
        "cpu": repairs.cpu_seconds / max(1, len(repairs.searched)),
    }


def _mistake(result: Result) -> str | None:
    found = _findings(result, FindingKind.MISTAKE)
    return next((finding.mistake for finding in found), None)


def _as_if(result: Result) -> dict[str, str] | None:
    kind = next((kind for kind in FindingKind if kind == "as_if"), None)
    found = [] if kind is None else _findings(result, kind)
    return next((dict(finding.facts) for finding in found), None)


def _findings(result: Result, kind: FindingKind) -> list[Any]:
    every = (f for q in result.questions for c in q.criteria for f in c.findings)
    return [finding for finding in every if finding.kind is kind and finding.confidence is not Confidence.POSSIBLE]


def _lines(repairs: Repairs) -> frozenset[tuple[str, int]]:
    return frozenset(
        (p.path if p.cell is None else f"cell {p.cell + 1}", p.line) for repair in repairs.found for p in repair.places
    )


def summary(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the shares with their 95 % intervals, and the CPU seconds of one function."""
    named = [row for row in rows if row["mistake"] or row["as_if"] or row["right_line"]]
    cpu = sorted(row["cpu"] for row in rows)
    return {
        "mutants": len(rows),
        "named or repaired at the right line": share(len(named), len(rows)),
        "named by a mistake file": share(sum(bool(row["mistake"]) for row in rows), len(rows)),
        "named by a variant of the reference": share(sum(bool(row["as_if"]) for row in rows), len(rows)),
        "repaired": share(sum(row["told"] for row in rows), len(rows)),
        "repaired at the right line": share(sum(row["right_line"] for row in rows), len(rows)),
        "repaired at another line": share(sum(row["other_line"] for row in rows), len(rows)),
        "cpu seconds, median": round(statistics.median(cpu), 2) if cpu else None,
        "cpu seconds, 90th percentile": cpu[int(0.9 * len(cpu))] if cpu else None,
    }


def share(part: int, whole: int) -> str:
    """Return a share in percent with its 95 % interval."""
    if not whole:
        return "-"
    low, high = share_interval(part, whole, of=None)
    return f"{100 * (part / whole):.1f} ({100 * low:.1f} to {100 * high:.1f}), {part} of {whole}"


if __name__ == "__main__":
    main()
