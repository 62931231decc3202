"""Defines the record of a solved notebook that was read and run once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .proposed_scenario import NotebookFunctions


@dataclass(frozen=True, slots=True, kw_only=True)
class SolvedNotebook:
    """A solved notebook that was read and run once."""

    name: str
    """The assignment's name."""
    notebook: Mapping[str, Any]
    """The notebook as it was read, nbformat 4."""
    files: Mapping[str, bytes]
    """Contents of the files beside it that it uses, by path."""
    known: NotebookFunctions
    """The recorded calls and results of its functions."""
    seed: int = 0
    """The seed of the hidden inputs, the same for the audits and for the rubric that is written."""
    given: tuple[str, ...] = ()
    """Names of functions and classes that students get on purpose."""
    failing: tuple[str, ...] = ()
    """The cells that fail when the notebook is run, as an audit calls them: `cell 3`."""
