"""Ids are names of folders on every system, and never two of them the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.platforms.hand_in_ids import LONGEST, safe, unique


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("doejane_4411", "doejane_4411"),
        ("00123", "00123"),
        ("Zoë O'Neil_7", "Zoë O'Neil_7"),
        ("Zoe\u0308_7", "Zoë_7"),
        ("a/b\\c:d*e?f", "a_b_c_d_e_f"),
        ("../../etc", "etc"),
        (".hidden", "hidden"),
        ("__MACOSX", "MACOSX"),
        ("_one", "_one"),
        ("a\x00b\x1b[2J\u202ec", "a_b_[2J_c"),
        ("trailing. ", "trailing"),
        ("CON", "CON_"),
        ("nul.txt", "nul.txt_"),
        ("Roster.csv", "Roster.csv_"),
        ("=SUM(A1)", "=SUM(A1)"),
    ],
)
def test_an_id_is_as_near_to_the_text_as_can_be(text, name):
    assert safe(text) == name


@pytest.mark.parametrize("text", ["", ".", "..", "/", "___", " . "])
def test_what_leaves_nothing_gets_a_name_all_the_same(text):
    assert len(safe(text)) > 0
    assert not safe(text).startswith((".", "__"))


def test_ids_that_differ_in_case_alone_are_kept_apart_whatever_their_order():
    ids = unique(["aB3", "Ab3", "other"])
    assert len({name.casefold() for name in ids}) == 3
    assert dict(zip(("other", "Ab3", "aB3"), unique(["other", "Ab3", "aB3"]), strict=True)) == dict(
        zip(("aB3", "Ab3", "other"), ids, strict=True)
    )


def test_the_same_text_twice_gives_two_ids():
    assert len(set(unique(["a", "a", "a"]))) == 3


@given(st.lists(st.text(max_size=150), max_size=8))
def test_any_texts_give_safe_and_different_ids(texts):
    ids = unique(texts)
    assert len({unicodedata.normalize("NFC", name.casefold()) for name in ids}) == len(texts)
    for name in ids:
        assert 0 < len(name.encode()) <= LONGEST
        assert name.isprintable()
        assert not set(name) & set("/\\:")
        assert not name.startswith((".", "__"))
        assert name == unicodedata.normalize("NFC", name) == name.rstrip(". ")
