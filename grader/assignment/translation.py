"""Translates an assignment: titles, explanations and hints come from files beside the rubric and the mistakes.

A translation changes words alone, so it is not part of `rubric_sha256`: scores and evidence do not depend on it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from grader.errors import RubricError
from grader.model.assignment import Assignment, Mistake
from grader.model.rubric import Criterion, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The texts of one part of an assignment, in English and in translation."""

    place: str
    """The name of its table, such as `question.batchnorm_forward.train`."""
    english: Mapping[str, str | tuple[str, ...]]
    """The English texts, by name: `title`, `explanation`, `hints`."""
    given: Mapping[str, Any]
    """The translated texts, by name."""

    def chosen(self) -> dict[str, Any]:
        """Return the translated texts, lists as tuples; those without a translation are left out."""
        texts = {name: self.given[name] for name in self.english if name in self.given}
        return {name: tuple(text) if isinstance(text, list) else text for name, text in texts.items()}

    def missing(self) -> list[str]:
        """Return the names of the texts without a translation, as dotted names."""
        return [f"{self.place}.{name}" for name, text in self.english.items() if text and name not in self.given]


def translated(assignment: Assignment, rubric: Path, language: str) -> Assignment:
    """Return the assignment with its texts in a language; texts without a translation stay English.

    Args:
        assignment: the assignment in English.
        rubric: the rubric's file; translations are looked for beside it.
        language: such as `zh`.

    Raises:
        RubricError: a translation names something that does not exist, or has another number of hints.
    """
    if language == "en":
        return assignment
    tables = _tables(assignment, rubric, language)
    for texts in tables.values():
        _check_texts(texts, _file_of(texts.place, assignment, rubric, language))
    words = assignment.rubric
    questions = tuple(_question(question, tables) for question in words.questions)
    return replace(
        assignment,
        rubric=replace(words, questions=questions, **tables["assignment"].chosen()),
        mistakes=tuple(replace(m, **tables[f"mistake.{m.id}"].chosen()) for m in assignment.mistakes),
    )


def untranslated(assignment: Assignment, rubric: Path, language: str) -> list[str]:
    """Return the names of an assignment's texts without a translation, as dotted names; none for English.

    Args:
        assignment: the assignment in English.
        rubric: the rubric's file; translations are looked for beside it.
        language: such as `zh`.
    """
    if language == "en":
        return []
    return [name for texts in _tables(assignment, rubric, language).values() for name in texts.missing()]


def _file_of(place: str, assignment: Assignment, rubric: Path, language: str) -> Path:
    if place.startswith("mistake.") and assignment.mistakes_folder:
        return assignment.mistakes_folder / f"{language}.toml"
    return rubric.with_suffix(f".{language}.toml")


def _tables(assignment: Assignment, rubric: Path, language: str) -> dict[str, Texts]:
    """Return all texts, by the name of their table."""
    path = rubric.with_suffix(f".{language}.toml")
    file = _read(path)
    folder = assignment.mistakes_folder
    mistakes = _read(folder / f"{language}.toml") if folder else {}
    _check_known(file, {"assignment", "question"}, path, "")
    found = {"assignment": _texts("assignment", file, title=assignment.rubric.title, instead=assignment.rubric.instead)}
    given = _table(file, "question", path)
    _check_known(given, {question.id for question in assignment.rubric.questions}, path, "question.")
    for question in assignment.rubric.questions:
        found |= {texts.place: texts for texts in _of_question(question, given, path)}
    if folder:
        here = folder / f"{language}.toml"
        known = {path.stem for path in folder.glob("*.py")}
        _check_known(mistakes, {"mistake"}, here, "")
        _check_known(_table(mistakes, "mistake", here), known, here, "mistake.")
    found |= {f"mistake.{mistake.id}": _of_mistake(mistake, mistakes) for mistake in assignment.mistakes}
    return found


def _texts(place: str, file: Mapping[str, Any], **english: str | tuple[str, ...]) -> Texts:
    given: Any = file
    for name in place.split("."):
        given = given.get(name, {}) if isinstance(given, Mapping) else {}
    return Texts(place=place, english=english, given=given if isinstance(given, Mapping) else {})


def _of_question(question: Question, given: Mapping[str, Any], path: Path) -> Iterator[Texts]:
    place = f"question.{question.id}"
    _check_known(
        _table(given, question.id, path), {"title", "instead", *(c.id for c in question.criteria)}, path, f"{place}."
    )
    yield _texts(place, {"question": given}, title=question.title, instead=question.forbidden.instead)
    for criterion in question.criteria:
        _table(given.get(question.id, {}), criterion.id, path)
        yield _texts(f"{place}.{criterion.id}", {"question": given}, title=criterion.title, hints=criterion.hints)


def _of_mistake(mistake: Mistake, file: Mapping[str, Any]) -> Texts:
    texts = {"title": mistake.title, "explanation": mistake.explanation}
    return _texts(f"mistake.{mistake.id}", file, **texts, hints=mistake.hints)


def _question(question: Question, tables: Mapping[str, Texts]) -> Question:
    place = f"question.{question.id}"
    criteria = tuple(_criterion(criterion, tables[f"{place}.{criterion.id}"]) for criterion in question.criteria)
    chosen = tables[place].chosen()
    instead = chosen.pop("instead", question.forbidden.instead)
    return replace(question, criteria=criteria, forbidden=replace(question.forbidden, instead=instead), **chosen)


def _criterion(criterion: Criterion, texts: Texts) -> Criterion:
    return replace(criterion, **texts.chosen())


def _read(path: Path) -> dict[str, Any]:
    """Return the content of a translation file; empty where there is no file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RubricError("translation_unreadable", where=str(path), error=str(error)) from error


def _table(given: Mapping[str, Any], name: str, path: Path) -> Mapping[str, Any]:
    table = given.get(name, {})
    if not isinstance(table, Mapping):
        raise RubricError("translation_no_table", where=str(path), name=name)
    return table


def _check_known(given: Mapping[str, Any], known: set[str], path: Path, above: str) -> None:
    """Refuse tables about unknown ids: a misspelt id would leave a text in English without notice."""
    for name in given:
        if name not in known:
            raise RubricError(
                "translation_unknown", where=str(path), above=above, name=name, known=", ".join(sorted(known))
            )


def _check_texts(texts: Texts, path: Path) -> None:
    """Refuse texts of another type or number than the English ones."""
    below = {name for name, entry in texts.given.items() if isinstance(entry, Mapping)}
    _check_known(dict.fromkeys(set(texts.given) - below), set(texts.english), path, f"{texts.place}.")
    for name, text in texts.chosen().items():
        english = texts.english[name]
        place: dict[str, Any] = {"where": str(path), "name": f"{texts.place}.{name}"}
        if isinstance(english, str) and not isinstance(text, str):
            raise RubricError("translation_no_text", **place)
        if isinstance(english, tuple) and not (isinstance(text, tuple) and all(isinstance(t, str) for t in text)):
            raise RubricError("translation_no_list", **place)
        if isinstance(english, tuple) and len(text) != len(english):
            raise RubricError("translation_other_count", **place, count=len(text), english=len(english))
