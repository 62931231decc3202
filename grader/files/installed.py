"""Reads which distributions are installed: their files, the names by which they are imported, what they need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
    named = [(found.metadata["Name"], found) for found in distributions()]
    return {normal_name(name): _read(found) for name, found in reversed(named) if name}


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


def _read(found: Distribution) -> Installed:
    record = found.read_text("RECORD") or found.read_text("installed-files.txt") or ""
    names = [line.split(",")[0].removeprefix("../") for line in record.splitlines()]
    top = (found.read_text("top_level.txt") or found.metadata["Name"]).split() if not names else []
    return Installed(
        version=found.version or "",
        site=Path(str(found.locate_file(""))),
        entries=frozenset([*_entries(names), *top]) - {"", "..", "__pycache__"},
        requires=tuple(_required(found.requires or ())),
    )


def _entries(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        first, _, rest = name.strip('"').partition("/")
        yield f"{first}/{rest}" if first == "__pycache__" else first


def _required(requires: Iterable[str]) -> Iterator[str]:
    for text in requires:
        match = _REQUIREMENT.match(text)
        if match is not None and "extra ==" not in text:
            yield normal_name(match[1])
