"""What explains a verdict: a known mistake, a crash read, or an earlier question's fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .verdict import Confidence, Seriousness


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One explanation, and how sure it is."""

    kind: str
    """Which sentence tells it: `mistake`, `carried`, `blocked`, `unpack`, ..."""
    confidence: Confidence
    """How sure it is."""
    mistake: str | None = None
    """The known mistake's id."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the sentence is filled with; safe for students."""
    seriousness: Seriousness = Seriousness.MAJOR
    """How much it costs."""
    keeps: float = 0.0
    """The part of the points that it leaves of the outputs that it explains."""
    caused_by: str | None = None
    """The question in which the fault was made."""
    outputs: tuple[str, ...] = ()
    """The outputs that it explains; empty for all of them."""
    runners_up: tuple[str, ...] = ()
    """Other known mistakes that give the same numbers: for staff."""
