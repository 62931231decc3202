"""Splits a module into pieces, a function or class each, and joins those again that Python can read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_DEFINES = re.compile(r"^(?:async\s+def|def|class)\s+(\w+)")
_BEGINS = re.compile(r"^(?:@|(?:async\s+def|def|class|import|from|if __name__)\b)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModulePiece:
    """Consecutive lines of a module that are kept or replaced together."""

    first: int
    """Number of the first line, from 1."""
    lines: tuple[str, ...]
    """The lines' text."""
    fault: int = 0
    """The line that Python stops at; 0 when it reads all of them."""

    @property
    def name(self) -> str:
        """Return the name of the function or class that the piece defines; empty if it defines none."""
        found = (_DEFINES.match(line) for line in self.lines)
        return next((match[1] for match in found if match), "")

    @property
    def is_class(self) -> bool:
        """Return whether the piece defines a class."""
        return any(line.startswith("class ") for line in self.lines)


def module_pieces(lines: Sequence[str], marker: re.Pattern[str]) -> list[ModulePiece]:
    """Split a module into pieces; marks of an unfinished merge are blanked where that leaves whole functions.

    Args:
        lines: the module's lines.
        marker: the pattern of a mark that an unfinished merge leaves.
    """
    found = []
    starts = [*_starts(lines), len(lines)]
    for begin, end in itertools.pairwise(starts):
        found.append(ModulePiece(first=begin + 1, lines=tuple(_without_last_marks(lines[begin:end], marker))))
    return found


def assembled(pieces: Sequence[ModulePiece]) -> str:
    """Join the pieces into a module; a function that cannot be read raises a SyntaxError at its line when called."""
    return "\n".join(line for piece in pieces for line in _parsed_texts(piece)) + "\n"


def _starts(lines: Sequence[str]) -> Iterator[int]:
    yield 0
    decorated = False
    for number, line in enumerate(lines):
        if number and _BEGINS.match(line) and not decorated:
            yield number
        decorated = line.startswith("@") or (decorated and not line.strip())


def _without_last_marks(lines: Sequence[str], marker: re.Pattern[str]) -> list[str]:
    """Return the lines with each merge mark blanked that no indented line follows."""
    kept = list(lines)
    for number in reversed(range(len(kept))):
        if marker.match(kept[number]):
            kept[number] = ""
        elif kept[number][:1].isspace() and kept[number].strip():
            break
    return kept


def _parsed_texts(piece: ModulePiece) -> Iterator[str]:
    if not piece.fault:
        yield from piece.lines
        return
    stand_in = dict.fromkeys(range(len(piece.lines)), "")
    if piece.name:
        stand_in |= _raising(piece)
    else:
        stand_in |= {place: line for place, line in enumerate(piece.lines) if _is_whole_import(line)}
    yield from stand_in.values()


def _raising(piece: ModulePiece) -> dict[int, str]:
    """Return a replacement of a definition that raises at the line of the fault."""
    head = next(place for place, line in enumerate(piece.lines) if _DEFINES.match(line))
    fault = max(piece.fault - piece.first, head)
    says = 'raise SyntaxError("this cannot be read")'
    if not piece.is_class:
        return _function(f"def {piece.name}(*args, **kwargs):", head, fault, says, "")
    if fault == head:
        return {head: f"class {piece.name}: pass"}
    method = "    def __init__(self, *args, **kwargs):"
    return {head: f"class {piece.name}:"} | _function(method, head + 1, fault, says, "    ")


def _function(begin: str, head: int, fault: int, says: str, indent: str) -> dict[int, str]:
    if fault == head:
        return {head: f"{begin} {says}"}
    return {head: begin, fault: f"{indent}    {says}"}


def _is_whole_import(line: str) -> bool:
    return line.startswith(("import ", "from ")) and "(" not in line and not line.rstrip().endswith("\\")
