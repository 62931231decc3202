"""Defines a repair: a small edit of a student's own code after which it passes, and the proof of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .vocabulary import Vocabulary


class RepairsShown(Vocabulary):
    """The parts of a repair that students see."""

    LINE = "line"
    """The line alone."""
    KIND = "kind"
    """The line, and what kind of change it needs."""
    FULL = "full"
    """The line, the kind, and the repaired text."""


class RepairsWanted(Vocabulary):
    """The functions for which repairs are looked for."""

    AUTO = "auto"
    """Wrong ones that no known mistake explains."""
    OFF = "off"
    """None."""
    ALL = "all"
    """All wrong ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairedPlace:
    """One edit of a repair."""

    kind: str
    """The kind of edit, which selects its sentence."""
    function: str
    """The function or method that is edited."""
    path: str
    """The file that contains it; of a cell the notebook's path."""
    cell: int | None = None
    """Index of the notebook's cell, from 0; None for a module."""
    line: int
    """The line in that file or cell, from 1."""
    old: str
    """What stands there."""
    new: str
    """What would stand there: not for students, unless the rubric says so."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """Names and values for the sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairProof:
    """What a repaired function was tried on, all of it passed."""

    cases: int
    """Number of the rubric's own cases."""
    fresh: int
    """Number of cases drawn from another seed, with settings at their default and away from it."""
    gradients: int
    """Number of comparisons with numerical derivatives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A repair of one function."""

    function: str
    """The function, as the rubric names it."""
    questions: tuple[str, ...]
    """The questions that it makes right."""
    places: tuple[RepairedPlace, ...]
    """Its edits; one, or two where two are needed."""
    difference: str
    """The edit as a unified diff, for staff."""
    tried: int
    """Number of edits that were tried."""
    proof: RepairProof
    """What it was tried on."""
    staff_only: bool = False
    """Whether only staff are told, since it may merely switch something off."""
    beside_names: bool = False
    """Whether the network's parameters have other names than asked for, which it leaves as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repairs:
    """All repairs of one submission, and what looking for them cost."""

    found: tuple[Repair, ...] = ()
    """The repairs, in the order of the rubric's questions."""
    searched: tuple[str, ...] = ()
    """The functions for which one was looked for."""
    wanted: RepairsWanted = RepairsWanted.AUTO
    """The functions for which one was to be looked for."""
    cpu_seconds: float = 0.0
    """CPU seconds that it took, those of the sandbox and of the grader."""
