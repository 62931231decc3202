"""Defines what the sandbox knows of an assignment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class AssignmentNames:
    """The parts of an assignment that the sandbox knows: names, no answers."""

    modules: dict[str, str]
    """For each function the module that should hold it."""
    in_notebook: list[str]
    """Functions that the notebook defines and no module does."""
    returns: dict[str, list[list[str]]]
    """For each function the allowed lists of names of its returned values."""
    opaque: list[str]
    """Names of returned values that never leave the sandbox."""
    variables: list[str]
    """Variables of the notebook that scenarios read."""
    packages: list[str]
    """The outermost names of installed packages that student code may import."""
    forbidden: list[str]
    """Full names of functions, modules and packages that some question forbids."""
    old_names: dict[str, str]
    """Names that newer versions removed, and what they mean."""
    old_modules: dict[str, str]
    """Modules that newer versions removed, and where their names are now."""
    older: bool
    """Whether numpy takes from the start what older versions took."""
    draws: bool
    """Whether figures are read."""
    has_notebook: bool
    """Whether a notebook was handed in."""
    figures: dict[str, int]
    """The index of the notebook's cell that should draw a figure, by the figure's name."""
    pictured: list[int]
    """Cells of whose figures a picture is wanted; `LAST` for the last one that drew."""
    folder: str
    """The working folder."""
