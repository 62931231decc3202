"""Hashes of everything that a record and the reports on it depend on, by which a later command knows what to keep."""

from __future__ import annotations

from collections.abc import Sequence

from grader.files.hashes import hash_of_parts
from grader.grading.pipeline import provenance_of
from grader.model.assignment import Assignment
from grader.model.group_decision import Ruling
from grader.model.record import Done, Isolation
from grader.model.submission import Audience


def done_of(
    assignment: Assignment, submission: str, isolation: Isolation, wording: str, decisions: Sequence[Ruling]
) -> Done:
    """Return the hashes for one submission.

    Args:
        assignment: the assignment.
        submission: its id and the hash of its files.
        isolation: the isolation it ran in.
        wording: what `wording_of` returned.
        decisions: people's decisions about it.
    """
    of_run = provenance_of(assignment) | {
        "rubric_sha256": assignment.run_sha256,
        "submission": submission,
        "isolation": repr(isolation),
    }
    run = hash_of_parts(of_run)
    of_report = {"run": run, "wording": wording} | ({"decisions": repr(decisions)} if decisions else {})
    return Done(run=run, report=hash_of_parts(of_report))


def wording_of(assignment: Assignment, audience: Audience, language: str) -> str:
    """Return a hash of everything that reports depend on besides the record.

    Args:
        assignment: the assignment.
        audience: the audience of the reports.
        language: their language.
    """
    words = {mistake.id: repr((mistake.title, mistake.explanation, mistake.hints)) for mistake in assignment.mistakes}
    return hash_of_parts({"rubric": assignment.sha256, "audience": audience, "language": language} | words)
