"""Repairs a module that Python cannot read, so that the rest of the file can still be graded.

Line numbers stay as they were, so that every message names the student's own line.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, replace

from grader.model.submission import Audience, Definition, Remark

from .partial_parse import ModulePiece, assembled, module_pieces
from .tree import tree_of

_PRINT = re.compile(r"^(?P<lead>(?:.*[:;])?\s*)print\s+(?![=(])(?:>>\s*[\w.]+\s*,\s*)?(?P<what>.+?),?\s*$")
_EXCEPT = re.compile(r"^(?P<lead>\s*except\s+[\w.()]+(?:\s*,\s*[\w.]+\))?)\s*,\s*(?P<name>\w+)\s*:")
_RAISE = re.compile(r"^(?P<lead>\s*raise\s+\w+)\s*,\s*(?P<text>.+)$")
_ITER = re.compile(r"\.iter(items|values|keys)\(\)")
_MARKER = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairedModule:
    """A module as it will be run, with what was repaired."""

    content: bytes
    """The module's text, UTF-8."""
    remarks: tuple[Remark, ...] = ()
    """The repairs that were made."""
    cut: tuple[Definition, ...] = ()
    """Functions and classes that could not be read, with their text as handed in."""


def repaired(path: str, content: bytes) -> RepairedModule:
    """Repair a module so that Python can read it; return it unchanged when no repair helps."""
    if parses(content) and _is_readable(content) and not _ITER.search(content.decode("latin-1")):
        return RepairedModule(content=content)
    text, encoding = decoded(content)
    remarks = [] if encoding is None else [_remark("encoding", path, encoding=encoding)]
    text, found = _older(path, text)
    remarks += found
    if not parses(text.encode()) and parses(text.expandtabs(8).encode()):
        text = text.expandtabs(8)
        remarks.append(_remark("tabs", path))
    if parses(text.encode()):
        return RepairedModule(content=text.encode(), remarks=tuple(remarks))
    return _cut(path, text, content, remarks)


def parses(content: bytes) -> bool:
    """Return whether Python can parse a module."""
    try:
        tree_of(content)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _is_readable(content: bytes) -> bool:
    """Return whether a module is valid in the encoding that it declares, or in UTF-8."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        content.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        return False
    return True


def decoded(content: bytes) -> tuple[str, str | None]:
    """Return a module's text, and the name of its encoding if that is not UTF-8."""
    marks = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    if content[:2] in marks:
        return _text(content, "utf-16"), "utf-16"
    if content.count(b"\0") > len(content) // 4:
        return _text(content, "utf-16-le"), "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\0", ""), None if encoding == "utf-8-sig" else encoding
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1").replace("\0", ""), "latin-1"


def _text(content: bytes, encoding: str) -> str:
    return content.decode(encoding, "replace").removeprefix("\ufeff").replace("\0", "")


def _older(path: str, text: str) -> tuple[str, list[Remark]]:
    """Return a module with Python 2's syntax replaced by Python 3's, line by line."""
    lines = text.splitlines(keepends=True)
    newer = [modern(line) for line in lines]
    changed = [number for number, (old, new) in enumerate(zip(lines, newer, strict=True), 1) if old != new]
    if not changed:
        return text, []
    source = lines[changed[0] - 1].strip()[:100]
    return "".join(newer), [_remark("python2", path, line=str(changed[0]), source=source)]


def modern(line: str) -> str:
    """Return a line with Python 2's syntax replaced by Python 3's; other lines are returned unchanged."""
    body, end = line.rstrip("\r\n"), line[len(line.rstrip("\r\n")) :]
    body = _PRINT.sub(r"\g<lead>print(\g<what>)", body)
    body = _EXCEPT.sub(r"\g<lead> as \g<name>:", body)
    body = _RAISE.sub(r"\g<lead>(\g<text>)", body)
    return _ITER.sub(r".\1()", body) + end


def _cut(path: str, text: str, content: bytes, remarks: list[Remark]) -> RepairedModule:
    """Return the module without the functions and lines that cannot be read."""
    lines = text.splitlines()
    marker = next((number for number, line in enumerate(lines, 1) if _MARKER.match(line)), None)
    if marker is not None:
        remarks.append(_remark("merge_markers", path, line=str(marker)))
    pieces = [_settled(piece) for piece in module_pieces(lines, _MARKER)]
    mended = assembled(pieces)
    if not parses(mended.encode()):
        return RepairedModule(content=content, remarks=tuple(remarks))
    cut = [piece for piece in pieces if piece.fault]
    remarks += [
        _remark("cut", path, function=piece.name, line=str(piece.fault), source=lines[piece.fault - 1].strip()[:100])
        for piece in cut
        if piece.name
    ]
    remarks += [_remark("module_broken", path, error="SyntaxError", line=str(p.fault)) for p in cut if not p.name][:1]
    definitions = (Definition(path=path, line=p.first, source="\n".join(p.lines)) for p in cut if p.name)
    return RepairedModule(content=mended.encode(), remarks=tuple(remarks), cut=tuple(definitions))


def _settled(piece: ModulePiece) -> ModulePiece:
    """Return a piece with the line of its first syntax error, when it has one."""
    try:
        ast.parse("\n".join(piece.lines))
    except SyntaxError as error:
        inner = min(max(error.lineno or 1, 1), len(piece.lines))
        return replace(piece, fault=piece.first + inner - 1)
    except (ValueError, RecursionError, MemoryError):
        return replace(piece, fault=piece.first)
    return piece


def _remark(kind: str, path: str, **facts: str) -> Remark:
    return Remark(id=kind, audience=Audience.STUDENT, facts={"path": path, **facts})


def unread(path: str, content: bytes) -> Iterator[Remark]:
    """Yield a remark when a module cannot be read even after its repair."""
    try:
        tree_of(content)
    except SyntaxError as error:
        yield _remark("module_broken", path, error=type(error).__name__, line=str(error.lineno or 0))
    except (ValueError, RecursionError, MemoryError) as error:
        yield _remark("module_broken", path, error=type(error).__name__, line="0")
