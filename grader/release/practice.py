"""Makes the practice bundle of an assignment, which ships with the self-check: practice inputs, answers and texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from grader.assignment.finish_source import finish_source
from grader.files.course_files import course_files
from grader.model.assignment import Assignment, Scenario
from grader.model.check import Check
from grader.model.expectation import Expectations, Probe
from grader.model.rubric import Criterion, Question, Rubric
from grader.model.rules import Rules
from grader.probes.expected import expect
from grader.probes.plan import practised, scenarios_of
from grader.report.words import sentences
from grader.sandbox.child.wire import pack
from grader.selfcheck.recorded_numbers import MOST_TEXT, of_mistakes

SPOKEN = (
    *("verdict.", "measured.", "where.", "place.", "why.", "next.", "page.hint", "style.", "selfcheck."),
    *("remark.one_element", "remark.old_form"),
)
"""Beginnings of the keys of the sentences that the self-check uses."""


def practice_of(assignment: Assignment) -> Expectations:
    """Return the practice inputs, and the results of the reference and the known mistakes on them.

    Raises:
        RubricError: the reference fails on a practice case.
    """
    return expect(practised(assignment))


def practice_rubric(assignment: Assignment) -> Rubric:
    """Return the rubric as students may read it: without seeds, texts for staff and criteria without practice."""
    rubric = assignment.rubric
    return Rubric(
        id=rubric.id,
        title=rubric.title,
        notebook=rubric.notebook,
        seed=0,  # the self-check draws no inputs: it has recorded ones
        practice_seed=0,
        functions=dict(rubric.functions),
        opaque=rubric.opaque,
        questions=tuple(filter(None, (_practice_question(question, assignment) for question in rubric.questions))),
        variables=rubric.variables,
        locked=rubric.locked,
        rules=Rules(),
    )


def practice_files(assignment: Assignment, language: str, expectations: Expectations) -> dict[str, bytes]:
    """Return the files of the practice bundle, by path.

    Args:
        assignment: the assignment, translated into the students' language.
        language: code of the language of the self-check's own sentences.
        expectations: the result of `practice_of`.

    Raises:
        RubricError: a scenario's `finish` uses something that cannot be sent with its source.
    """
    rubric = practice_rubric(assignment)
    names = dict.fromkeys(name for question in rubric.questions for name in scenarios_of(question))
    numbers = {f"numbers/{place}.bin": name for place, name in enumerate(names)}
    files = {path: content for path, name in numbers.items() for path, content in _numbers(path, name, expectations)}
    template = {f"template/{path}": content for path, content in _template(assignment).items()}
    texts = {
        "words": _words(language),
        "scenarios": {name: _scenario(assignment.scenarios[name], path) for path, name in numbers.items()},
        "mistakes": {
            mistake.id: {"title": mistake.title, "explanation": mistake.explanation, "hints": list(mistake.hints)}
            for mistake in assignment.mistakes
        },
        "signatures": [
            {
                "id": found.id,
                "functions": list(found.functions),
                "seriousness": found.seriousness.value,
                "keeps": found.keeps,
            }
            for found in expectations.mistakes
        ],
        "loose": sorted(expectations.loose),
        "later": _later(assignment),
        "template": [path.removeprefix("template/") for path in template],
    }
    return {"lesson.json": json.dumps(texts, ensure_ascii=False, indent=1).encode(), **files, **template}


def _practice_question(question: Question, assignment: Assignment) -> Question | None:
    """Return a question with just the criteria that can be practised; None where there are none."""
    kept = tuple(
        _practice_criterion(c, assignment) for c in question.criteria if _can_be_practised(c.check, assignment)
    )
    return replace(question, criteria=kept, layers=()) if kept else None


def _practice_criterion(criterion: Criterion, assignment: Assignment) -> Criterion:
    """Return a criterion that names none of the hidden cases."""
    names = criterion.check.scenario_names
    practised = {f"{name}/{case}" for name in names for case in assignment.scenarios[name].practice}
    shares = {case: share for case, share in criterion.case_shares.items() if case in practised}
    return replace(criterion, case_shares=shares, check=criterion.check.for_practice())


def _can_be_practised(check: Check, assignment: Assignment) -> bool:
    """Return whether the self-check can measure a check; the code of kinds from other packages is not released."""
    return type(check).__module__.startswith("grader.checks.") and check.is_practised(assignment.scenarios)


def _later(assignment: Assignment) -> dict[str, list[str]]:
    """Return for each question the titles of the criteria that are judged only after it is handed in."""
    found = {
        question.id: [c.title for c in question.criteria if not _can_be_practised(c.check, assignment)]
        for question in assignment.rubric.questions
    }
    return {name: titles for name, titles in found.items() if titles}


def _plain(case: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of a case that are texts, numbers or booleans, which JSON can hold."""
    return {name: value for name, value in case.items() if isinstance(value, (str, int, float, bool))}


def _scenario(scenario: Scenario, numbers: str) -> dict[str, str]:
    finish = "" if scenario.finish is None else finish_source(scenario)
    return {"source": scenario.source, "finish": finish, "numbers": numbers}


def _numbers(path: str, name: str, expectations: Expectations) -> Iterator[tuple[str, bytes]]:
    """Yield (path, content) of a scenario's inputs and expected values, and of the results of known mistakes.

    Both are frames of the wire format; those of mistakes are read only where an answer is wrong.

    A mistake that only its code distinguishes from another is left out: its mark would give the code away.

    Args:
        path: path of the first of the two files.
        name: the scenario's name.
        expectations: the recorded values of all scenarios.
    """
    frames: dict[str, list[bytes]] = {path: [], of_mistakes(path): []}
    for probe, head, values in _recorded_observations(expectations):
        if probe.scenario == name:
            place = of_mistakes(path) if head["kind"] == "mistake" else path
            about = {**head, "probe": [probe.scenario, probe.case, probe.way]}
            frames[place].append(pack(about, values, most=MOST_TEXT))
    yield from ((place, b"".join(found)) for place, found in frames.items())


def _recorded_observations(expectations: Expectations) -> Iterator[tuple[Probe, dict[str, Any], Any]]:
    for probe, given in expectations.inputs.items():
        yield probe, {"kind": "inputs", "case": _plain(expectations.cases[probe])}, given
    for probe, values in expectations.values.items():
        shapes = {"shapes": expectations.shapes[probe]} if probe in expectations.shapes else {}
        yield probe, {"kind": "values", "floors": dict(expectations.floors.get(probe, {})), **shapes}, dict(values)
    for probe, points in expectations.points.items():
        found = {"shifts": dict(points.shifts), "directions": dict(points.directions)}
        yield probe, {"kind": "points", "steps": dict(points.steps)}, found
    for place, mistake in enumerate(expectations.mistakes):
        for probe, values in mistake.values.items() if not mistake.mark else ():
            yield probe, {"kind": "mistake", "mistake": place}, dict(values)


def _template(assignment: Assignment) -> Mapping[str, bytes]:
    """Return the template's modules and notebook, by path; by them the self-check knows what was not attempted."""
    root = assignment.template_folder
    paths = {path.relative_to(root).as_posix(): path for path in course_files(root)}
    wanted = {path for path in paths if path.endswith(".py")} | {assignment.rubric.notebook}
    return {path: Path(paths[path]).read_bytes() for path in sorted(wanted & paths.keys())}


def _words(language: str) -> dict[str, str]:
    found = {**sentences("en"), **sentences(language)}
    return {key: text for key, text in found.items() if key.startswith(SPOKEN)}
