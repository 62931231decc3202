import json

import pytest

from grader.submission.notebook_json import read_notebook_json


def _notebook(*cells):
    made = [
        {"cell_type": kind, "source": source, "metadata": {"tags": list(tags)}}
        | ({"outputs": [], "execution_count": None} if kind == "code" else {})
        for kind, source, *tags in cells
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": made}).encode()


def _cells(content):
    return read_notebook_json(content).cells


def test_cells_keep_their_place_kind_and_tags():
    code, text = _cells(_notebook(("code", "1", "setup"), ("markdown", "x")))
    assert (code.index, code.kind, code.source, code.tags) == (0, "code", "1", ("setup",))
    assert (text.index, text.kind) == (1, "markdown")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"{}", b"[" * 100_000])
def test_what_is_no_notebook_says_so(content):
    with pytest.raises(ValueError, match="it is"):
        _cells(content)


def test_halves_of_characters_can_be_written_down():
    (cell,) = _cells(_notebook(("code", "x = '\ud800'")))
    assert cell.source.encode() == b"x = '\\ud800'"


def _shown_by(*outputs):
    cell = {"cell_type": "code", "source": "", "metadata": {}, "execution_count": 1, "outputs": list(outputs)}
    (read,) = _cells(json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [cell]}).encode())
    return read.shown


def test_what_a_cell_shows_as_handed_in_is_read_as_its_reader_sees_it():
    parts = [{"output_type": "stream", "name": "stdout", "text": part} for part in (["dx error:"], " 1\rdx error: 3\n")]
    assert _shown_by(*parts) == "dx error: 3\n"
    rich = {"text/plain": ["<IPython.core.display.Markdown object>"], "text/markdown": ["**dx error:** ", "3"]}
    assert _shown_by({"output_type": "display_data", "metadata": {}, "data": rich}) == "dx error: 3"


def test_what_a_cell_shows_as_handed_in_is_bounded_and_can_be_written_down():
    shown = _shown_by({"output_type": "stream", "name": "stdout", "text": "\ud800\x00 " * 2_000_000 + "dx error: 3"})
    assert shown.encode().endswith(b"dx error: 3")
    assert len(shown) < 100_000
