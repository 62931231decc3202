"""The student's self-check: `from selfcheck import check, hint, pack`.

It is light to import; what measures and explains is loaded when it is first used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .card import Card

__all__ = ["check", "hint", "pack"]

FILE = "selfcheck.pyz"
"""The file in which it comes."""


def check(question: str | None = None) -> Card:
    """Check one question on the practice cases, or all of them.

    Args:
        question: its id, such as `batchnorm_forward`; a function of yours may stand for its name.
    """
    from .session import session

    return session().check(question)


def hint(question: str, number: int | None = None) -> Card:
    """Return the next hint on a question, or the hint of a number, from 1."""
    from .session import session

    return session().hint(question, number)


def pack(to: str | None = None) -> Card:
    """Build the zip to hand in, open it again in a fresh process and check what is in it.

    Args:
        to: the zip's path; beside the notebook unless given.
    """
    from .session import session

    return session().pack(to)
