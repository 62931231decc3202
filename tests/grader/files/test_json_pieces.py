"""JSON that is written piece by piece is the text that is written at once."""

import json

import pytest

from grader.files.atomic import json_text
from grader.files.json_pieces import Listed, dense_pieces, lined_pieces

CONTENTS = [
    {},
    {"a": []},
    {"a": [1, {"b": [2, "x\ny"], "ü": None}, []], "c": {"d": [], "e": {}}, "f": 1.5, "g": "}\n ]"},
    {"only": [[[]], {}]},
]


class _Lazy(Listed):
    def __init__(self, values):
        self.values = values

    def pieces(self):
        return (json.dumps(value, ensure_ascii=False) for value in self.values)


def _lazy(content):
    return {key: _Lazy(value) if isinstance(value, list) else value for key, value in content.items()}


@pytest.mark.parametrize("content", CONTENTS)
@pytest.mark.parametrize("form", [dict, _lazy])
def test_the_pieces_are_the_whole_text(content, form):
    assert "".join(dense_pieces(form(content))) == json.dumps(content, ensure_ascii=False)
    assert "".join(lined_pieces(form(content))) == json_text(content)
