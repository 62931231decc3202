"""What a cell's outputs show, as text of bounded length; whatever the outputs are, there is a text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.sandbox.child.shown import CUT, MOST_SHOWN, cut, text_shown

OBJECT = "<IPython.core.display.Markdown object>"


def _stream(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def _display(**data):
    return {"output_type": "display_data", "data": {f"text/{kind}": text for kind, text in data.items()}}


def test_the_parts_of_one_stream_are_one_text_and_streams_stand_on_lines_of_their_own():
    parts = [_stream("loss: 1"), _stream(["\rloss", ": 2"]), _stream("warning", "stderr"), _display(plain="3")]
    assert text_shown(parts) == "loss: 2\nwarning\n3"


@pytest.mark.parametrize(
    ("output", "shown"),
    [
        (_display(plain="3", html="<b>4</b>"), "3"),
        (_display(plain=OBJECT, markdown="**e:** 3"), "e: 3"),
        (_display(plain=OBJECT, latex="$e: 3$"), "e: 3"),
        (_display(plain="<IPython.core.display.HTML object>", html="e: <b>3</b>"), "e: 3"),
        (_display(html="e: 3"), "e: 3"),
        (_display(plain="<Figure size 640x480 with 1 Axes>"), "<Figure size 640x480 with 1 Axes>"),
        ({"output_type": "error", "ename": "ValueError", "evalue": "3"}, ""),
    ],
)
def test_of_a_rich_output_the_plain_text_is_read_unless_it_only_names_an_object(output, shown):
    assert text_shown([output]) == shown


@pytest.mark.parametrize("outputs", [None, "x", [1, None], [{"output_type": "stream"}], [{"data": [3]}], [{}]])
def test_malformed_outputs_show_nothing(outputs):
    assert text_shown(outputs).strip() == ""


def test_of_a_long_text_beginning_and_end_are_kept_and_no_number_by_half():
    lines = [f"step {number}: {number / 7}" for number in range(5000)]
    kept = text_shown([_stream("\n".join(lines))])
    assert len(kept) <= MOST_SHOWN
    first, last = kept.split(CUT)
    whole = " ".join(lines).split()
    assert first.split() == whole[: len(first.split())]
    assert last.split() == whole[-len(last.split()) :]


def test_a_progress_bar_leaves_room_for_what_follows_it():
    bar = "".join(f"\r{percent}%|{'#' * 50}" for percent in range(1000))
    assert text_shown([_stream(bar + "\ne: 3")]).endswith("e: 3")


@given(st.text(st.sampled_from(" \n1,."), max_size=300), st.integers(10, 100))
def test_what_is_cut_is_never_longer_than_allowed(text, most):
    kept = cut(text, most)
    assert len(kept) <= most
    assert set(kept.replace("…", " ").split()) <= set(text.split())


@given(st.text(st.sampled_from("a<>&#;/b\r\b\x1b[]0mK$\\{}*`| \n"), max_size=80))
def test_whatever_is_shown_there_is_a_text_that_stays_as_it_is_when_read_again(text):
    shown = text_shown([_stream(text)])
    assert isinstance(text_shown([_display(html=text), _display(markdown=text), _display(latex=text)]), str)
    assert "\r" not in shown
    assert "\b" not in shown


@pytest.mark.parametrize("sign", ["1", "1,", "\r1", "1\b", "\x1b[", "\x1b]", "<a", "&#", "$", "\\", "<script>", "* "])
def test_millions_of_signs_take_no_more_than_time_in_proportion(sign):
    text = sign * (5_000_000 // len(sign))
    start = time.process_time()
    for output in (_stream(text), _display(html=text), _display(markdown=text), _display(latex=text)):
        assert len(text_shown([output])) <= MOST_SHOWN
    assert time.process_time() - start < 10
