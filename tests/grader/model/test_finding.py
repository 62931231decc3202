"""Every kind of finding has its sentence in every language."""

from grader.model.finding import FindingKind
from grader.report.words import LANGUAGES, words

WORDED_BY_CERTAINTY = {FindingKind.MISTAKE}


def test_every_kind_has_a_sentence_in_every_language():
    missing = [
        (language, kind.value)
        for language in LANGUAGES
        for kind in set(FindingKind) - WORDED_BY_CERTAINTY
        if not words(language).has(f"why.{kind}")
    ]
    assert missing == []
