"""What a reader sees of an output: no colours, no markup, and the last text of a line that was written over."""

import pytest

from grader.sandbox.child.screen import html_text, latex_text, markdown_text, on_screen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[1;31mdx error:\x1b[0m 3", "dx error: 3"),
        ("\x1b]8;;http://a\x07link\x1b]8;;\x07 3", "link 3"),
        ("\x1b[38;2;1;2;3m3\x1b[m", "3"),
        ("step 1: 100\rstep 2: 5", "step 2: 5"),
        ("  0%|    |\r 50%|##  |\r100%|####|\nloss: 3", "100%|####|\nloss: 3"),
        ("loss: 3\r\nloss: 4\r\n", "loss: 3\nloss: 4\n"),
        ("loss: 3\r       \r", "       "),
        ("loss: 3\r\x1b[K", " "),
        ("loss: 3\x1b[2K\rloss: 4", "loss: 4"),
        ("loss: 3\x1b[K", "loss: 3"),
        ("12\b3", "13"),
        ("10%\b\b\b20%", "20%"),
        ("\b\b3", "3"),
        ("a lone \x1b stays", "a lone \x1b stays"),
    ],
)
def test_of_a_stream_the_reader_sees_what_stays_on_the_screen(text, seen):
    assert on_screen(text) == seen


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("<b>dx</b> error: <i>3</i>", "dx error: 3"),
        ("<tr><td>dx error:</td><td>3</td></tr>", "dx error: 3"),
        ("a<br/>b", "a\nb"),
        ("<style>p {width: 3}</style>1<script>x = 5</script>2", "12"),
        ("2 < 3 &lt; 4 <!-- 5 -->", "2 < 3 < 4"),
        (f"3 &#{'9' * 5000};", "3"),
    ],
)
def test_of_html_the_reader_sees_its_text(source, seen):
    assert " ".join(html_text(source).split(" ")).strip().replace("  ", " ") == seen


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("**dx error:** `3`", "dx error: 3"),
        ("| dx error: | 3 |", "dx error:   3"),
        (r"dx\_error: $1.2 \times 10^{-9}$", "dx_error: 1.2 × 10^-9"),  # noqa: RUF001
        ("2**3", "2**3"),
    ],
)
def test_of_markdown_the_reader_sees_its_text(source, seen):
    assert markdown_text(source).strip() == seen


def test_of_latex_the_reader_sees_its_text():
    assert latex_text(r"$\displaystyle \text{dx error: } 3$").split() == ["dx", "error:", "3"]
    assert latex_text(r"a\\b") == "a\nb"
