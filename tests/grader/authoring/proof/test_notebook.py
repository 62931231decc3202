"""The template's notebook is run on the reference: what is missing in it, or fails, is no proof."""

import pytest

NOTEBOOK = "template/Stats.ipynb"


def test_a_right_notebook_has_no_fault(stats):
    found = stats.audited()
    assert found["ok"]
    assert not any(found[key] for key in ("missing_cells", "failing_cells", "missing_imports"))


def test_a_cell_that_raises_is_a_weakness_with_its_index_and_error(stats):
    stats.change(NOTEBOOK, "print(variance(x))", "\\nprint(variance(z))")
    found = stats.audited()
    assert found["failing_cells"] == [
        {
            "weakness": "cell 3",
            "index": 2,
            "status": "raised",
            "error": "NameError: name 'z' is not defined",
            "source": "print(variance(z))",
        }
    ]
    assert found["unaccepted"] == ["cell 3"]
    assert not found["ok"]
    stats.accept("cell 3")
    assert stats.audited()["ok"]


def test_a_cell_that_ends_the_process_is_told_without_those_behind_it(stats):
    stats.change(NOTEBOOK, "print(variance(x))", "import os; os._exit(3)")
    (failing,) = stats.audited()["failing_cells"]
    assert (failing["weakness"], failing["status"], failing["error"]) == ("cell 3", "killed", None)


@pytest.mark.parametrize(
    ("wrong", "weakness"),
    [
        ("import numpyy", "import numpyy"),
        ("import no_such.part, no_such.other", "import no_such"),
        ("from stats import medain", "import stats.medain"),
    ],
)
def test_a_wrong_import_for_which_a_placeholder_stands_in_is_a_weakness(stats, wrong, weakness):
    stats.change(NOTEBOOK, "import numpy as np", f"{wrong}\\nimport numpy as np")
    found = stats.audited()
    assert [one["weakness"] for one in found["missing_imports"]] == [weakness]
    assert found["unaccepted"] == [weakness]
    stats.accept(weakness)
    assert stats.audited()["ok"]


def test_a_wrong_import_in_a_module_that_students_get_is_a_weakness_too(stats):
    stats.change("template/stats.py", "def center", "from numpy import maen\n\n\ndef center")
    assert stats.audited()["unaccepted"] == ["import numpy.maen"]


def test_an_old_name_of_numpy_is_read_as_the_new_one_and_is_no_weakness(stats):
    stats.change(NOTEBOOK, "print(variance(x))", "print(np.float(1))")
    assert stats.audited()["ok"]


@pytest.mark.parametrize(
    "named",
    ['{ tag = "try-centre" }', '{ tag = "try-centre", contains = "center(x)" }'],
    ids=["by its tag alone", "though its text is found"],
)
def test_a_tag_that_no_cell_has_is_a_fault_and_the_nearest_is_told(stats, named):
    stats.change("rubric.toml", '{ tag = "try-center" }', named)
    found = stats.audited()
    wanted = {"criterion": "notebook.runs", "tag": "try-centre", "kind": "code", "nearest": "try-center"}
    assert found["missing_cells"] == [wanted]
    assert not found["ok"]


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ('{ tag = "why" }', '{ contains = "Explain" }', {"contains": "Explain", "kind": "markdown"}),
        ('{ tag = "why" }', '{ tag = "wherefore" }', {"tag": "wherefore", "kind": "markdown"}),
        ('cell = { tag = "try-center" }', 'cell = { contains = "median(" }', {"contains": "median(", "kind": "code"}),
        ('cells = [{ tag = "try-center" }]', 'cells = [{ tag = "why" }]', {"tag": "why", "kind": "code"}),
    ],
    ids=["an answer's text", "an answer's tag", "a shown number", "a tag of a cell without code"],
)
def test_every_cell_that_a_criterion_names_is_looked_for(stats, old, new, missing):
    stats.change("rubric.toml", old, new)
    found = stats.audited()
    assert [{name: one[name] for name in missing} for one in found["missing_cells"]] == [missing]
    assert found["missing_cells"][0]["nearest"] is None
    assert not found["ok"]


def test_a_cell_found_by_its_text_alone_is_there(stats):
    stats.change("rubric.toml", 'cells = [{ tag = "try-center" }]', 'cells = [{ contains = "CENTER(x)" }]')
    assert stats.audited()["ok"]
