"""Defines with what the pages are served: which class, to whom, under which address."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSettings:
    """With what the pages of one class are served."""

    folder: Path
    """The class's results."""
    language: str
    """The language of the pages, until somebody chooses another."""
    markers: tuple[str, ...]
    """The names of those who may come in by an address of their own; empty where they have passwords."""
    origin: str
    """The scheme, host and port that browsers send, such as `http://127.0.0.1:8737`."""
    secret: bytes
    """What addresses, cookies and forms are signed with."""
    passwords: Path | None = None
    """The file with the markers' hashed passwords; None where addresses of their own let them in."""

    @property
    def is_remote(self) -> bool:
        """Return whether the pages are served beyond this machine, with TLS and passwords."""
        return self.passwords is not None

    @property
    def cookie(self) -> str:
        """Return the name of the cookie: browsers share cookies among all ports of a host."""
        port = self.origin.rpartition(":")[2]
        return f"__Host-grader-review-{port}" if self.is_remote else f"grader-review-{port}"
