"""Reads which distributions are installed: their files, the names by which they are imported, what they need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_string
from email.message import Message
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path

_REQUIREMENT = re.compile(r"\s*([\w.-]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """An installed distribution."""

    version: str
    """Its version."""
    site: Path
    """The folder of packages in which it lies."""
    entries: frozenset[str]
    """Its files and folders there; of `__pycache__` the single files."""
    requires: tuple[str, ...]
    """The distributions that it needs, by normal name."""

    @property
    def modules(self) -> frozenset[str]:
        """Return the names by which it is imported."""
        return frozenset(outermost(entry) for entry in self.entries if not entry.endswith((".dist-info", ".egg-info")))


@cache
def installed() -> dict[str, Installed]:
    """Return the installed distributions by normal name; of two of one name the first, which is the one imported."""
    told = [(_metadata(found), found) for found in distributions()]
    return {normal_name(one["Name"]): _read(found, one) for one, found in reversed(told) if one["Name"]}


def with_needed(names: Iterable[str]) -> frozenset[str]:
    """Return distributions with all that they need in turn, as far as these are installed.

    Args:
        names: the distributions, by normal name.
    """
    left = [name for name in names if name in installed()]
    seen = set(left)
    while left:
        new = {name for name in installed()[left.pop()].requires if name in installed()} - seen
        seen |= new
        left += new
    return frozenset(seen)


def normal_name(name: str) -> str:
    """Return a distribution's name in the one form in which all of its spellings are equal."""
    return re.sub(r"[-_.]+", "-", name).lower()


def outermost(entry: str) -> str:
    """Return the name by which a file or folder of a distribution is imported."""
    return re.split(r"[.-]", entry.removeprefix("__pycache__/"), maxsplit=1)[0]


def _metadata(found: Distribution) -> Message:
    """Return the head of a distribution's metadata, read once and without the description below it."""
    text = found.read_text("METADATA") or found.read_text("PKG-INFO") or ""
    return message_from_string(re.split(r"\r?\n\r?\n", text, maxsplit=1)[0])


def _read(found: Distribution, metadata: Message) -> Installed:
    record = found.read_text("RECORD") or found.read_text("installed-files.txt") or ""
    names = [line.split(",")[0].removeprefix("../") for line in record.splitlines()]
    top = (found.read_text("top_level.txt") or metadata["Name"]).split() if not names else []
    return Installed(
        version=metadata["Version"] or "",
        site=Path(str(found.locate_file(""))),
        entries=frozenset([*_entries(names), *top]) - {"", "..", "__pycache__"},
        requires=tuple(_required(metadata.get_all("Requires-Dist") or _older_requires(found))),
    )


def _older_requires(found: Distribution) -> Iterable[str]:
    """Return what a distribution in the older form, with a file `requires.txt`, needs."""
    return (found.requires or ()) if found.read_text("requires.txt") else ()


def _entries(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        first, _, rest = name.strip('"').partition("/")
        yield f"{first}/{rest}" if first == "__pycache__" else first


def _required(requires: Iterable[str]) -> Iterator[str]:
    for text in requires:
        match = _REQUIREMENT.match(text)
        if match is not None and "extra ==" not in text:
            yield normal_name(match[1])
