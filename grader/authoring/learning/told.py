"""Says what was learned from a class, as JSON values and in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from grader.authoring.proof.mistakes import remark_text
from grader.authoring.proof.variant_place import place_of_variant
from grader.model.assignment import Assignment
from grader.model.repair import RepairedPlace
from grader.report.words import Words

from .found import Learned, LearnedFromClass
from .proof import MistakeProof
from .write import Written


def as_values(
    learned: LearnedFromClass, assignment: Assignment, words: Words, written: Written | None
) -> dict[str, Any]:
    """Return what was learned as JSON values of the schema `grader/learn/v1`.

    Args:
        learned: what was found.
        assignment: the assignment.
        words: the sentences of a language, for the titles.
        written: what became of the mistake that was to be written; None where none was.
    """
    found = {
        "schema": "grader/learn/v1",
        "rubric": assignment.rubric.id,
        "read": learned.read,
        "to_run": list(learned.to_run),
        "found": [_one(one, assignment, words) for one in learned.found],
    }
    if written is None:
        return found
    proof = written.proof
    about = {"path": str(written.path), "written": proof.holds, "weaknesses": list(proof.new)}
    return {**found, "written": {**about, "said": proof.said}}


def _one(one: Learned, assignment: Assignment, words: Words) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title(words),
        "function": one.function,
        "count": len(one.submissions),
        "example": one.submissions[0],
        "submissions": list(one.submissions),
        "reference": None if one.variant is None else place_of_variant(assignment, one.variant),
        "mends": [msgspec.to_builtins(place) for place in one.places],
    }


def in_words(learned: LearnedFromClass, assignment: Assignment, words: Words, written: Written | None) -> Iterator[str]:
    """Yield what was learned, line by line; the arguments are those of `as_values`."""
    for one in learned.found:
        yield words("learn.one", id=one.id, count=len(one.submissions), of=learned.read, title=one.title(words))
        if one.variant is None:
            yield words("learn.no_variant", function=one.function)
        else:
            yield words("learn.reference", **place_of_variant(assignment, one.variant))
        yield words("learn.example", example=one.submissions[0]) + _mends(words, one.places)
    if not learned.found:
        yield words("learn.nothing", of=learned.read)
    if learned.to_run:
        yield words("learn.to_run", count=len(learned.to_run))
    if written is not None:
        yield from written_in_words(written, words)


def _mends(words: Words, places: Sequence[RepairedPlace]) -> str:
    if not places:
        return ""
    told = [words("learn.mended", where=_where(words, one), old=one.old, new=one.new) for one in places]
    return words("learn.mends", places=words("style.between_items").join(told))


def _where(words: Words, place: RepairedPlace) -> str:
    if place.cell is not None:
        return words("repair.where_cell", cell=place.cell + 1, line=place.line)
    return words("repair.where", path=place.path, line=place.line)


def written_in_words(written: Written, words: Words) -> Iterator[str]:
    """Yield whether a mistake was written, and what keeps it from it."""
    proof = written.proof
    if proof.holds:
        yield words("learn.written", path=written.path)
        if proof.audit["idle_criteria"]:
            yield words("terminal.idle", criteria=", ".join(proof.audit["idle_criteria"]))
    elif proof.said:
        yield words("learn.does_not_load", path=written.path, why=proof.said)
    else:
        yield words("learn.not_proved", path=written.path, weaknesses=words("style.between_items").join(proof.new))
        yield from reasons(written.proof, words)


def reasons(proof: MistakeProof, words: Words) -> Iterator[str]:
    """Yield what the audit would say of the weaknesses that the rubric would have."""
    new = {weakness.split(" in ")[0] for weakness in proof.new}
    for mistake in proof.audit["mistakes"]:
        for remark in mistake.get("remarks", ()) if mistake["id"] in new else ():
            yield words("terminal.mistake_has", id=mistake["id"]) + remark_text(words, remark).lstrip()
    for one, other, why in proof.audit["indistinguishable"]:
        if f"{one} and {other}" in proof.new:
            yield words("terminal.alike", one=one, other=other, why=why)
    yield from (words("terminal.charged_twice", weakness=w) for w in proof.audit["charged_twice"] if w in proof.new)
    hidden = [name for name in proof.audit["seen_only_hidden"] if name in new]
    if hidden:
        yield words("terminal.seen_only_hidden", mistakes=", ".join(hidden))
