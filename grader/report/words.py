"""The sentences of a report, from a catalogue that a translator can edit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

CATALOGUES = Path(__file__).parent / "catalogue"
LANGUAGES = ("en", "zh")
"""Languages that have a catalogue."""


class Words:
    """Sentences of one language by key, such as `verdict.pass` or `error.zip_damaged.what`."""

    def __init__(self, sentences: Mapping[str, str], language: str = "en") -> None:
        self._sentences = sentences
        self.language = language

    def has(self, key: str) -> bool:
        """Whether there is such a sentence."""
        return key in self._sentences

    def __call__(self, key: str, /, **facts: object) -> str:
        """The sentence of a key with its facts filled in; raises KeyError for an unknown key or a missing fact."""
        return self._sentences[key].format_map(facts)


@cache
def words(language: str = "en") -> Words:
    """The catalogue of a language; what is not translated yet stays English."""
    return Words({**sentences("en"), **sentences(language)}, language)


@cache
def sentences(language: str) -> dict[str, str]:
    """The sentences that the catalogue of a language holds, by key."""
    import tomllib  # here: the self-check brings its sentences along, and Python 3.10 has no tomllib

    return dict(_flat(tomllib.loads((CATALOGUES / f"{language}.toml").read_text(encoding="utf-8"))))


def _flat(table: Mapping[str, Any], above: str = "") -> dict[str, str]:
    """Nested tables as one, with keys joined by dots."""
    found: dict[str, str] = {}
    for name, entry in table.items():
        found |= _flat(entry, f"{above}{name}.") if isinstance(entry, Mapping) else {f"{above}{name}": entry}
    return found
