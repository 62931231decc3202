"""Makes a known mistake of a group that people gave a name: the reference with an edit that gives the same numbers.

Why it is so: docs/decisions/0058.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.authoring.proof.variant_place import place_of_variant
from grader.errors import CallerError
from grader.gradebook.store import GradebookContents
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.behaviour_index import index_of
from grader.grading.group_override import found_group
from grader.grading.named_groups import NamedGroup, named_groups, variants_giving
from grader.probes.variants import TOLD, Variant, variants_of
from grader.report.words import Words

from .found import free_id
from .mistake_file import MistakeTexts, mistake_text, texts_of
from .told import reasons, written_in_words
from .write import Written, place_of, tried


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAsMistake:
    """What a named group is as a mistake of the rubric."""

    named: NamedGroup
    """The group."""
    id: str = ""
    """The id that is proposed for the mistake; empty where no edit of the reference gives the group's numbers."""
    variant: Variant | None = None
    """The reference with the edit that gives them in every case; the likeliest of those that can be a file."""
    text: str = ""
    """The mistake's file; empty where there is none."""
    tried: Written | None = None
    """What became of it: the proof, and whether it was written."""


def named_group(folder: Path, contents: GradebookContents, place: str) -> NamedGroup:
    """Return a group that people gave a name.

    Args:
        folder: the class's results.
        contents: the class.
        place: `question/group`; of the group's name the beginning is enough.

    Raises:
        CallerError: there is no such group, it has no name, or the rubric was changed since the class was graded.
    """
    question, _, name = place.partition("/")
    group = found_group(index_of(folder, contents), question, name, contents)
    for one in named_groups(folder, contents):
        if (one.question, one.group) == (question, group.id):
            return one
    raise CallerError("group_without_name", where=f"{question}/{group.id}")


def as_mistake(
    named: NamedGroup, grader: AssignmentGrader, read: int, words: Words, *, name: str = "", title: str = ""
) -> GroupAsMistake:
    """Make a mistake of a named group, have it proved, and write it where it is given an id.

    Args:
        named: the group.
        grader: the grader of the assignment.
        read: the number of hand-ins of the class.
        words: the sentences of a language, for what nobody wrote.
        name: the id under which it is written once it is proved; empty to propose it alone.
        title: the title; empty for the group's name.

    Raises:
        CallerError: the id cannot be used or is taken, or the rubric has no folder for mistakes.
        OutputError: the file cannot be written.
    """
    question = next((one for one in grader.assignment.rubric.questions if one.id == named.question), None)
    function = "" if question is None else question.function or ""
    for variant in _variants(named, grader, function):
        text = mistake_text(grader.assignment, variant, function, _texts(named, variant, read, words, title))
        if text is not None:
            proposed = name or _proposed_id(named, function, variant, grader)
            found = tried(grader, place_of(grader, proposed), text, write=bool(name))
            return GroupAsMistake(named=named, id=proposed, variant=variant, text=text, tried=found)
    if name:
        raise CallerError("not_written_by_itself", where=name, example=(*named.members, "-")[0])
    return GroupAsMistake(named=named)


def _variants(named: NamedGroup, grader: AssignmentGrader, function: str) -> Iterator[Variant]:
    giving = variants_giving(named.behaviour, grader.assignment, grader.expectations)
    made = {one.id: one for one in variants_of(grader.assignment, function)} if giving else {}
    for signature in giving:
        if signature.id in made:
            yield made[signature.id]


def _proposed_id(named: NamedGroup, function: str, variant: Variant, grader: AssignmentGrader) -> str:
    """Return an id that says the group's name, where that has letters of ASCII."""
    said = re.sub(r"[^a-z0-9]+", "_", named.name.lower())[:40].strip("_")
    taken = {mistake.id for mistake in grader.assignment.mistakes}
    return free_id(re.sub(r"\W", "_", f"{function}_{said or variant.edit.kind.value}"), taken)


def _texts(named: NamedGroup, variant: Variant, read: int, words: Words, title: str) -> MistakeTexts:
    told = {fact: variant.edit.facts.get(fact, "") for fact in TOLD}
    edit, seen = words(f"as_if.{variant.edit.kind.value}", **told), (len(named.members), read)
    return texts_of(edit, variant.function, seen, words, title=title or named.name, explanation=named.comment)


def group_as_values(found: GroupAsMistake, grader: AssignmentGrader, words: Words) -> dict[str, Any]:
    """Return what a group is as a mistake, as JSON values of the schema `grader/learn-group/v1`.

    Args:
        found: what it is.
        grader: the grader of the assignment.
        words: the sentences of a language.
    """
    named = found.named
    told = {
        "schema": "grader/learn-group/v1",
        "rubric": grader.assignment.rubric.id,
        "question": named.question,
        "group": named.group,
        "name": named.name,
        "count": len(named.members),
        "proposed": None,
    }
    if found.variant is None or found.tried is None:
        return told
    proof, path = found.tried.proof, found.tried.path
    proposed = {
        "id": found.id,
        "path": str(path),
        "text": found.text,
        "reference": place_of_variant(grader.assignment, found.variant),
        "proved": proof.holds,
        "written": path.exists(),
        "weaknesses": list(proof.new),
        "why_not": [proof.said] if proof.said else list(reasons(proof, words)),
    }
    return {**told, "proposed": proposed}


def group_in_words(found: GroupAsMistake, grader: AssignmentGrader, words: Words, *, write: bool) -> Iterator[str]:
    """Yield what a group is as a mistake, line by line.

    Args:
        found: what it is.
        grader: the grader of the assignment.
        words: the sentences of a language.
        write: whether it was to be written.
    """
    named = found.named
    yield words("learn.of_group", id=found.id or named.group, count=len(named.members), name=named.name)
    if found.variant is None or found.tried is None:
        yield words("learn.stays_a_name")
        return
    yield words("learn.reference", **place_of_variant(grader.assignment, found.variant))
    if write or not found.tried.proof.holds:
        yield from written_in_words(found.tried, words)
        return
    yield words("learn.would_be_written", path=found.tried.path, id=found.id)
    yield from ("", *found.text.splitlines())
