"""What a module imports is read without running it."""

import pytest

from grader.submission.imports import imported


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import a.b, c as d", ["a.b", "c"]),
        ("from a.b import c, d as e", ["a.b", "a.b.c", "a.b.d"]),
        ("from . import near", ["top.own", "top.own.near"]),
        ("from ..other import far", ["top.other", "top.other.far"]),
        ("def f():\n    import inner", ["inner"]),
        ("raise SystemExit", []),
    ],
)
def test_every_import_is_named_by_its_whole_name(source, names):
    assert list(imported(source, ["top", "own"])) == names
