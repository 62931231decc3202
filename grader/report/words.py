"""The sentences of a report, from a catalogue that a translator can edit."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).parent / "catalogue"


class Words:
    """Sentences of one language by key, such as `verdict.pass`."""

    def __init__(self, sentences: Mapping[str, Mapping[str, str]]) -> None:
        self._sentences = sentences

    def has(self, key: str) -> bool:
        """Whether there is such a sentence."""
        group, _, name = key.partition(".")
        return name in self._sentences.get(group, {})

    def __call__(self, key: str, /, **facts: object) -> str:
        """The sentence of a key with its facts filled in; raises KeyError for an unknown key or a missing fact."""
        group, _, name = key.partition(".")
        return self._sentences[group][name].format_map(facts)


@cache
def words(language: str = "en") -> Words:
    """The catalogue of a language."""
    return Words(tomllib.loads((CATALOGUES / f"{language}.toml").read_text(encoding="utf-8")))
