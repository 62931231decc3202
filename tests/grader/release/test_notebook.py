"""The notebook that students get: its first run is quiet, and nothing in it stops the self-check."""

import json

import nbformat
import pytest
from nbclient import NotebookClient

from grader.release.notebook import GOES_ON, released_notebook
from grader.report.words import words


def _released(*cells, metadata=None):
    given = nbformat.v4.new_notebook(cells=list(cells), metadata=metadata or {})
    return nbformat.reads(released_notebook(nbformat.writes(given).encode(), "unit", words("en")).decode(), 4)


def _cell(source, **metadata):
    return nbformat.v4.new_code_cell(source, metadata=metadata)


def test_a_cell_of_the_template_that_raises_stops_no_other():
    made = _released(_cell("square(3)", tags=["asks"]), nbformat.v4.new_markdown_cell("Write it."))
    template = [cell for cell in made.cells if "selfcheck" not in cell.metadata.get("tags", [])]
    assert [cell.metadata.get("tags") for cell in template] == [["asks", GOES_ON], None]


def test_the_first_cell_is_folded_in_colab_and_in_jupyter():
    setup = next(cell for cell in _released(_cell("1")).cells if cell.cell_type == "code")
    assert setup.source.startswith("# @title ")
    assert (setup.metadata["cellView"], setup.metadata["jupyter"]) == ("form", {"source_hidden": True})


def test_a_notebook_without_a_kernel_gets_one_and_another_keeps_its_own():
    assert _released(_cell("1")).metadata["kernelspec"]["name"] == "python3"
    own = {"kernelspec": {"name": "course", "display_name": "Course"}}
    assert _released(_cell("1"), metadata=own).metadata["kernelspec"]["name"] == "course"


@pytest.mark.slow
def test_restart_and_run_all_reaches_the_check_and_the_hand_in(released, tmp_path):
    path = tmp_path / "course"
    path.mkdir()
    for file in released.folder.rglob("*"):
        if file.is_file():
            (path / file.relative_to(released.folder)).parent.mkdir(parents=True, exist_ok=True)
            (path / file.relative_to(released.folder)).write_bytes(file.read_bytes())
    notebook = nbformat.read(path / "BatchNormalization.ipynb", 4)
    breaking = nbformat.v4.new_code_cell("not_written_yet(3)")
    breaking.metadata["tags"] = [GOES_ON]
    notebook.cells.insert(4, breaking)
    NotebookClient(notebook, resources={"metadata": {"path": path}}, timeout=120).execute()
    errors = [out.ename for cell in notebook.cells for out in cell.get("outputs", []) if out.output_type == "error"]
    assert "NameError" in errors
    shown = json.dumps([cell.outputs for cell in notebook.cells[-2:]])
    assert "0 of 11 questions pass" in shown
    assert "batch_normalization_hand_in.zip" in shown
