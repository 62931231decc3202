"""Defines what a page is given, and what it declares: its address, who shows it, who acts on its forms."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import Response

from grader.report.words import Words

from .class_state import ClassState

if TYPE_CHECKING:
    from .review import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A file that a form brought."""

    name: str
    """Its name on the sender's machine."""
    content: bytes
    """Its content; empty where none was chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a form brought."""

    texts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The texts of each field, in order."""
    files: Mapping[str, SentFile] = field(default_factory=dict)
    """The file of each field for one."""

    def text(self, name: str) -> str:
        """Return the text of a field, with newlines of one kind; empty where it was not sent."""
        texts = self.texts.get(name) or ("",)
        return texts[-1].replace("\r\n", "\n").strip()

    def all(self, name: str) -> Sequence[str]:
        """Return all texts of a field."""
        return self.texts.get(name, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRequest:
    """All that a page is given."""

    review: Review
    """What is served: it records decisions, and starts commands."""
    state: ClassState
    """The class as it is now: gradebook, decisions, grades."""
    marker: str
    """The name of the person who asks."""
    language: str
    """The language of the page."""
    words: Words
    """Its sentences."""
    path: Mapping[str, str]
    """What stands in the braces of the page's address."""
    query: Mapping[str, str]
    """What stands behind the question mark."""
    form: Form
    """What the form brought; empty where a page is only looked at."""
    form_token: str
    """What every form of the page has to bring back, as `token`."""
    address: str
    """The address that was asked for, from `/` on, with its query."""

    @property
    def folder(self) -> Path:
        """Return the class's results."""
        return self.state.folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One address and what stands behind it."""

    path: str
    """The address, such as `/hand-in/{key}`."""
    show: Callable[[ReviewRequest], Response | Awaitable[Response]] | None = None
    """Shows the page; None where nothing can be looked at there."""
    act: Callable[[ReviewRequest], Response | Awaitable[Response]] | None = None
    """Does what its form says; None where there is none. The form's token was checked before."""
    link: str = ""
    """The key of the words by which every page links to it; empty where it is reached from another."""
    place: int = 50
    """Its place among these links."""
