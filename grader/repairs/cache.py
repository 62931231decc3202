"""Keeps what was found for a wrong function by the text of its code, so that a class with one error searches once."""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from grader.edits.edit import Edit, EditKind
from grader.model.repair import RepairProof

from .targets import Change, Target

VERSION = "3"
"""Changes when a search would find something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedEdit:
    """An edit, with its place relative to its function."""

    function: str
    """The function that it is made in."""
    kind: str
    """The kind of edit."""
    line: int
    """Lines from the function's first."""
    start: int
    """Bytes from the function's first."""
    end: int
    """Bytes from the function's first."""
    text: str
    """What stands there afterwards."""
    facts: Mapping[str, str]
    """Names and values for its sentence."""
    size: int
    """How much it changes."""
    switches_off: bool
    """Whether it may only switch something off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedRepair:
    """What came of a search; no edits where nothing was found."""

    edits: tuple[CachedEdit, ...] = ()
    """The edits."""
    tried: int = 0
    """Number of edits that were tried."""
    proof: RepairProof | None = None
    """What the repaired function passed."""

    def changes(self, targets: Sequence[Target]) -> tuple[Change, ...] | None:
        """Return the edits of a submission's functions; None where it does not have them all just once."""
        found = []
        for edit in self.edits:
            named = [target for target in targets if target.code.name == edit.function]
            if len(named) != 1:
                return None
            begins = named[0].code.span[0]
            made = Edit(
                kind=EditKind(edit.kind),
                line=edit.line + named[0].code.node.lineno,
                start=edit.start + begins,
                end=edit.end + begins,
                text=edit.text,
                facts=edit.facts,
                size=edit.size,
                switches_off=edit.switches_off,
            )
            found.append((named[0], made))
        return tuple(found)


def cached(changes: Iterable[Change], tried: int, proof: RepairProof | None) -> CachedRepair:
    """Return what is kept of a search.

    Args:
        changes: the edits that were found.
        tried: number of edits that were tried.
        proof: what they passed.
    """
    edits = [
        CachedEdit(
            function=target.code.name,
            kind=edit.kind,
            line=edit.line - target.code.node.lineno,
            start=edit.start - target.code.span[0],
            end=edit.end - target.code.span[0],
            text=edit.text,
            facts=edit.facts,
            size=edit.size,
            switches_off=edit.switches_off,
        )
        for target, edit in changes
    ]
    return CachedRepair(edits=tuple(edits), tried=tried, proof=proof)


class RepairCache:
    """A folder with what was found, one file for each text of code."""

    def __init__(self, folder: Path | None) -> None:
        """Open a folder; None for a cache that holds nothing."""
        self._folder = folder

    def get(self, key: str) -> CachedRepair | None:
        """Return what was found for a key; None where nothing is known."""
        try:
            content = b"" if self._folder is None else (self._folder / f"{key}.json").read_bytes()
            return msgspec.json.decode(content, type=CachedRepair)
        except (OSError, msgspec.MsgspecError):
            return None

    def put(self, key: str, found: CachedRepair) -> None:
        """Keep what was found for a key; where that cannot be written, it is searched again next time."""
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part = self._folder / f".{key}.part"
            part.write_bytes(msgspec.json.encode(found))
            part.replace(self._folder / f"{key}.json")
        except OSError:
            return


def key_of(names: Iterable[str], targets: Sequence[Target], about: Mapping[str, Any]) -> str:
    """Return a hash of the text of some functions, of all of the student's own that these use, and of what else counts.

    Args:
        names: the functions.
        targets: all functions of the submission.
        about: what else the result of a search depends on.
    """
    known: dict[str, list[Target]] = {}
    for target in targets:
        for name in {target.code.name.split(".")[0], target.code.name.split(".")[-1]}:
            known.setdefault(name, []).append(target)
    found: dict[Target, None] = {}
    left = [target for name in names for target in known.get(name, ())]
    while left:
        target = left.pop()
        if target not in found:
            found[target] = None
            left += [other for name in _used(target) for other in known.get(name, ())]
    texts = sorted((t.code.name, *_text(t)) for t in found)
    told = json.dumps([VERSION, texts, dict(about)], sort_keys=True, default=repr)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _used(target: Target) -> set[str]:
    nodes = list(ast.walk(target.code.node))
    return {node.id for node in nodes if isinstance(node, ast.Name)} | {
        node.attr for node in nodes if isinstance(node, ast.Attribute)
    }


def _text(target: Target) -> tuple[str, ...]:
    """Return the text of a function, its decorators, and the values that its module assigns outside of functions."""
    start, end = target.code.span
    around = [ast.unparse(node) for node in target.code.node.decorator_list]
    assigned = [ast.unparse(node) for node in target.code.constants]
    return (target.code.content[start:end].decode(), *around, *assigned)
