import gzip
import json

import pytest

from grader.submission.notebook_json import is_notebook_name, read_notebook_json, without_ending


def _read(**notebook):
    return read_notebook_json(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, **notebook}).encode())


@pytest.mark.parametrize(
    "name", ["a.ipynb", "A.IPYNB", "a.ipynb.txt", "a.ipynb.json", "a.ipynb (1).txt", "a.ipynb.bak", "a - Copy.ipynb"]
)
def test_a_notebook_is_known_by_its_name_as_systems_change_it(name):
    assert is_notebook_name(name)
    assert without_ending(name) in ("a", "A", "a - Copy")


@pytest.mark.parametrize("name", ["a.txt", "a.json", "a.ipynb.html", "ipynb", "a.py"])
def test_other_files_are_no_notebooks(name):
    assert not is_notebook_name(name)


@pytest.mark.parametrize("cell", [{"cell_type": "code"}, {"source": None, "cell_type": "code", "metadata": None}])
def test_a_cell_without_its_fields_is_empty(cell):
    found = _read(cells=[cell, {"cell_type": "code", "source": ["1", None, "2"], "metadata": [], "outputs": {}}])
    assert [one.source for one in found.cells] == ["", "12"]
    assert found.mended == ("schema",)


def test_a_whole_notebook_is_not_mended():
    code = {"cell_type": "code", "source": "1", "metadata": {"tags": ["a"]}, "outputs": [], "execution_count": None}
    found = _read(cells=[code, {"cell_type": "markdown", "source": "x", "metadata": {}}, {"cell_type": "sql"}])
    assert [one.tags for one in found.cells] == [("a",), (), ()]
    assert _read(cells=[code]).mended == ()


def test_cells_of_version_3_are_read_with_headings_and_outputs():
    shown = [{"output_type": "pyout", "text": ["7"]}, {"output_type": "stream", "stream": "stdout", "text": "x"}]
    cells = [{"cell_type": "heading", "level": 2, "source": "T"}, {"cell_type": "code", "input": "1", "outputs": shown}]
    found = read_notebook_json(json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]}).encode())
    assert [(one.kind.value, one.source) for one in found.cells] == [("markdown", "## T"), ("code", "1")]
    assert found.cells[1].shown == "7\nx"


@pytest.mark.parametrize("content", [b'{"cells": [],}', b'{"cells": {}}', b"null", b"\x1f\x8b12", b"[" * 100_000])
def test_what_is_no_notebook_is_refused(content):
    with pytest.raises(ValueError, match="it is"):
        read_notebook_json(content)


def test_a_packed_notebook_is_unpacked_within_bounds(monkeypatch):
    monkeypatch.setattr("grader.submission.notebook_json.LONGEST", 1000)
    small, large = b'{"cells": []}', b'{"cells": []}' + b" " * 2000
    assert read_notebook_json(gzip.compress(small)).mended == ("packed", "schema")
    with pytest.raises(ValueError, match="it is larger"):
        read_notebook_json(gzip.compress(large))
