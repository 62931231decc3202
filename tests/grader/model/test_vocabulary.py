"""Closed lists of words: what stands in files is the word itself, however it is written there."""

import json

import msgspec
import pytest

from grader.model.observation import LimitReason, TranscriptStatus
from grader.model.record import IsolationLevel
from grader.model.submission import CellKind


@pytest.mark.parametrize("word", [LimitReason.WALL, TranscriptStatus.NOT_RUN, IsolationLevel.FULL])
def test_a_member_is_written_as_its_word_everywhere(word):
    assert f"{word}" == str(word) == f"{word:s}" == word.value
    assert json.dumps(word) == msgspec.json.encode(word).decode() == f'"{word.value}"'


def test_a_member_is_found_by_its_word():
    assert "cpu" in {*LimitReason}
    assert msgspec.json.decode(b'"limited"', type=IsolationLevel) is IsolationLevel.LIMITED


@pytest.mark.parametrize(("cell_type", "kind"), [("code", CellKind.CODE), ("heading", CellKind.RAW), (3, CellKind.RAW)])
def test_a_cell_of_an_unknown_type_is_neither_run_nor_read(cell_type, kind):
    assert CellKind.of(cell_type) is kind
