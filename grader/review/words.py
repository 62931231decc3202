"""Reads the sentences of the pages: those of reports, and those of `catalogue` beside this file.

A topic has a file a language, `TOPIC.en.toml` and `TOPIC.zh.toml`, with tables of its own, such as `[review]`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from grader.report.words import Words, read_sentences, sentences

CATALOGUE = Path(__file__).parent / "catalogue"


@cache
def review_words(language: str) -> Words:
    """Return the sentences of a language; those without a translation stay English."""
    found = {**sentences("en"), **_ours("en")}
    return Words({**found, **sentences(language), **_ours(language)}, language)


def _ours(language: str) -> dict[str, str]:
    paths = sorted(CATALOGUE.glob(f"*.{language}.toml"))
    return {key: sentence for path in paths for key, sentence in read_sentences(path).items()}
