"""Collects the remarks on a submission, which cost no points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.model.observation import CellStatus, TranscriptStatus
from grader.model.record import Record
from grader.model.removed_names import OLD_NAMES
from grader.model.result import QuestionResult
from grader.model.rubric import Rubric
from grader.model.submission import Audience, Remark

_KILLED = {
    "cpu": "notebook_endless",
    "wall": "notebook_endless",
    "hand_in_wall": "notebook_endless",
    "memory": "notebook_memory",
    "processes": "notebook_processes",
    "disk": "notebook_disk",
}
"""The remark for each limit at which a notebook is stopped."""


def remarks_of(rubric: Rubric, record: Record, questions: Sequence[QuestionResult]) -> tuple[Remark, ...]:
    """Return all remarks on a submission, in a fixed order.

    Args:
        rubric: the rubric.
        record: the submission and the record of its run.
        questions: the results.
    """
    found = [
        *record.submission.remarks,
        *_of_run(record),
        *_of_names(rubric, record),
        *_of_loading(rubric, record),
        *_of_arguments(record),
        *_of_checks(rubric, record, questions),
    ]
    return tuple(found)


def _of_run(record: Record) -> Iterator[Remark]:
    if record.transcript.status == TranscriptStatus.MISSING:
        yield Remark(id="no_notebook", audience=Audience.STUDENT)
    killed = _KILLED.get(record.transcript.limit, "notebook_killed")
    ids = {CellStatus.KILLED: killed, CellStatus.TIMED_OUT: "notebook_timed_out"}
    for cell in record.transcript.cells:
        if cell.status in ids:
            yield Remark(id=ids[cell.status], audience=Audience.STUDENT, facts={"cell": str(cell.index + 1)})
    if record.transcript.again:
        yield Remark(id="notebook_again", audience=Audience.STUDENT)


def _of_names(rubric: Rubric, record: Record) -> Iterator[Remark]:
    """Yield remarks on missing names: old names with their equivalent, libraries by their first name, once each."""
    own = {function.path.split("/")[0] for function in rubric.functions.values()}
    seen = [*record.transcript.stood_in, *(name for seen in record.observations.values() for name in seen.stood_in)]
    whole = {name for name in seen if name in OLD_NAMES or name.split(".")[0] in own}
    for name in sorted(whole | {name.split(".")[0] for name in seen if name not in whole}):
        if name in OLD_NAMES:
            yield Remark(id="old_name", audience=Audience.STUDENT, facts={"name": name, "now": OLD_NAMES[name]})
        else:
            yield Remark(id="stubbed_import", audience=Audience.STUDENT, facts={"name": name})


def _of_loading(rubric: Rubric, record: Record) -> Iterator[Remark]:
    """Yield remarks on modules that did not load in time, or ended the process."""
    failures = (seen.failure for seen in record.observations.values() if seen.failure is not None)
    names = {failure.function.split(".")[0] for failure in failures if failure.why == "loading"}
    for path in sorted({rubric.functions[name].path for name in names if name in rubric.functions}):
        yield Remark(id="module_hangs", audience=Audience.STUDENT, facts={"path": path})


def _of_arguments(record: Record) -> Iterator[Remark]:
    changed = {name for seen in record.observations.values() for name in seen.changed}
    for name in sorted(changed):
        yield Remark(id="changed_argument", audience=Audience.STUDENT, facts={"function": name})


def _of_checks(rubric: Rubric, record: Record, questions: Sequence[QuestionResult]) -> Iterator[Remark]:
    """Yield the remarks of the checks themselves."""
    results = {question.id: question for question in questions}
    for place in rubric.places():
        yield from place.criterion.check.remarks(record, results)
