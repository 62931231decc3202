"""Gives test code the pyplot of the process in which a solution draws (docs/decisions/0048)."""

from __future__ import annotations

import importlib
import sys
from contextlib import suppress
from types import ModuleType
from typing import Any

PYPLOT = "matplotlib.pyplot"
"""The module that knows which figure is current."""


def is_pyplot(value: Any) -> bool:
    """Return whether a value is pyplot itself."""
    return type(value) is ModuleType and value is sys.modules.get(PYPLOT)


def pyplot() -> Any:
    """Return pyplot; raise LookupError where it cannot be imported."""
    try:
        return importlib.import_module(PYPLOT)
    except ImportError:
        raise LookupError(PYPLOT) from None


def close_figures() -> None:
    """Close what earlier cells or tests left open, as Jupyter does behind each cell."""
    loaded = sys.modules.get(PYPLOT)
    if loaded is not None:
        with suppress(Exception):  # a student's own callbacks
            loaded.close("all")
