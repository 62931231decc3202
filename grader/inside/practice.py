"""The self-check's names while a notebook is graded: there they do nothing, since the grader does the checking."""

from __future__ import annotations

import sys
from types import ModuleType

NAME = "selfcheck"


class _Nothing:
    """What `check`, `hint` and `pack` give."""

    def __repr__(self) -> str:
        return "The self-check is for practice: it rests while a notebook is graded."


def rest() -> None:
    """Let `from selfcheck import check, hint, pack` give functions that do nothing."""
    module = ModuleType(NAME)
    module.__dict__.update(dict.fromkeys(("check", "hint", "pack"), lambda *_args, **_settings: _Nothing()))
    sys.modules[NAME] = module
