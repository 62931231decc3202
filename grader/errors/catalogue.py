"""Reads the sentences of all errors, by key and language, from `en.toml` and `zh.toml` beside this file.

A catalogue is read when the first error is worded, so that no command starts later for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
PARTS = ("what", "why", "mend")
"""The three sentences of an error."""
PHRASES = "phrase"
"""The table of pieces that stand within sentences."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of a sentence that has to be translated with it, such as "Did you mean `x`?"; a fact of an error."""

    key: str
    """Its key in the table `phrase` of the catalogues."""
    facts: Mapping[str, object]
    """The values that are put into the sentence."""


def phrase(key: str, /, **facts: object) -> Phrase:
    """Return a piece of a sentence, which is given to an error as a fact and translated with it.

    Args:
        key: its key in the table `phrase` of the catalogues.
        facts: the values that are put into it.
    """
    return Phrase(key, facts)


def worded(key: str, facts: Mapping[str, object], language: str) -> tuple[str, str, str]:
    """Return an error's three sentences: what is wrong, why, and how to mend it.

    Args:
        key: its table in the catalogues.
        facts: the values that are put into the sentences.
        language: a language; one that has no catalogue gives English.

    Raises:
        KeyError: there is no such key, or a fact is missing.
    """
    sentences = catalogue(language)[key]
    what, why, mend = (_filled(sentences[part], facts, language) for part in PARTS)
    return what, why, mend


@cache
def catalogue(language: str) -> dict[str, Any]:
    """Return the tables of a language's catalogue by key; those of English when the language has none."""
    import tomllib  # here: only who meets an error pays for it

    file = FOLDER / f"{language}.toml"
    return tomllib.loads((file if file.is_file() else FOLDER / "en.toml").read_text(encoding="utf-8"))


def _filled(sentence: str, facts: Mapping[str, object], language: str) -> str:
    return sentence.format_map({name: _in_words(fact, language) for name, fact in facts.items()})


def _in_words(fact: object, language: str) -> object:
    if not isinstance(fact, Phrase):
        return fact
    return _filled(catalogue(language)[PHRASES][fact.key], fact.facts, language)
