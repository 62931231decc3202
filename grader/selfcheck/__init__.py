"""Offers the student's self-check: `from selfcheck import check, hint, pack`.

The import is fast: the modules that measure and explain are loaded at the first call.
"""

from __future__ import annotations

import gc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .card import Card
    from .session import SelfCheckSession

__all__ = ["check", "hint", "pack"]

FILE = "selfcheck.pyz"
"""Name of the file that holds the self-check in the student's folder."""


def check(question: str | None = None) -> Card:
    """Check one question on the practice cases, or all of them.

    Args:
        question: its id, such as `batchnorm_forward`, or your function itself; all questions unless given.

    Returns:
        A card with the result, which notebooks and terminals show.
    """
    return _session().check(question)


def hint(question: str, number: int | None = None) -> Card:
    """Return a card with the next hint on a question.

    Args:
        question: its id, or your function itself.
        number: the number of the hint, from 1; the next one unless given.
    """
    return _session().hint(question, number)


def pack(to: str | None = None) -> Card:
    """Build the zip to hand in, then unpack it and check its files in a fresh process.

    Args:
        to: the zip's path; in the assignment's folder unless given.

    Returns:
        A card with the files in the zip, warnings and the result of the check.
    """
    return _session().pack(to)


def _session() -> SelfCheckSession:
    """Return the session of this process; at the first call the modules are loaded, without looking for garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        from .session import session

        return session()
    finally:
        if was_enabled:
            gc.enable()
