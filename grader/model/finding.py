"""Defines a finding, the explanation of a verdict: a known mistake, a crash, or a fault of an earlier question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .verdict import Confidence, Seriousness


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One explanation and its confidence."""

    kind: str
    """The kind of explanation, which selects the sentence: `mistake`, `carried`, `blocked`, `unpack`, ..."""
    confidence: Confidence
    """The confidence in it."""
    mistake: str | None = None
    """The known mistake's id."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """The values that are put into the sentence; safe for students."""
    seriousness: Seriousness = Seriousness.MAJOR
    """Its seriousness, which decides how many points it costs."""
    keeps: float = 0.0
    """The part of the points that is still earned for the outputs that it explains, 0 to 1."""
    caused_by: str | None = None
    """The question in which the fault was made."""
    outputs: tuple[str, ...] = ()
    """The outputs that it explains; empty for all of them."""
    runners_up: tuple[str, ...] = ()
    """Other known mistakes that give the same numbers: for staff."""
