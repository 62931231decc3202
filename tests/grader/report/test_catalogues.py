"""Every language says all that English says, with the same facts, code and numbers."""

import re
import string

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


def test_every_translation_is_filled_with_the_same_facts():
    assert [key for key in ENGLISH if _holes(CHINESE[key]) != _holes(ENGLISH[key])] == []


def test_every_translation_keeps_code_spans_and_numbers():
    def kept(sentence):
        return sorted(re.findall(r"`[^`]*`|\d+", sentence))

    assert [key for key in ENGLISH if kept(CHINESE[key]) != kept(ENGLISH[key])] == []


def test_no_sentence_is_left_in_english():
    assert [key for key in set(ENGLISH) - SIGNS_ONLY if not re.search(r"[\u4e00-\u9fff]", CHINESE[key])] == []


def test_chinese_has_full_width_signs():
    assert [key for key, sentence in CHINESE.items() if HALF_WIDTH.search(sentence)] == []


def test_chinese_has_no_stray_spaces():
    assert [key for key, sentence in CHINESE.items() if SPACED.search(sentence.strip())] == []


def test_what_a_language_lacks_is_said_in_english(tmp_path, monkeypatch):
    monkeypatch.setattr("grader.report.words.sentences", lambda language: ENGLISH if language == "en" else {})
    assert words.__wrapped__("zh")("verdict.pass") == ENGLISH["verdict.pass"]
