import pytest

from grader.submission.marimo import is_marimo, marimo_cells

HEAD = "import marimo\n\napp = marimo.App()\n\n\n"


def _sources(text):
    return [cell.source for cell in marimo_cells(HEAD + text)]


def test_cells_come_in_the_order_in_which_they_build_on_each_other():
    text = "@app.cell\ndef _(x):\n    y = x + 1\n    return y,\n\n\n@app.cell\ndef _():\n    x = 1\n    return x,\n"
    assert _sources(text) == ["x = 1", "y = x + 1"]


def test_functions_of_the_file_and_its_setup_are_cells():
    text = (
        "with app.setup:\n    import numpy as np\n\n\n@app.function\ndef f(x):\n    return np.sum(x)\n\n\n"
        "@app.class_definition\nclass A:\n    pass\n"
    )
    assert _sources(text) == ["import numpy as np", "def f(x):\n    return np.sum(x)", "class A:\n    pass"]


def test_cells_that_wait_for_each_other_stay_as_they_stand():
    text = "@app.cell\ndef _(b):\n    a = b\n    return a,\n\n\n@app.cell\ndef _(a):\n    b = a\n    return b,\n"
    assert _sources(text) == ["a = b", "b = a"]


def test_a_text_is_a_markdown_cell_and_an_empty_cell_is_none():
    text = "@app.cell\ndef _(mo):\n    mo.md('''\n    Why\n    ''')\n    return\n\n\n@app.cell\ndef _():\n    return\n"
    (cell,) = marimo_cells(HEAD + text)
    assert (cell.kind.value, cell.source) == ("markdown", "Why")


def test_an_async_cell_and_hidden_code_are_cells_too():
    assert _sources("@app.cell(hide_code=True)\nasync def _():\n    x = 1\n    return\n") == ["x = 1"]


@pytest.mark.parametrize("text", ["import marimo", "app = 1", ""])
def test_other_modules_are_no_marimo(text):
    assert not is_marimo(text)
