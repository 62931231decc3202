"""Defines an edit: one small change of a function's code, with its place, its kind and what it means."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum


class EditKind(StrEnum):
    """The kinds of edits, which select the sentence in the catalogue."""

    AXIS = "axis"
    KEEPDIMS = "keepdims"
    EPS_PLACE = "eps_place"
    NAME = "name"
    REDUCTION = "reduction"
    DDOF = "ddof"
    FUNCTION = "function"
    OPERATOR = "operator"
    SWAPPED = "swapped"
    SIGN = "sign"
    NUMBER = "number"
    BOUND = "bound"
    POWER = "power"
    TERM_EXTRA = "term_extra"
    TERM_MISSING = "term_missing"
    FACTOR_MISSING = "factor_missing"
    ACCUMULATION = "accumulation"
    CONDITION = "condition"
    STATEMENT_EXTRA = "statement_extra"
    STATEMENT_MISSING = "statement_missing"
    STATEMENT_ORDER = "statement_order"
    RETURN_ORDER = "return_order"
    UNPACK = "unpack"
    SHAPE = "shape"
    KEY = "key"
    ATTRIBUTE = "attribute"
    ARGUMENT = "argument"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change of a text; its place is in the text as it was."""

    kind: EditKind
    """What kind of change it is."""
    line: int
    """The first line of the statement that is changed, from 1."""
    start: int
    """Where the replaced part begins, in bytes of the text's UTF-8."""
    end: int
    """Where it ends, in bytes."""
    text: str
    """What stands there afterwards."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """Names and values that are put into the edit's sentence: `old` is what stands there, `new` what replaces it."""
    size: int = 1
    """How much it changes: 1 for a name, number or operator, 2 for a term, 3 for a statement."""
    switches_off: bool = False
    """Whether it may only switch something off, as a factor of 0 or 1 does."""


def extent(edit: Edit, before: str) -> int:
    """Return how many characters an edit changes, where those at both ends that stay the same are left out.

    Parts that only change places are no change of characters, nor are parentheses around others.

    Args:
        edit: the edit.
        before: the text that it replaces.
    """
    after = edit.text
    if _signs(after) == _signs(before):  # its parts only change places
        return 0
    bare = ("".join(sign for sign in text if sign not in "()") for text in (before, after))
    return min(_changed(before, after), _changed(*bare))


def _changed(before: str, after: str) -> int:
    """Return how many characters lie between what is the same at both ends."""
    if before in after or after in before:
        return abs(len(before) - len(after))
    shorter = min(len(before), len(after))
    head = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    tail = next((n for n in range(shorter - head) if before[-1 - n] != after[-1 - n]), shorter - head)
    return max(len(before), len(after)) - head - tail


def _signs(text: str) -> list[str]:
    return sorted(sign for sign in text if not sign.isspace() and sign not in "()")


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with edits made, which must not overlap."""
    found = text.encode()
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        found = found[: edit.start] + edit.text.encode() + found[edit.end :]
    return found.decode()


def overlap(one: Edit, other: Edit) -> bool:
    """Return whether two edits change the same part of a text."""
    return (one.start < other.end and other.start < one.end) or one.start == other.start


def placed_before(edit: Edit, made: Sequence[Edit]) -> Edit | None:
    """Return an edit of a text with others made as one of the text as it was; None where it changes what these did.

    Args:
        edit: the edit, with its place in the changed text.
        made: the edits that are made, with their places in the text as it was; none adds or takes away a line.
    """
    moved = 0
    for other in sorted(made, key=lambda one: one.start):
        begin, grown = other.start + moved, len(other.text.encode()) - (other.end - other.start)
        if edit.end <= begin:
            break
        if edit.start < begin + len(other.text.encode()):
            return None
        moved += grown
    return replace(edit, start=edit.start - moved, end=edit.end - moved)


def difference(before: str, after: str, path: str) -> str:
    """Return the difference of two texts as a unified diff without context."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), path, path, n=0, lineterm="")
    return "\n".join(lines)
