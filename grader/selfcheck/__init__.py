"""Offers the student's self-check: `from selfcheck import check, hint, pack`.

The import is fast: the modules that measure and explain are loaded at the first call.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .card import Card

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
    from .session import session

    return session().check(question)


def hint(question: str, number: int | None = None) -> Card:
    """Return a card with the next hint on a question.

    Args:
        question: its id, or your function itself.
        number: the number of the hint, from 1; the next one unless given.
    """
    from .session import session

    return session().hint(question, number)


def pack(to: str | None = None) -> Card:
    """Build the zip to hand in, then unpack it and check its files in a fresh process.

    Args:
        to: the zip's path; in the assignment's folder unless given.

    Returns:
        A card with the files in the zip, warnings and the result of the check.
    """
    from .session import session

    return session().pack(to)
