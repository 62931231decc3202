"""Markdown of others: code spans stay, markup does not."""

import pytest

from grader.platforms.foreign_markdown import cell, legal, neutral


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("plain **words**", "plain **words**"),
        ("`a < b` and <b>", "`a < b` and &lt;b>"),
        ("``x ` <y>`` <z>", "``x ` <y>`` &lt;z>"),
        ("![p](http://e)", r"!\[p](http://e)"),
        ("</details><script>", "&lt;/details>&lt;script>"),
        ("a ` b\nc ` <x> ` d", "a \\` b\nc ` <x> ` d"),
        (r"\` <x> `", r"\` &lt;x> \`"),
        ("&#60;b>", "&amp;#60;b>"),
    ],
)
def test_no_markup_comes_through(before, after):
    assert neutral(before) == after


def test_a_cell_has_one_line_and_no_bars():
    assert cell("a|b `c|d`\n|e") == r"a\|b `c\|d` \|e"


def test_signs_that_xml_forbids_are_replaced():
    assert legal("a\x00\x0b\ud800\ufffe\tb") == "a\ufffd\ufffd\ufffd\ufffd\tb"
