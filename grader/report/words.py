"""Reads the sentences of reports from catalogues that translators can edit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

CATALOGUES = Path(__file__).parent / "catalogue"
LANGUAGES = ("en", "zh")
"""Languages that have a catalogue."""


class Words:
    """The sentences of one language by key, such as `verdict.pass` or `error.zip_damaged.what`."""

    def __init__(self, sentences: Mapping[str, str], language: str = "en") -> None:
        self._sentences = sentences
        self.language = language

    def has(self, key: str) -> bool:
        """Return whether there is a sentence of that key."""
        return key in self._sentences

    def __call__(self, key: str, /, **facts: object) -> str:
        """Return the sentence of a key with its facts filled in.

        Raises:
            KeyError: the key is unknown, or a fact is missing.
        """
        return self._sentences[key].format_map(facts)


@cache
def words(language: str = "en") -> Words:
    """Return the sentences of a language; those without a translation stay English."""
    return Words({**sentences("en"), **sentences(language)}, language)


@cache
def sentences(language: str) -> dict[str, str]:
    """Return the sentences in the catalogue of a language, by key."""
    return read_sentences(CATALOGUES / f"{language}.toml")


def read_sentences(catalogue: Path) -> dict[str, str]:
    """Return the sentences in a catalogue's file, by key."""
    import tomllib  # here: the self-check brings its sentences along, and Python 3.10 has no tomllib

    return dict(_flat(tomllib.loads(catalogue.read_text(encoding="utf-8"))))


def _flat(table: Mapping[str, Any], above: str = "") -> dict[str, str]:
    """Return nested tables as one, with keys joined by dots."""
    found: dict[str, str] = {}
    for name, entry in table.items():
        found |= _flat(entry, f"{above}{name}.") if isinstance(entry, Mapping) else {f"{above}{name}": entry}
    return found
