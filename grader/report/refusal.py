"""Words an error in the reader's language: what is wrong, why, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from grader.errors import GraderError

from .words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An error in words."""

    what: str
    """The sentence on what is wrong."""
    why: str
    """The sentence on why that is a problem."""
    mend: str
    """The sentence on how to mend it."""
    reason: str
    """All three in one line, without the place."""


def reworded(error: GraderError, language: str) -> Refusal:
    """Return an error in a language; one that was raised with sentences of its own keeps them.

    Args:
        error: the error.
        language: a language with a catalogue.
    """
    what, why, mend = error.worded(language)
    between = words(language)("style.between_sentences") if error.key else " "
    return Refusal(what=what, why=why, mend=mend, reason=between.join((what, why, mend)))
