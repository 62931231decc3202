"""Collects the remarks on a submission, which cost no points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.checks.matches import as_matches
from grader.compare.kinds import kind_word
from grader.model.evidence import FAULT
from grader.model.expectation import carried_way
from grader.model.observation import CellStatus, NotCarried, TranscriptStatus
from grader.model.old_forms import OLD_FORMS, ONE_ELEMENT
from grader.model.record import Record
from grader.model.removed_names import OLD_MODULES, OLD_NAMES
from grader.model.result import QuestionResult
from grader.model.rubric import Rubric
from grader.model.submission import Audience, Remark

from .forbidden import remarks_on_uses
from .stopped_cells import stopped_cells

MOST_LINES = 5
"""Most lines of a file that one remark lists."""
_NOT_CARRIED = {
    NotCarried.STEPS: "not_carried_steps",
    NotCarried.UNSENT: "not_carried_unsent",
    NotCarried.UNFIT: "not_carried_unfit",
}
"""The remark for each reason why a question could not be tried on the functions below it."""
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
        *stopped_cells(rubric, record),
        *_of_names(rubric, record),
        *_of_old_uses(record),
        *_of_loading(rubric, record),
        *_of_arguments(record),
        *remarks_on_uses(rubric, record, record.observations),
        *_of_checks(rubric, record, questions),
        *_of_faults(questions),
        *_of_kinds(rubric, record, questions),
        *_of_carrying(rubric, record, questions),
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
    removed = {**OLD_NAMES, **OLD_MODULES}
    whole = {name for name in seen if name in removed or name.split(".")[0] in own}
    for name in sorted(whole | {name.split(".")[0] for name in seen if name not in whole}):
        if name in removed:
            facts = {"name": name, "now": removed[name].now, "since": removed[name].since}
            yield Remark(id="old_name", audience=Audience.STUDENT, facts=facts)
        else:
            yield Remark(id="stubbed_import", audience=Audience.STUDENT, facts={"name": name})


def _of_old_uses(record: Record) -> Iterator[Remark]:
    """Yield a remark for each form that numpy refuses today and each file or cell that uses it, with its lines."""
    seen = {*record.transcript.old_uses, *(use for seen in record.observations.values() for use in seen.old_uses)}
    lines: dict[tuple[str, str], list[int]] = {}
    for use in sorted(seen, key=lambda use: (use.path, use.form, use.line)):
        lines.setdefault((use.form, use.path), []).append(use.line)
    for (form, path), found in lines.items():
        known, (first, _, number) = OLD_FORMS[form], path.partition(" ")
        in_cell = first == "cell"
        place = {"cell": number} if in_cell else {"path": path}
        told = {"line": ", ".join(map(str, found[:MOST_LINES])), "now": known.now, "since": known.since}
        ids = ("one_element", "one_element_in_cell") if form == ONE_ELEMENT else ("old_form", "old_form_in_cell")
        facts = {**place, **told} if form == ONE_ELEMENT else {**place, **told, "old": known.old}
        yield Remark(id=ids[in_cell], audience=Audience.STUDENT, facts=facts)


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


def _of_faults(questions: Sequence[QuestionResult]) -> Iterator[Remark]:
    """Yield a remark for staff on each criterion that could not be measured."""
    for question in questions:
        for criterion in question.criteria:
            if reason := criterion.evidence.facts.get(FAULT):
                facts = {"criterion": f"{question.id}.{criterion.id}", "reason": str(reason)}
                yield Remark(id="criterion_failed", audience=Audience.STAFF, facts=facts)


def _of_kinds(rubric: Rubric, record: Record, questions: Sequence[QuestionResult]) -> Iterator[Remark]:
    """Yield remarks on outputs that are right and of another kind than the rubric asks for, once each."""
    results = {(question.id, found.id): found for question in questions for found in question.criteria}
    seen: set[tuple[str, str]] = set()
    for place in rubric.places():
        check, found = as_matches(place.criterion.check), results.get((place.question.id, place.criterion.id))
        if check is None or found is None or not check.kinds:
            continue
        wrong = {one.output.split("[")[0] for one in found.evidence.failing}
        for probe, came in record.observations.items():
            for output in check.kinds if probe.way == "run" and probe.scenario in check.scenarios else ():
                got, wanted = kind_word(came.values.get(output)), check.kinds[output]
                if output in came.values and output not in wrong and got != wanted and (output, got) not in seen:
                    seen.add((output, got))
                    facts = {"output": output, "got_kind": got, "wanted_kind": wanted}
                    yield Remark(id="other_kind", audience=Audience.STUDENT, facts=facts)


def _of_carrying(rubric: Rubric, record: Record, questions: Sequence[QuestionResult]) -> Iterator[Remark]:
    """Yield a remark for staff on each question that lost points and could not be tried on the functions below it."""
    lost = {question.id for question in questions if question.score < question.max_score}
    for question in rubric.questions:
        ways = (seen for probe, seen in record.observations.items() if probe.way == carried_way(question.id))
        why = {seen.failure.why for seen in ways if seen.failure is not None}
        found = next((remark for reason, remark in _NOT_CARRIED.items() if reason in why), None)
        if question.id in lost and found is not None:
            facts = {"question": question.id, "functions": ", ".join(question.layers)}
            yield Remark(id=found, audience=Audience.STAFF, facts=facts)
