"""Imports before the fork the modules that hand-ins usually import, once a slot instead of once a submission."""

from __future__ import annotations

import contextlib
import importlib
import sys
from types import ModuleType
from typing import Any

_WANTED = (
    *("IPython.core.logger", "IPython.extensions.autoreload", "bdb"),
    *("matplotlib.pyplot", "matplotlib_inline.backend_inline", "numpy.random", "numpy.typing"),
)
"""Modules that IPython loads with the first cell, or that a notebook of numbers is likely to import, where they are."""


def preload() -> None:
    """Import the modules that are installed, and prepare IPython for the fork."""
    for name in _WANTED:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    _limit_autoreload()


def skip_debugger() -> None:
    """Import ipykernel without its debugger, which is not used and makes every fork slower."""
    if "debugpy" not in sys.modules:
        sys.modules["debugpy"] = None  # type: ignore[assignment]  # Python's own way to say that it must not be loaded
        importlib.import_module("ipykernel.debugger")
        del sys.modules["debugpy"]


def _limit_autoreload() -> None:
    """Make `%autoreload` look at the submission's own modules alone, not at all loaded modules at each cell.

    What is loaded by now lies on a read-only file system and cannot change.
    """
    from IPython.extensions import autoreload
    from IPython.extensions.deduperreload import deduperreload

    before = frozenset(sys.modules)
    file_name = deduperreload.get_module_file_name

    class Reloader(autoreload.ModuleReloader):
        def filename_and_mtime(self, module: Any) -> Any:
            known = getattr(module, "__name__", None) in before
            return (None, None) if known else super().filename_and_mtime(module)

    def own_file_name(module: ModuleType | Any) -> Any:
        return None if getattr(module, "__name__", None) in before else file_name(module)

    autoreload.ModuleReloader = Reloader  # type: ignore[misc]  # in the place of the class of that name
    deduperreload.get_module_file_name = own_file_name
