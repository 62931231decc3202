"""A card reads the same in a notebook, as Markdown and in a terminal."""

import pytest

from grader.selfcheck.card import Card
from grader.selfcheck.html import inline
from grader.selfcheck.line import Line, Tone
from grader.selfcheck.text import bar

LINE = Line(tone=Tone.WRONG, title="Training", verdict="not right yet", texts=("`x` is <2 & **big**",), next="Look.")
CARD = Card(
    tone=Tone.WRONG,
    title="`f`",
    verdict="not right yet",
    tested="Tested: `m.py`",
    bar=(1, 4),
    lines=(LINE,),
    closing=("Bye.",),
)


@pytest.mark.parametrize("show", [Card._repr_html_, Card._repr_markdown_, Card.__repr__])
def test_every_form_holds_everything(show):
    told = show(CARD)
    for part in ("f", "not right yet", "m.py", "1/4", "Training", "big", "Look.", "Bye."):
        assert part in told


def test_html_shows_student_text_as_text():
    assert inline("`<script>` <b>x</b> \\*y\\*") == "<code>&lt;script&gt;</code> &lt;b&gt;x&lt;/b&gt; *y*"


def test_each_tone_has_a_colour_and_a_sign_of_its_own():
    shown = {Card(tone=tone, title="t", verdict="v")._repr_html_() for tone in Tone}
    assert len(shown) == len(Tone)
    assert len({repr(Card(tone=tone, title="t", verdict="v")) for tone in Tone}) == len(Tone)


def test_a_terminal_shows_no_marks_of_markdown():
    assert "`" not in repr(CARD)
    assert "**" not in repr(CARD)


@pytest.mark.parametrize(
    ("right", "of", "shown"), [(0, 4, "." * 20), (4, 4, "#" * 20), (99, 100, "#" * 19 + "."), (0, 0, "." * 20)]
)
def test_a_bar_is_full_only_when_everything_is_right(right, of, shown):
    assert bar(right, of) == f"[{shown}] {right}/{of}"
