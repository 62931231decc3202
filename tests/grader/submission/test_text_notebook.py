import pytest

from grader.submission.text_notebook import may_be_notebook, read_text_notebook


def _cells(name, text):
    return [(cell.kind.value, cell.source) for cell in read_text_notebook(name, text.encode()).cells if cell.source]


PYTHON = [("code", "x = 1"), ("markdown", "Why"), ("code", "y = 2")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", "# %%\nx = 1\n\n# %% [markdown]\n# Why\n\n# %%\ny = 2"),
        ("a.py", "#%%\nx = 1\n\n#%% [markdown]\n# Why\n\n#%%\ny = 2"),
        ("a.py", "# ---\n# jupyter: {}\n# ---\n\n# %%\nx = 1\n\n# %% [markdown]\n# Why\n\n# %%\ny = 2"),
        ("a.md", "```python\nx = 1\n```\n\nWhy\n\n```python\ny = 2\n```"),
        (
            "a.md",
            "---\nkernelspec:\n  name: python3\n---\n\n```{code-cell}\nx = 1\n```\n\nWhy\n\n```{code-cell}\ny = 2\n```",
        ),
        ("a.qmd", "---\ntitle: T\n---\n\n```{python}\n#| echo: false\nx = 1\n```\n\nWhy\n\n```{python}\ny = 2\n```"),
    ],
)
def test_every_way_of_writing_cells_gives_the_same_cells(name, text):
    assert [(kind, source.strip()) for kind, source in _cells(name, text)] == PYTHON


def test_an_exported_notebook_has_its_cells():
    text = "#!/usr/bin/env python\n# coding: utf-8\n\n# In[1]:\n\n\nx = 1\n\n\n# In[ ]:\n\n\ny = 2\n"
    assert [source.strip() for kind, source in _cells("a.py", text) if kind == "code"][-2:] == ["x = 1", "y = 2"]


def test_a_script_is_one_cell_as_it_stands():
    assert _cells("a.py", "x = 1\n\n\n# note\ny = 2\n") == [("code", "x = 1\n\n\n# note\ny = 2\n")]


def test_tags_stay():
    (cell,) = (one for one in read_text_notebook("a.py", b'# %% tags=["try"]\nx = 1').cells if one.source)
    assert cell.tags == ("try",)


@pytest.mark.parametrize(
    "text", ["import marimo\napp = marimo.App()\ndef (:", "import marimo\nmarimo.App()\n" + "(" * 9999]
)
def test_what_cannot_be_read_says_so(text):
    with pytest.raises(ValueError, match="it cannot be read"):
        read_text_notebook("a.py", text.encode())


@pytest.mark.parametrize(
    ("name", "text", "is_one"),
    [
        ("HW.py", "", True),
        ("hw.md", "any", True),
        ("mine.py", "def f(x): pass", True),
        ("mine.py", "# %%\n1", True),
        ("mine.py", "def other(x): pass", False),
        ("notes.md", "```python\n1\n```", True),
        ("notes.md", "no code", False),
        ("README.md", "```python\n1\n```", False),
        ("HW.txt", "def f(x): pass", False),
    ],
)
def test_a_text_is_the_notebook_by_its_name_its_cells_or_what_it_defines(name, text, is_one):
    assert may_be_notebook(name, text.encode(), "HW", {"f"}) is is_one
