"""Every language says all that English says, with the same facts, code and numbers."""

import re
import string

import pytest

from grader.report.words import CATALOGUES, LANGUAGES, sentences, words

ENGLISH, CHINESE = sentences("en"), sentences("zh")
SIGNS_ONLY = {"remark.other", "page.of", "terminal.submission"} | {key for key in ENGLISH if key.startswith("style.")}
"""Sentences without a word: code, signs and facts."""
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]|[\u4e00-\u9fff]\.(?!\w)")
SIGNS = r"[\uff0c\u3002\uff1b\uff1a\uff1f\uff01\uff08\uff09\u3001]"
SPACED = re.compile(rf"[\u4e00-\u9fff] +[\u4e00-\u9fff]|{SIGNS} | {SIGNS}")


def _holes(sentence):
    return sorted(name for _, name, _, _ in string.Formatter().parse(sentence) if name)


def test_every_language_has_a_catalogue_and_every_catalogue_is_a_language():
    assert {path.stem for path in CATALOGUES.glob("*.toml")} == set(LANGUAGES)


def test_no_sentence_is_missing_and_none_is_too_many():
    assert set(CHINESE) == set(ENGLISH)


@pytest.mark.parametrize("key", sorted(ENGLISH))
def test_a_translation_is_filled_with_the_same_facts(key):
    assert _holes(CHINESE[key]) == _holes(ENGLISH[key])


@pytest.mark.parametrize("key", sorted(ENGLISH))
def test_a_translation_keeps_code_spans_and_numbers(key):
    spans = re.compile(r"`[^`]*`|\d+")
    assert sorted(spans.findall(CHINESE[key])) == sorted(spans.findall(ENGLISH[key]))


@pytest.mark.parametrize("key", sorted(set(ENGLISH) - SIGNS_ONLY))
def test_no_sentence_is_left_in_english(key):
    assert re.search(r"[\u4e00-\u9fff]", CHINESE[key])


@pytest.mark.parametrize("key", sorted(CHINESE))
def test_chinese_has_full_width_signs_and_no_stray_spaces(key):
    assert not HALF_WIDTH.search(CHINESE[key])
    assert not SPACED.search(CHINESE[key].strip())


def test_what_a_language_lacks_is_said_in_english(tmp_path, monkeypatch):
    monkeypatch.setattr("grader.report.words.sentences", lambda language: ENGLISH if language == "en" else {})
    assert words.__wrapped__("zh")("verdict.pass") == ENGLISH["verdict.pass"]
