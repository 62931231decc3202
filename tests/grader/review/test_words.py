"""The sentences of the pages: each that is asked for is there, in every language with the same facts, and no other."""

import re
import string
import tomllib

import pytest

from grader.report.words import LANGUAGES, sentences
from grader.review.rendering import TEMPLATES
from grader.review.words import CATALOGUE, review_words

CODE = CATALOGUE.parent
TEXT = "\n".join(path.read_text("utf-8") for path in [*sorted(CODE.rglob("*.py")), *sorted(TEMPLATES.glob("*.j2"))])
TOPICS = sorted({path.name.partition(".")[0] for path in CATALOGUE.glob("*.toml")})
ENDED = re.findall(r'"((?:\w+\.)?\w+_)(?:"\s*[~+]|\{)', TEXT)
"""Beginnings of keys that code puts an ending to, such as `review.status_`."""


def _ours(topic, language):
    tables = tomllib.loads((CATALOGUE / f"{topic}.{language}.toml").read_text("utf-8"))
    return {f"{table}.{key}": text for table, entries in tables.items() for key, text in entries.items()}


def _holes(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_sentence_that_is_asked_for_is_there():
    asked = set(re.findall(r'(?:\bw|words)\(\s*"(\w+\.\w+)"(?!\s*~)', TEXT))
    assert len(asked) > 40
    assert [key for key in sorted(asked) if not review_words("en").has(key)] == []


@pytest.mark.parametrize("topic", TOPICS)
def test_every_sentence_is_asked_for(topic):
    told = {key for key in _ours(topic, "en") if f'"{key}"' not in TEXT}
    assert [key for key in told if not any(key.startswith(begin) or f".{begin}" in key for begin in ENDED)] == []


@pytest.mark.parametrize("topic", TOPICS)
def test_no_sentence_hides_one_of_reports(topic):
    assert set(_ours(topic, "en")) & set(sentences("en")) == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_languages_have_the_same_sentences_with_the_same_facts(topic, language):
    english, theirs = _ours(topic, "en"), _ours(topic, language)
    assert list(theirs) == list(english)
    assert [key for key in english if _holes(theirs[key]) != _holes(english[key])] == []
