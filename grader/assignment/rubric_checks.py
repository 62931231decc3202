"""Checks a rubric: that the parts of its file fit together, and that the file fits the code beside it."""

from __future__ import annotations

import fnmatch
import itertools
import keyword
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from grader.checks.table import Surroundings, refuse_cell, refuse_repeated, refuse_unknown
from grader.errors import RubricError, phrase
from grader.model.assignment import Mistake, Reference, Scenario
from grader.model.rubric import Rubric
from grader.model.weakness import FREE, case_weakness, charge_weakness, output_weakness
from grader.sandbox.child.solution import OWN

from .rubric_file import QuestionTable, RubricFile

LONGEST_APPEALS = 500
"""Largest number of characters of where students complain."""


def check_rubric(file: RubricFile, where: str) -> None:
    """Refuse parts that do not fit together within the file."""
    declared = _declared(file, where)
    _check_variables(file.assignment.variables, f"{where}, assignment, variables")
    _check_modules(file.assignment.preload, f"{where}, assignment, preload")
    for place, cell in enumerate(file.assignment.skip, 1):
        refuse_cell(cell, f"{where}, assignment, skip {place}")
    _check_given(file.assignment.given, declared, f"{where}, assignment, given")
    ids = [question.id for question in file.question]
    refuse_repeated(ids, phrase("question"), where)
    _check_timezone(file, f"{where}, gradebook, late, timezone")
    _check_appeals(file.gradebook.appeals.strip(), f"{where}, gradebook, appeals")
    _check_seeds(file.assignment.seed, file.assignment.practice_seed, f"{where}, assignment, practice_seed")
    for key in ("packages", "forbidden", "allowed_imports"):
        _check_dotted(getattr(file.assignment, key) or [], f"{where}, assignment, {key}")
    for place, question in enumerate(file.question):
        at = f"{where}, question {question.id}"
        _check_forbidden(question, at)
        if question.function is not None:
            refuse_unknown([question.function], declared, phrase("a_function"), f"{at}, function")
        refuse_unknown(question.layers or [], declared, phrase("a_function"), f"{at}, layers")
        refuse_unknown(question.builds_on, ids[:place], phrase("an_earlier_question"), f"{at}, builds_on")
        refuse_repeated([criterion.id for criterion in question.criterion], phrase("criterion"), at)
        around = _around(file, place)
        for criterion in question.criterion:
            criterion.refuse(around, f"{at}, criterion {criterion.id}")


def _check_appeals(told: str, where: str) -> None:
    """Refuse where to complain if it is neither an address that a page may link to nor a short sentence."""
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):\S", told)
    strange = scheme is not None and scheme[1].lower() not in ("http", "https", "mailto")
    if strange or not told.isprintable() or len(told) > LONGEST_APPEALS or (scheme and set(told) & set(" <>()\"'")):
        raise RubricError("appeals_address", where=where, most=LONGEST_APPEALS)


def _check_forbidden(question: QuestionTable, where: str) -> None:
    """Refuse names that no code has, and names forbidden where there is no function whose code could be read."""
    for key in ("forbidden", "allowed_imports"):
        names = getattr(question, key)
        _check_dotted(names or [], f"{where}, {key}")
        if names is not None and names != [] and question.function is None:
            raise RubricError("forbidden_without_function", where=f"{where}, {key}", key=key)


def _check_dotted(names: Iterable[str], where: str) -> None:
    for name in names:
        if not all(part.isidentifier() for part in name.split(".")):
            raise RubricError("no_dotted_name", where=where, name=repr(name))
        if name.split(".")[0] == "np":
            raise RubricError("short_for_numpy", where=where, name=name, full=name.replace("np", "numpy", 1))


def _around(file: RubricFile, place: int) -> Surroundings:
    """Return the parts of the rubric that the rules of a question's criteria look at; claims are judged last."""
    claims = [any(getattr(criterion, "requires", ()) for criterion in question.criterion) for question in file.question]
    before = {
        question.id
        for other, question in enumerate(file.question)
        if other != place and (not claims[other] or (claims[place] and other < place))
    }
    return Surroundings(
        question=file.question[place].id,
        questions=tuple(question.id for question in file.question),
        judged_before=frozenset(before),
        variables=tuple(file.assignment.variables),
        written=frozenset({file.assignment.notebook, *file.functions, *file.classes}),
    )


def _check_timezone(file: RubricFile, where: str) -> None:
    late = file.gradebook.late
    if late is None:
        return
    try:
        ZoneInfo(late.timezone)
    except (KeyError, ValueError, OSError) as error:
        raise RubricError("no_timezone", where=where, timezone=repr(late.timezone)) from error


def check_code(file: RubricFile, scenarios: Mapping[str, Scenario], reference: Reference, where: str) -> None:
    """Refuse names in the file that scenarios or reference do not have.

    Args:
        file: the rubric.
        scenarios: its scenarios, by name.
        reference: the loaded reference.
        where: the rubric's place, for messages.

    Raises:
        RubricError: a name does not exist.
    """
    for question in file.question:
        for criterion in question.criterion:
            criterion.refuse_scenarios(scenarios, f"{where}, question {question.id}, criterion {criterion.id}")
    missing = [
        name
        for name in [*_wanted(file), *file.assignment.variables, *file.assignment.given, *_drawn_by(file)]
        if not _has(reference, name)
    ]
    if missing:
        raise RubricError(
            "reference_lacks",
            where=f"{where}, assignment, reference",
            missing=", ".join(f"`{name}`" for name in missing),
        )


def check_template(file: RubricFile, template: Path, where: str) -> None:
    """Refuse a template without the files that the rubric names.

    Args:
        file: the rubric.
        template: the template's folder.
        where: the rubric's place, for messages.

    Raises:
        RubricError: a file is missing, or a locked file is one that students write in.
    """
    if template.is_file():
        raise RubricError("template_is_a_file", where=f"{where}, assignment, template")
    if not (template / file.assignment.notebook).is_file():
        raise RubricError(
            "template_without_notebook", where=f"{where}, assignment, notebook", notebook=file.assignment.notebook
        )
    for path in file.assignment.locked:
        _check_locked(path, file, template, f"{where}, assignment, locked")


def check_accepted(rubric: Rubric, mistakes: Iterable[Mistake], scenarios: Mapping[str, Scenario], where: str) -> None:
    """Refuse an accepted weakness that matches nothing.

    Args:
        rubric: the rubric.
        mistakes: the loaded mistakes.
        scenarios: the scenarios, by name.
        where: the rubric's place, for messages.

    Raises:
        RubricError: it matches no mistake, criterion, question, output or case.
    """
    ids = [mistake.id for mistake in mistakes]
    known = {*ids, *_weaknesses(rubric, ids, scenarios)}
    found = (name for name in rubric.accepted if not (name in known or _is_free(name, ids)))
    left = [name for name in found if not fnmatch.filter(known, name)]
    if left:  # all pairs are many: they are spelled out only for one that is not known so far
        known.update(f"{one} and {other}" for one, other in itertools.permutations(ids, 2))
        unknown = [name for name in left if not fnmatch.filter(known, name)]
        refuse_unknown(unknown, known, phrase("a_weakness"), f"{where}, accepted")


def _weaknesses(rubric: Rubric, ids: Iterable[str], scenarios: Mapping[str, Scenario]) -> Iterator[str]:
    """Yield the names of weaknesses that follow from the rubric: of questions, criteria, outputs and cases."""
    for mistake, question in itertools.product(ids, rubric.questions):
        yield from (f"{mistake} in {question.id}", charge_weakness(mistake, question.id))
    for place in rubric.places():
        yield place.key
        yield from (output_weakness(place.key, output) for output in place.criterion.check.output_names)
        for name in place.criterion.check.scenario_names:
            yield from (case_weakness(name, case) for case in scenarios[name].cases)


def _is_free(name: str, ids: list[str]) -> bool:
    """Return whether a name needs no look at the rubric: of a cell, an import or a pair."""
    return any(fnmatch.fnmatchcase(name, free) for free in FREE) or _is_pair(name, ids)


def _is_pair(name: str, ids: list[str]) -> bool:
    """Return whether a pattern such as `one_* and other` matches two mistakes."""
    one, _, other = name.partition(" and ")
    return any(a != b for a, b in itertools.product(fnmatch.filter(ids, one), fnmatch.filter(ids, other)))


def _declared(file: RubricFile, where: str) -> set[str]:
    """Return the names of all functions and classes."""
    names: list[str] = []
    for path, functions in file.functions.items():
        names += functions
        for name, ways in functions.items():
            _check_ways(ways, f"{where}, functions, {path}, {name}")
    for path, classes in file.classes.items():
        names += classes
        for name, methods in classes.items():
            for method, ways in methods.items():
                _check_ways(ways, f"{where}, classes, {path}, {name}, {method}")
    refuse_repeated([*names, *file.assignment.variables], phrase("function_class_or_variable"), where)
    _check_names(names, where)
    return set(names)


def _check_names(names: Iterable[str], where: str) -> None:
    for name in names:
        if name in OWN:
            raise RubricError("name_reserved", where=where, name=name)


def _check_locked(path: str, file: RubricFile, template: Path, where: str) -> None:
    if not (template / path).is_file() or not (template / path).resolve().is_relative_to(template.resolve()):
        raise RubricError("locked_not_there", where=where, path=path)
    if path in {file.assignment.notebook, *file.functions, *file.classes}:
        raise RubricError("locked_and_written", where=where, path=path)


def _check_given(given: Iterable[str], declared: set[str], where: str) -> None:
    for name in given:
        if name.split(".")[0] in declared:
            raise RubricError("given_is_asked", where=where, name=name)


def _check_seeds(hidden: int, practice: int | None, where: str) -> None:
    if hidden == practice:
        raise RubricError("seed_given_out", where=where)


def _check_variables(names: list[str], where: str) -> None:
    for name in names:
        if not name.isidentifier() or keyword.iskeyword(name):
            raise RubricError("variable_name", where=where, name=repr(name))


def _check_modules(names: list[str], where: str) -> None:
    refuse_repeated(names, phrase("module"), where)
    for name in names:
        if not all(part.isidentifier() and not keyword.iskeyword(part) for part in name.split(".")):
            raise RubricError("module_name", where=where, name=repr(name))


def _check_ways(ways: list[str | list[str]], where: str) -> None:
    if len({type(way) for way in ways}) > 1:
        raise RubricError("ways_mixed", where=where)


def _wanted(file: RubricFile) -> Iterable[str]:
    """Yield the names of functions, classes, and methods as `Class.method`."""
    for functions in file.functions.values():
        yield from functions
    for classes in file.classes.values():
        for name, methods in classes.items():
            yield from (name, *(f"{name}.{method}" for method in methods))


def _drawn_by(file: RubricFile) -> list[str]:
    return [figure.draw for figure in file.figures.values()]


def _has(reference: Reference, name: str) -> bool:
    owner, _, method = name.partition(".")
    try:
        found = reference.find(owner)
    except LookupError:
        return False
    return not method or hasattr(found, method)
