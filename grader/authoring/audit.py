"""Proves a rubric: the reference earns everything, the template nothing, every known mistake loses points by name.

Why it is so: docs/decisions/0008.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from grader.authoring.proof.cases import repeated_cases
from grader.authoring.proof.criteria import earned, lost
from grader.authoring.proof.forbidden import reference_uses, template_uses
from grader.authoring.proof.kept_pieces import NOT_KNOWN, FilesBeside
from grader.authoring.proof.libraries import unusable_libraries
from grader.authoring.proof.mistake_trials import MistakeTrials, Workers
from grader.authoring.proof.mistakes import (
    AuditedMistake,
    criteria_without_failure,
    not_tried,
    told_of,
    weak_mistakes,
)
from grader.authoring.proof.mutants import known_mutants
from grader.authoring.proof.not_carried import not_carried
from grader.authoring.proof.notebook import failing_cells, missing_cells, missing_imports
from grader.authoring.proof.outputs import blind_outputs, guessable_outputs
from grader.authoring.proof.runs import HandInRuns
from grader.diagnose.coverage import indistinguishable_pairs, questions_that_detect
from grader.files.captured_output import captured_output
from grader.files.disk_cache import NOTHING_KEPT, DiskCache
from grader.grading.pipeline import judge
from grader.model.assignment import Assignment, Mistake
from grader.model.expectation import Expectations
from grader.model.record import Record
from grader.model.result import Result
from grader.model.rubric import Rubric
from grader.probes.expected import expect
from grader.probes.plan import practised
from grader.report.words import words
from grader.sandbox.slot import Slot
from grader.submission.read import submission_of, template_files
from grader.submission.solved import solved_submission

from .case_points import single_cases

MOST_MUTANTS = 500
"""How many small edits of the reference are tried, unless somebody asks for another number."""


@captured_output()
def audit(
    assignment: Assignment,
    expectations: Expectations,
    slot: Slot,
    language: str = "en",
    kept: DiskCache = NOTHING_KEPT,
    practice: Callable[[Assignment], Expectations] = expect,
    *,
    mutants: int = 0,
    beside: FilesBeside = NOT_KNOWN,
    workers: Workers | None = None,
) -> dict[str, Any]:
    """Grade the reference, the template and each known mistake, and return the report of the audit.

    Where scenarios use nothing that the notebook makes, a mistake's notebook is not run: the transcript of the
    reference's notebook is used in its place.

    Args:
        assignment: the assignment whose rubric is audited.
        expectations: the expected values on the inputs of grading.
        slot: the place in the sandbox where the submissions run.
        language: the language of the reasons why criteria are lost.
        kept: where it is kept what the hand-ins gave, for the next audit.
        practice: gives the expected values on the inputs of practice.
        mutants: how many small edits of the reference are tried; with 0 the report says nothing of them.
        beside: what results depend on besides, so that those of mistakes and mutants are kept too.
        workers: does several hand-ins at a time; None does one after the other.

    Returns:
        The report, as JSON values of the schema `grader/audit/v1`.

    Raises:
        RubricError: a check measures something that does not hold of the untouched template.
    """

    def result_of(record: Record) -> Result:
        return judge(record, assignment, expectations)

    runs = HandInRuns(assignment, expectations, slot, kept)
    rubric, right = assignment.rubric, runs.right(solved_submission(assignment))
    untouched = dict(template_files(assignment.template_folder))
    handed_out = submission_of("template", untouched, assignment)
    begun = runs.record(handed_out)
    template = result_of(begun)
    _prove_template(rubric, template)
    seen = questions_that_detect(rubric, expectations)
    asked = {mistake.id: asked_of(rubric, mistake, seen[mistake.id]) for mistake in assignment.mistakes}
    solved = result_of(right)
    trials = MistakeTrials(assignment, expectations, runs, right, language, beside, kept, workers)
    found = proof_text(
        rubric,
        reference=solved,
        template=template,
        judged=trials.of({name: questions for name, questions in asked.items() if questions}),
        mistakes=assignment.mistakes,
        pairs=indistinguishable_pairs(rubric, expectations),
        hidden=_seen_only_hidden(seen, questions_that_detect(rubric, practice(practised(assignment)))),
        missing=missing_cells(rubric, handed_out.cells),
        others=_other_weaknesses(assignment, expectations, right, begun, unusable_libraries(assignment, slot)),
        language=language,
        cases={name: tuple(scenario.cases) for name, scenario in assignment.scenarios.items()},
        forbidden=reference_uses(assignment),
    )
    if not mutants:
        return found
    return {**found, "mutants": known_mutants(assignment, expectations, slot, solved, mutants, beside, kept)}


def _other_weaknesses(
    assignment: Assignment,
    expectations: Expectations,
    right: Record,
    begun: Record,
    libraries: Sequence[dict[str, Any]],
) -> dict[str, list[dict[str, Any]]]:
    """Return the weaknesses of notebook, libraries, outputs and cases by key of the report."""
    found = missing_imports(right, begun)
    return {
        "failing_cells": failing_cells(right),
        "missing_imports": [*found, *(one for one in libraries if one not in found)],
        "blind_outputs": blind_outputs(assignment, expectations),
        "guessable_outputs": guessable_outputs(assignment, expectations),
        "repeated_cases": repeated_cases(assignment, expectations),
        "template_uses": template_uses(assignment),
    }


def _prove_template(rubric: Rubric, template: Result) -> None:
    """Refuse a check that measures something that does not hold of the untouched template."""
    results = [result for question in template.questions for result in question.criteria]
    for place, result in zip(rubric.places(), results, strict=True):
        place.criterion.check.prove_template(place, result)


def asked_of(rubric: Rubric, mistake: Mistake, seen: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the questions that should name a mistake.

    Args:
        rubric: the rubric with the questions.
        mistake: the mistake, which replaces some functions.
        seen: ids of the questions whose scenarios give other numbers with the mistake.

    Returns:
        For each replaced function the questions about it that see the mistake, or all of them where none does.
    """
    found: list[str] = []
    for function in mistake.overrides:
        about = [question.id for question in rubric.questions if question.function == function]
        found += [question for question in about if question in seen] or about
    return tuple(found)


def _seen_only_hidden(hidden: Mapping[str, set[str]], practice: Mapping[str, set[str]]) -> list[str]:
    """Return the mistakes that some question sees on hidden inputs, but not on the inputs that students practise on."""
    return [mistake for mistake, questions in hidden.items() if questions - practice[mistake]]


def proof_text(
    rubric: Rubric,
    *,
    reference: Result,
    template: Result,
    judged: Sequence[AuditedMistake],
    mistakes: Sequence[Mistake] = (),
    pairs: Sequence[tuple[str, str, str]] = (),
    hidden: Sequence[str] = (),
    missing: Sequence[Mapping[str, Any]] = (),
    others: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    language: str = "en",
    cases: Mapping[str, Sequence[str]] | None = None,
    forbidden: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Return the report of the audit from the results of the graded submissions.

    Args:
        rubric: the rubric, with the weaknesses that it accepts.
        reference: the result of the solved assignment.
        template: the result of the untouched template.
        judged: the results of the known mistakes that were tried.
        mistakes: all known mistakes.
        pairs: (mistake, mistake, question) for each two mistakes that give the same numbers in the whole question.
        hidden: ids of the mistakes that practice cases do not catch.
        missing: the cells that criteria name and the template does not have.
        others: by key of the report, the weaknesses of the notebook, the outputs and the cases, each with its
            name under `weakness`.
        language: the language of the reasons why criteria are lost.
        cases: the names of each scenario's cases.
        forbidden: the lines of the reference that use what a question forbids.

    Returns:
        The report, as JSON values of the schema `grader/audit/v1`.
    """
    most, said, others = _machine_points(rubric), words(language), others or {}
    idle, untried = criteria_without_failure(rubric, judged, {m.id: tuple(m.overrides) for m in mistakes})
    twice = [weakness for mistake in judged for weakness in mistake.charged_twice]
    names = [*weak_mistakes(judged), *twice, *idle, *(f"{one} and {other}" for one, other, _ in pairs), *hidden]
    found = dict.fromkeys([*names, *(one["weakness"] for several in others.values() for one in several)])
    unaccepted = [weakness for weakness in found if not _is_in(rubric.accepted, weakness)]
    found |= dict.fromkeys(untried)
    loses, earns = lost(rubric, reference, said), earned(rubric, template, said)
    return {
        "schema": "grader/audit/v1",
        "rubric": rubric.id,
        "ok": not (loses or earns or missing or forbidden or unaccepted),
        "reference": {"score": reference.score, "max_score": most},
        "template": {"score": template.score, "max_score": template.max_score},
        "reference_loses": loses,
        "template_earns": earns,
        "missing_cells": list(missing),
        "reference_uses": list(forbidden),
        "mistakes": [told_of(one, most) for one in judged],
        "indistinguishable": [[one, other, f"the same numbers in all of {where}"] for one, other, where in pairs],
        "charged_twice": twice,
        "not_carried": not_carried(rubric, (one for mistake in judged for one in mistake.not_carried)),
        "not_tried": not_tried(mistakes, judged),
        "idle_criteria": idle,
        "untried_criteria": [name for name in untried if not _is_in(rubric.accepted, name)],
        "seen_only_hidden": list(hidden),
        **others,
        "single_cases": single_cases(rubric, cases or {}),
        "accepted": {name: reason for name, reason in rubric.accepted.items() if _covers(name, found)},
        "no_longer_found": [name for name in rubric.accepted if not _covers(name, found)],
        "unaccepted": unaccepted,
    }


def _is_in(weaknesses: Collection[str], name: str) -> bool:
    """Return whether a weakness matches one of some patterns with `*`; `a and b` matches in either order."""
    turned = " and ".join(reversed(name.split(" and ")))
    return any(name == one or fnmatchcase(name, one) or fnmatchcase(turned, one) for one in weaknesses)


def _covers(name: str, found: Collection[str]) -> bool:
    """Return whether an accepted name or pattern matches a weakness that was found."""
    return any(_is_in([name], weakness) for weakness in found)


def _machine_points(rubric: Rubric) -> float:
    """Return the sum of all points but those that a person gives."""
    criteria = [criterion for question in rubric.questions for criterion in question.criteria]
    return round(sum(c.points for c in criteria if not c.check.is_marked_by_person), 4)
