"""Reads notebooks that were saved as text: Python with cells or without, Markdown, Quarto; and marimo's."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath
from typing import Any

from .marimo import is_marimo, marimo_cells
from .notebook_json import NotebookCells, cells_of
from .repair import decoded

ENDINGS = (".py", ".md", ".qmd", ".rmd")
"""Endings of the files that may be such notebooks."""
_EXPORTED = re.compile(
    r"^# In\s?\[[\d* ]*\]:[ \t]*$|^# COMMAND -{10}[ \t]*$|^#[ \t]?<(?:code)?cell>[ \t]*$", re.MULTILINE
)
"""Lines between cells as nbconvert, Databricks and older IPython write them."""
_PERCENT = re.compile(r"^#[ \t]?%%", re.MULTILINE)
"""A line between cells as jupytext, VS Code and Spyder write them."""
_LIGHT = re.compile(r"^# \+(?:[ \t]|$)", re.MULTILINE)
_MYST = re.compile(r"^(?:`{3,}|:{3,})[ \t]*\{code-cell\}", re.MULTILINE)
_HEADER = re.compile(r"\A\s*(?:# )?---[ \t]*\n(?:(?!(?:# )?---).*\n)*?(?:# )?---[ \t]*\n")
"""The settings at the head of a text, which jupytext refuses where they are not complete."""
_QUARTO = re.compile(r"^(?P<fence>`{3,})[ \t]*\{python[^}\n]*\}[ \t]*$", re.MULTILINE)
_OPTION = re.compile(r"^#\|.*$", re.MULTILINE)
_FENCE = re.compile(r"^(?:`{3,}|~{3,})[ \t]*\{?(?:code-cell|python|py\b|ipython)", re.MULTILINE | re.IGNORECASE)
README = re.compile(r"readme|license|changelog", re.IGNORECASE)
"""The names of texts that are no notebooks."""
LONGEST = 4 << 20
"""Most bytes of a text that is read as a notebook."""


def may_be_notebook(name: str, content: bytes, stem: str, defined: Collection[str]) -> bool:
    """Return whether a text file is the notebook: by its name, its cells, or what it defines.

    Args:
        name: the file's path.
        content: the file.
        stem: the name of the assignment's notebook, without its ending.
        defined: names that the notebook is asked to define.
    """
    path = PurePosixPath(name)
    if path.suffix.lower() not in ENDINGS or len(content) > LONGEST:
        return False
    if path.stem.casefold() == stem.casefold():
        return True
    text = decoded(content)[0]
    if path.suffix.lower() != ".py":
        return not README.match(path.name) and _FENCE.search(text) is not None
    marked = _EXPORTED.search(text) or _PERCENT.search(text) or is_marimo(text)
    return bool(marked) or any(
        re.search(rf"^[ \t]*(?:def|class)[ \t]+{name}\b", text, re.MULTILINE) for name in defined
    )


def read_text_notebook(name: str, content: bytes) -> NotebookCells:
    """Read a notebook that was saved as text.

    Args:
        name: the file's path, whose ending tells the form.
        content: the file.

    Raises:
        ValueError: it cannot be read; the text says why.
    """
    text, ending = decoded(content)[0], PurePosixPath(name).suffix.lower()
    try:
        if ending == ".py" and is_marimo(text):
            return NotebookCells(cells=marimo_cells(text))
        return NotebookCells(cells=cells_of(_converted(text, ending)))
    except ImportError:  # that jupytext is missing is our failure, not the hand-in's
        raise
    except Exception as error:  # the converter raises whatever a broken file leads it to
        raise ValueError(f"it cannot be read as a notebook ({type(error).__name__})") from error


def _converted(text: str, ending: str) -> Mapping[str, Any]:
    """Return the notebook that jupytext makes of a text; a script without cells is one cell."""
    text = _HEADER.sub("", text)
    if ending == ".py":
        text = _EXPORTED.sub("# %%", text)
        form = "py:percent" if _PERCENT.search(text) else "py:light" if _LIGHT.search(text) else ""
        if not form:
            return _one_cell(text)
    elif ending == ".qmd":
        text, form = _OPTION.sub("", _QUARTO.sub(r"\g<fence>python", text)), "md"
    else:
        form = "Rmd" if ending == ".rmd" else "md:myst" if _MYST.search(text) else "md"
    import jupytext  # here, since few hand-ins need it

    notebook: Mapping[str, Any] = jupytext.reads(text, fmt=form)
    return notebook


def _one_cell(text: str) -> Mapping[str, Any]:
    """Return a script as a notebook; its comments stay where they are."""
    return {"cells": [{"cell_type": "code", "source": text, "metadata": {}, "outputs": []}]}
