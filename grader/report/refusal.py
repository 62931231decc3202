"""A refusal in the reader's language: what, why, how to mend.

Errors of rubrics stay English: who reads them writes TOML and Python, and their words are those of the files.
"""

from __future__ import annotations

from dataclasses import dataclass

from grader.errors import GraderError

from .words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An error as a person reads it."""

    what: str
    """What is wrong."""
    why: str
    """Why that is a problem."""
    mend: str
    """What to do about it."""
    reason: str
    """All three in one line, without the place."""


def reworded(error: GraderError, language: str) -> Refusal:
    """An error in a language; one without a key, or with a key that has no words, keeps its own English.

    Args:
        error: what was refused.
        language: a language with a catalogue.
    """
    said = words(language)
    key = f"error.{error.key}"
    known = all(said.has(f"{key}.{part}") for part in ("what", "why", "mend"))
    if known and language != "en":
        parts = [said(f"{key}.{part}", **error.facts) for part in ("what", "why", "mend")]
    else:
        parts = [error.what, error.why, error.mend]
    what, why, mend = parts
    between = said("style.between_sentences") if known else " "
    return Refusal(what=what, why=why, mend=mend, reason=between.join(parts))
