"""Refuses systems on which student code cannot be bounded at all."""

from grader.errors import IsolationError


def refuse_unsupported(platform: str) -> None:
    """Refuse a system whose processes cannot be bounded.

    Args:
        platform: as `sys.platform` names it.

    Raises:
        IsolationError: it is Windows.
    """
    if platform == "win32":
        raise IsolationError("windows")
