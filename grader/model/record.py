"""Defines the record of a run, from which a submission can be judged again without running anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .expectation import Probe
from .observation import LimitReason, Observation, Transcript
from .submission import Submission
from .vocabulary import Vocabulary

_WAITED = (LimitReason.WALL, LimitReason.HAND_IN_WALL)


class IsolationLevel(Vocabulary):
    """The strength of the isolation in which student code runs."""

    FULL = "full"
    """Namespaces of its own: no network, no files but its own."""
    LIMITED = "limited"
    """Resource limits, and those restrictions that this machine is proved to enforce."""
    NONE = "none"
    """Resource limits alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Isolation:
    """The isolation in which the student's code ran."""

    level: IsolationLevel
    """The level."""
    enforced: tuple[str, ...]
    """The restrictions that were enforced, by their keys in the message catalogues."""
    not_enforced: tuple[str, ...]
    """The restrictions that were not enforced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Hashes of a finished submission's inputs: while both are the same, nothing has to be done again."""

    run: str
    """sha256 of all that its record depends on."""
    report: str
    """sha256 of all that its reports depend on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The reason why a submission has no record."""

    reason: str
    """The reason in words."""
    failed: bool
    """Whether the grader failed, which is never a zero; otherwise the submission cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A submission and the record of its run."""

    submission: Submission
    """The submission; without file contents when it was read back from disk."""
    isolation: Isolation
    """The isolation in which it ran."""
    transcript: Transcript
    """The record of our run of the notebook."""
    observations: Mapping[Probe, Observation]
    """The observation of each probe."""
    provenance: Mapping[str, str] = field(default_factory=dict)
    """Versions and hashes of what made the record."""
    timing: Mapping[str, float] = field(default_factory=dict)
    """Seconds and bytes; the only part that differs between two runs of the same submission."""

    @property
    def waited(self) -> bool:
        """Return whether something was stopped for wall time alone, which a busy machine may have used up."""
        failures = (seen.failure for seen in self.observations.values())
        return self.transcript.waited or any(failure is not None and failure.why in _WAITED for failure in failures)
