"""All that is written down of a run, so that it can be judged, and judged again, without running anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .expectation import Probe
from .observation import LimitReason, Observation, Transcript
from .submission import Submission
from .vocabulary import Vocabulary


class IsolationLevel(Vocabulary):
    """How strongly a sandbox holds student code."""

    FULL = "full"
    """Namespaces of its own: no network, no files but its own."""
    LIMITED = "limited"
    """Limits, and those walls that the machine proves."""
    NONE = "none"
    """Limits alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Isolation:
    """What held the student's code."""

    level: IsolationLevel
    """The level."""
    enforced: tuple[str, ...]
    """What was enforced, by the keys of the message catalogues."""
    not_enforced: tuple[str, ...]
    """What was not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a finished submission was run and reported with: while both stay, nothing has to be done again."""

    run: str
    """sha256 of all that its record depends on."""
    report: str
    """sha256 of all that its reports depend on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a submission has no record."""

    reason: str
    """In words."""
    failed: bool
    """Whether the grader failed, which is never a zero; else it cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What was handed in and what came of running it."""

    submission: Submission
    """What was handed in; without file contents when read back from disk."""
    isolation: Isolation
    """What held it."""
    transcript: Transcript
    """Our run of the notebook."""
    observations: Mapping[Probe, Observation]
    """What the probes gave."""
    provenance: Mapping[str, str] = field(default_factory=dict)
    """Versions and hashes it was made with."""
    timing: Mapping[str, float] = field(default_factory=dict)
    """Seconds and bytes; the only part that differs between two runs."""

    @property
    def waited(self) -> bool:
        """Whether something was stopped for the clock's time alone, which a busy machine may have used up."""
        failures = (seen.failure for seen in self.observations.values())
        return self.transcript.waited or any(
            failure is not None and failure.why == LimitReason.WALL for failure in failures
        )
