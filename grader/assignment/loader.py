"""Reads a rubric file and the code beside it into an Assignment."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from grader.checks.registry import kinds_named
from grader.errors import RubricError
from grader.files.beside import beside
from grader.files.captured_output import captured_output
from grader.files.work_folder import working_in
from grader.model.assignment import Assignment, Scenario
from grader.model.forbidden import Forbidden, ForbiddenCosts
from grader.model.repair import RepairsShown
from grader.model.rubric import Criterion, Function, Limits, Question, Rubric
from grader.model.rules import Late, Rules
from grader.probes.plan import with_drawn_practice

from . import rubric_file as toml
from .code import load_mistakes, load_reference, load_scenarios
from .dry_run import rehearse
from .figures import draws, figures_in, figures_of
from .hashes import FilesRead, packages_of, run_part, without_seed
from .requirements import refuse_missing, required_modules, requirements_in
from .rubric_checks import check_accepted, check_code, check_rubric, check_template
from .rubric_faults import error_of
from .template_imports import template_imports


@captured_output()
def load_assignment(path: Path) -> Assignment:
    """Read a rubric and load the code beside it.

    Raises:
        RubricError: something in it cannot be used; the error says what, where, why and how to mend it.
    """
    where = str(path)
    raw = read_toml(path)
    file = _typed(raw, where)
    check_rubric(file, where)
    table = file.assignment
    scenarios_path = beside(path, table.scenarios, "scenarios")
    reference_path = beside(path, table.reference, "reference")
    template = beside(path, table.template, "template")
    mistakes_path = None if table.mistakes is None else beside(path, table.mistakes, "mistakes")
    check_template(file, template, where)
    required = requirements_in(table.requirements, path)
    refuse_missing(required, path)
    with working_in(template):
        scenarios, reference = load_scenarios(scenarios_path), load_reference(reference_path)
        check_code(file, scenarios, reference, where)
        rehearse(file, scenarios, scenarios_path, where)
        mistakes = load_mistakes(mistakes_path, reference) if mistakes_path else ()
    rubric = replace(_rubric(file, path, template, scenarios, required_modules(required)), requirements=required)
    check_accepted(rubric, mistakes, scenarios, where)
    tests = [beside(path, name, "asserts, file") for name in _code_files(file)]
    named = {criterion["check"] for question in raw["question"] for criterion in question["criterion"]}
    kinds, packages = kinds_named(named), packages_of(named)
    read = FilesRead()
    code = [scenarios_path, reference_path, *tests, *([mistakes_path] if mistakes_path else [])]
    found = Assignment(
        rubric=rubric,
        scenarios=scenarios,
        reference=reference,
        mistakes=mistakes,
        reference_folder=reference_path,
        mistakes_folder=mistakes_path,
        template_folder=template,
        sha256=read.content_hash(path.read_bytes() + packages, code, template),
        run_sha256=read.content_hash(
            run_part(raw, kinds) + packages, [scenarios_path, reference_path, *tests], template, besides=mistakes_path
        ),
        seedless_sha256=read.content_hash(without_seed(raw) + packages, code, template),
    )
    return with_drawn_practice(found)


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a rubric's file.

    Raises:
        RubricError: it cannot be read, or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise RubricError("rubric_unreadable", where=str(path), reason=error.strerror) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RubricError("rubric_no_toml", where=str(path), error=str(error)) from error


def _typed(content: dict[str, Any], where: str) -> toml.RubricFile:
    if content.get("schema") != toml.SCHEMA:
        raise RubricError(
            "rubric_schema", where=f"{where}, schema", found=repr(content.get("schema")), form=toml.SCHEMA
        )
    found = toml.converted(content, where)
    if isinstance(found, toml.Complaint):
        raise error_of(found)
    return found


def _rubric(
    file: toml.RubricFile,
    rubric: Path,
    template: Path,
    scenarios: Mapping[str, Scenario],
    required: Sequence[str],
) -> Rubric:
    """Return the rubric of a file; `required` are the names by which its libraries are imported."""
    table = file.assignment
    questions = tuple(
        replace(_question(question, file, rubric, template, scenarios), forbidden=_forbidden(question, table))
        for question in file.question
    )
    return Rubric(
        figures=figures_of(file),
        draws=draws(file, questions, scenarios, template),
        id=table.id,
        title=table.title,
        notebook=table.notebook,
        seed=table.seed,
        practice_seed=_practice_seed(table),
        functions={function.name: function for function in _functions(file)},
        opaque=tuple(table.opaque),
        questions=questions,
        limits=Limits(**_given(file.limits)),
        variables=tuple(table.variables),
        skip=tuple(cell.selector() for cell in table.skip),
        locked=tuple(table.locked),
        given=tuple(table.given),
        preload=tuple(table.preload),
        instead=table.instead or "",
        packages=tuple(
            dict.fromkeys(
                [
                    *table.packages,
                    *(name.split(".")[0] for name in table.preload),
                    *template_imports(template),
                    *required,
                ]
            )
        ),
        accepted=file.accepted,
        repairs=RepairsShown(table.repairs),
        rules=_rules(file.gradebook),
    )


def _code_files(file: toml.RubricFile) -> list[str]:
    """Return the Python files that criteria name, each once."""
    tables = (criterion for question in file.question for criterion in question.criterion)
    return list(dict.fromkeys(name for table in tables for name in table.code_files))


def _practice_seed(table: toml.AssignmentTable) -> int:
    """Return the seed of the practice inputs; never that of the hidden inputs."""
    if table.practice_seed is not None:
        return table.practice_seed
    return 2 if table.seed == 1 else 1


def _given(table: toml.LimitsTable) -> dict[str, int]:
    values = {name: getattr(table, name) for name in table.__struct_fields__}
    return {name: value for name, value in values.items() if value is not None}


def _rules(table: toml.GradebookTable) -> Rules:
    late = None if table.late is None else Late(**msgspec.structs.asdict(table.late))
    return Rules(attempts=table.attempts, late=late, appeals=table.appeals.strip())


def _functions(file: toml.RubricFile) -> Iterator[Function]:
    for path, functions in file.functions.items():
        for name, ways in functions.items():
            yield Function(name=name, path=path, returns=_ways(ways))
    for path, classes in file.classes.items():
        for name, methods in classes.items():
            found = {method: _ways(ways) for method, ways in methods.items()}
            yield Function(name=name, path=path, returns=(), methods=found)


def _ways(ways: list[str | list[str]]) -> tuple[tuple[str, ...], ...]:
    several = [tuple(way) for way in ways if isinstance(way, list)]
    return tuple(several) or (tuple(str(name) for name in ways),)


def _forbidden(question: toml.QuestionTable, whole: toml.AssignmentTable) -> Forbidden:
    """Return what a question forbids: its own names besides the assignment's, the other keys in the place of these."""
    if question.function is None:
        return Forbidden()
    allowed = whole.allowed_imports if question.allowed_imports is None else question.allowed_imports
    return Forbidden(
        names=tuple(dict.fromkeys([*question.forbidden, *whole.forbidden])),
        allowed_imports=None if allowed is None else tuple(allowed),
        costs=ForbiddenCosts(question.forbidden_costs or whole.forbidden_costs),
        instead=question.instead or "",
    )


def _question(
    table: toml.QuestionTable, file: toml.RubricFile, rubric: Path, template: Path, scenarios: Mapping[str, Scenario]
) -> Question:
    where = f"{rubric}, question {table.id}"
    criteria = tuple(
        Criterion(
            id=criterion.id,
            title=criterion.title,
            points=criterion.points,
            hints=tuple(criterion.hints),
            check=criterion.build_check(rubric, template, f"{where}, criterion {criterion.id}"),
            case_shares=criterion.case_shares_in(scenarios, f"{where}, criterion {criterion.id}"),
        )
        for criterion in table.criterion
    )
    figures = figures_in(table, file, scenarios, where)
    drawn = (file.figures[name].draw for name in figures if name)
    return Question(
        id=table.id,
        title=table.title,
        function=table.function or next(drawn, None),
        builds_on=tuple(table.builds_on),
        layers=() if any(criterion.check.differentiates for criterion in criteria) else _layers(table, file),
        bonus=table.bonus,
        criteria=criteria,
        figures=figures,
    )


def _layers(table: toml.QuestionTable, file: toml.RubricFile) -> tuple[str, ...]:
    """Return the functions on which a question is carried: those it names, else those of the questions it builds on.

    A function that is no question is left out: nothing charges it, so it counts as the reference's.
    """
    plain = {name for functions in file.functions.values() for name in functions}
    below = {question.function: None for question in file.question if question.id in table.builds_on}
    charged = {question.function for question in file.question}
    named = [name for name in below if name] if table.layers is None else table.layers
    return tuple(name for name in named if name in plain & charged)
