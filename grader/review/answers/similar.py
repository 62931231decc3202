"""Finds answers that say nearly the same, and the words in which they differ."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from grader.gradebook.answer_groups import CODE, AnswerGroup

from .board import AskedQuestion

LEAST = 60.0
"""Smallest likeness, in percent, with which an answer is shown beside another."""
ALIKE = 80.0
"""Smallest likeness with which an answer comes next."""
MOST = 6
"""Largest number of answers beside another."""
COMPARED = 1500
"""Number of characters of an answer that are compared: a thousand long answers would take a tenth of a second."""
LONGEST = 4000
"""Number of characters of an answer that are shown beside another."""
_FENCE = re.compile(r"^```\w*$\n?", re.MULTILINE)
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarAnswers:
    """A group of answers that resembles another one."""

    group: AnswerGroup
    """The group."""
    percent: int
    """How much alike they are."""
    is_code: bool
    """Whether it is code."""
    parts: tuple[tuple[str, bool], ...]
    """Its text in parts, each with whether it stands there otherwise."""


def similar_to(question: AskedQuestion, group: AnswerGroup) -> list[SimilarAnswers]:
    """Return the groups of a question that resemble one of them, the most alike first."""
    return [
        SimilarAnswers(
            group=other,
            percent=int(percent),
            is_code=other.words.startswith(CODE),
            parts=differences(_shown(group), _shown(other)),
        )
        for other, percent in _alike(question, group, LEAST, MOST)
    ]


def nearest_of(question: AskedQuestion, group: AnswerGroup, wanted: list[AnswerGroup]) -> AnswerGroup | None:
    """Return the group that is most alike among some; None where none is much alike."""
    names = {one.id for one in wanted}
    found = (other for other, _ in _alike(question, group, ALIKE, len(question.groups)) if other.id in names)
    return next(found, None)


def _alike(question: AskedQuestion, group: AnswerGroup, least: float, most: int) -> list[tuple[AnswerGroup, float]]:
    texts = {one.id: one.words[:COMPARED] for one in question.groups if one.id != group.id}
    found = process.extract(
        group.words[:COMPARED], texts, scorer=fuzz.ratio, score_cutoff=least, limit=most, processor=None
    )
    return [(question.by_id[name], percent) for _, percent, name in found]


def differences(one: str, other: str) -> tuple[tuple[str, bool], ...]:
    """Return the second text in parts, each with whether the first one has it otherwise, word by word."""
    old, new = _WORD.findall(one), _WORD.findall(other)
    parts: list[tuple[str, bool]] = []
    for step in Indel.opcodes(old, new):
        text = "".join(new[step.dest_start : step.dest_end])
        if text:
            parts.append((text, step.tag != "equal" and not text.isspace()))
    return tuple(parts)


def _shown(group: AnswerGroup) -> str:
    """Return the text of an answer as it is shown beside another: of code, without the marks around it."""
    return _FENCE.sub("", group.first.text).strip()[:LONGEST]
