"""Measures, judges and explains questions on their practice cases, in the same way as the grader."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, replace
from typing import Any

from grader.checks.answer import answers_of
from grader.compare.quiet import quiet
from grader.diagnose.assess import assess
from grader.model.expectation import Probe
from grader.model.observation import Observation, Transcript, TranscriptStatus
from grader.model.record import Isolation, IsolationLevel, Record
from grader.model.result import QuestionResult
from grader.model.rubric import Question, Rubric
from grader.model.submission import Cell, Remark, Submission, WrittenAnswer
from grader.probes.plan import scenarios_of
from grader.submission.answers import written_answers
from grader.submission.forbidden_uses import forbidden_uses

from .folder import StudentFolder
from .modules import Modules
from .namespace import defined_live
from .notebook import read_notebook
from .practice_bundle import PracticeBundle
from .recorded_numbers import expectations_of
from .restore_state import restored_state
from .runner import PracticeRunner


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeResult:
    """The results of questions on their practice cases."""

    folder: StudentFolder
    """The folder that was read."""
    results: Mapping[str, QuestionResult]
    """The result of each question, and of those that it builds on, by id."""
    in_notebook: frozenset[str]
    """Names of the functions that were taken from the notebook and not from a module."""
    reloaded: tuple[str, ...]
    """Paths of the modules that had changed since they were loaded."""
    old_forms: tuple[Remark, ...]
    """The remarks on lines that use what numpy refuses today."""


def judge(
    bundle: PracticeBundle,
    asked: list[Question],
    folder: StudentFolder,
    namespace: MutableMapping[str, Any],
    modules: Modules,
) -> PracticeResult:
    """Run, judge and explain questions on their practice cases, with those that they build on.

    Args:
        bundle: the practice bundle.
        asked: the questions.
        folder: the student's folder.
        namespace: the notebook's variables; those imported from a changed module are replaced by its new ones.
        modules: the modules loaded so far.

    Raises:
        CheckInterrupted: the student stopped the check.
    """
    questions = _with_required(bundle.rubric, asked)
    folder = _with_live(folder, bundle, namespace)
    scenarios = [name for question in questions for name in scenarios_of(question)]
    expectations = expectations_of(bundle, scenarios)
    here = frozenset(name for name, found in folder.definitions.items() if found.cell is not None)
    seen: dict[Probe, Observation] = {}
    with restored_state():
        reloaded = modules.refresh(folder.root, namespace)
        bench = PracticeRunner(bundle, folder, namespace, modules, here)
        try:
            for question in questions:
                seen |= bench.observe(question, expectations)
        finally:
            bench.old_numpy.undo()
    with quiet():
        record = _record(bundle, questions, folder, seen)
        result = assess(replace(bundle.rubric, questions=tuple(questions)), record, seen, expectations)
    return PracticeResult(
        folder=folder,
        results={question.id: question for question in result.questions},
        in_notebook=here,
        reloaded=tuple(reloaded),
        old_forms=tuple(remark for remark in result.remarks if remark.id in ("one_element", "old_form")),
    )


def _with_required(rubric: Rubric, asked: list[Question]) -> list[Question]:
    """Return questions with all that they need for their results, directly or not, in the rubric's order."""
    by_id, wanted = {question.id: question for question in rubric.questions}, []
    left = [question.id for question in asked]
    while left:
        name = left.pop()
        if name not in wanted and name in by_id:
            wanted.append(name)
            left += [*by_id[name].builds_on, *_required(by_id[name])]
    return [question for question in rubric.questions if question.id in wanted]


def _required(question: Question) -> list[str]:
    """Return the ids of the questions whose results the criteria of this one require."""
    return [name for criterion in question.criteria for name in criterion.check.requires_questions]


def _with_live(folder: StudentFolder, bundle: PracticeBundle, namespace: Mapping[str, Any]) -> StudentFolder:
    """Return the folder with the definitions of functions that the notebook defines and no module has yet."""
    found = dict(folder.definitions)
    for name in bundle.rubric.functions:
        own = found.get(name)
        if own is None or own.unchanged or own.cell is not None:
            fresh = defined_live(name, namespace)
            if fresh is not None:
                found[name] = fresh
    return replace(folder, definitions=found)


def _record(
    bundle: PracticeBundle, questions: list[Question], folder: StudentFolder, seen: Mapping[Probe, Observation]
) -> Record:
    """Return the record of the submission as it is now, without a run of the notebook, as far as questions need it."""
    cells = tuple(saved.cell for saved in folder.cells)
    submission = Submission(
        id="",
        sha256="",
        files=folder.files,
        notebook=folder.notebook if cells else None,
        cells=cells,
        definitions=folder.definitions,
        uses=forbidden_uses(bundle.rubric, folder.files, cells, folder.definitions, questions),
        answers=_answers(bundle, questions, cells),
    )
    isolation = Isolation(level=IsolationLevel.NONE, enforced=(), not_enforced=())
    return Record(
        submission=submission,
        isolation=isolation,
        transcript=Transcript(status=TranscriptStatus.NOT_RUN),
        observations=seen,
    )


def _answers(bundle: PracticeBundle, questions: list[Question], cells: tuple[Cell, ...]) -> dict[str, WrittenAnswer]:
    if not answers_of(replace(bundle.rubric, questions=tuple(questions))):
        return {}
    given = [saved.cell for saved in read_notebook(bundle.template[bundle.rubric.notebook])]
    return written_answers(bundle.answers, cells, given)
