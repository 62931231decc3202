"""Reads which distributions are installed: their files, the names by which they are imported, what they need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path

_REQUIREMENT = re.compile(r"\s*([\w.-]+)")
_END = re.compile(r"\r?\n\r?\n")
"""The end of the head of metadata; below it is a description."""
_FIELD = re.compile(r"^([\w-]+):([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.M)
"""A field of metadata, with the lines that continue it."""
_ENTRY = re.compile(r'^(?:\.\./)?"*(__pycache__/[^,"\r\n]*|[^/,"\r\n]*)', re.M)
"""The first part of a path in a list of files, of which the rest of the line is of no interest."""


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
    return {normal_name(one["name"][0]): _read(found, one) for one, found in reversed(told) if one.get("name")}


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


def _metadata(found: Distribution) -> dict[str, list[str]]:
    """Return the head of a distribution's metadata: the values of each field by its name in small letters."""
    text = found.read_text("METADATA") or found.read_text("PKG-INFO") or ""
    fields: dict[str, list[str]] = {}
    for name, value in _FIELD.findall(_END.split(text, maxsplit=1)[0]):
        fields.setdefault(name.lower(), []).append(value.strip())
    return fields


def _read(found: Distribution, metadata: dict[str, list[str]]) -> Installed:
    record = found.read_text("RECORD") or found.read_text("installed-files.txt") or ""
    top = (found.read_text("top_level.txt") or metadata["name"][0]).split() if not record else []
    return Installed(
        version=metadata.get("version", [""])[0],
        site=Path(str(found.locate_file(""))),
        entries=frozenset([*_ENTRY.findall(record), *top]) - {"", "..", "__pycache__"},
        requires=tuple(_required(metadata.get("requires-dist") or _older_requires(found))),
    )


def _older_requires(found: Distribution) -> Iterable[str]:
    """Return what a distribution in the older form, with a file `requires.txt`, needs."""
    return (found.requires or ()) if found.read_text("requires.txt") else ()


def _required(requires: Iterable[str]) -> Iterator[str]:
    for text in requires:
        match = _REQUIREMENT.match(text)
        if match is not None and "extra ==" not in text:
            yield normal_name(match[1])
