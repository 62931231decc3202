"""Puts equal answers of a class together, so that each is read and marked once."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .answers import WrittenAnswer

CODE = "```"
"""The beginning of an answer that is code, in which blanks mean something."""


@dataclass(frozen=True, kw_only=True)
class AnswerGroup:
    """Answers to one question that say the same in the same words, and drew the same."""

    id: str
    """A hash of the question, the words and the picture; it stays whatever marks are given."""
    answers: tuple[WrittenAnswer, ...]
    """The answers; the first one is shown for all of them."""
    words: str
    """Their text as it is compared."""

    @property
    def first(self) -> WrittenAnswer:
        """Return the answer that is shown."""
        return self.answers[0]

    @property
    def place(self) -> tuple[str, str]:
        """Return the ids of question and criterion."""
        return self.first.question, self.first.criterion

    @property
    def most(self) -> float:
        """Return the largest number of points."""
        return self.first.max_points

    @cached_property
    def revisions(self) -> tuple[tuple[tuple[str, str, str], str], ...]:
        """Return for each answer its place and the revision that a mark is bound to."""
        return tuple((answer.place, answer.text_revision) for answer in self.answers)


def normalised(text: str) -> str:
    """Return a text as it is compared: without a difference in blanks, or in how a letter's accent is written.

    Nothing else is taken away: a capital, a sign or an exponent can change what is said. Code keeps its blanks.
    """
    text = unicodedata.normalize("NFC", text).strip()
    if text.startswith(CODE):
        return "\n".join(line.rstrip() for line in text.splitlines())
    return " ".join(text.split())


def grouped(answers: Iterable[WrittenAnswer]) -> tuple[AnswerGroup, ...]:
    """Return answers, equal ones together, the largest groups first; equally large ones by their id."""
    found: dict[tuple[str, str, str, str], list[WrittenAnswer]] = {}
    for answer in answers:
        same = answer.question, answer.criterion, normalised(answer.text), answer.drawn
        found.setdefault(same, []).append(answer)
    groups = [AnswerGroup(id=_id(*same), answers=tuple(alike), words=same[2]) for same, alike in found.items()]
    return tuple(sorted(groups, key=lambda group: (-len(group.answers), group.id)))


def _id(*parts: str) -> str:
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:16]
