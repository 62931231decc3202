"""Replaces the self-check while a notebook is graded by functions that print one line and measure nothing."""

from __future__ import annotations

import sys
import types

LINE = "The self-check is not run while this notebook is graded."
"""The line that each of its functions prints."""
MODULE = "selfcheck"
_FUNCTIONS = ("check", "hint", "pack")


def silence_selfcheck() -> None:
    """Make `from selfcheck import check, hint, pack` give functions that only print `LINE`."""
    module = types.ModuleType(MODULE, LINE)
    for name in _FUNCTIONS:
        setattr(module, name, _said)
    sys.modules[MODULE] = module


def _said(*_: object, **__: object) -> None:
    print(LINE)
