import pytest

from grader.report.plain import LONGEST, code, plain, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines\tand\r\nmore", "two lines and more"),
        ("evil\u202egnp.exe", "evil\\u202egnp.exe"),
        ("left\u200fmark", "left\\u200fmark"),
        ("bell\x07", "bell\\u0007"),
        ("half\udcff", "half\\udcff"),
        ("Zoë 李", "Zoë 李"),
    ],
)
def test_signs_that_nobody_sees_stand_by_their_number(text, shown):
    assert visible(text) == shown


def test_nothing_ends_a_code_span_early():
    assert code("a `b`\n\n# c") == "a b # c"


def test_a_long_text_in_a_code_span_is_cut():
    assert len(code("x" * 1000)) == LONGEST


@pytest.mark.parametrize(
    ("title", "markdown"),
    [
        ("Batch normalization, forward", "Batch normalization, forward"),
        ("`eps` is *missing*", "`eps` is \\*missing\\*"),
        ("<b> [x](javascript:1) ` end", "\\<b\\> \\[x\\](javascript:1) \\` end"),
        ("new\n# line", "new \\# line"),
    ],
)
def test_a_title_keeps_its_code_spans_and_nothing_else(title, markdown):
    assert plain(title) == markdown
