"""Defines what is recorded of a request to the sandbox and of a run of the notebook, before it is judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from .forbidden import ForbiddenCall
from .vocabulary import Vocabulary

Value = Any
"""An array, number, string, boolean, None, `NotNumeric`, or a nested tuple, list or dictionary of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNumeric:
    """Placeholder for a value that cannot be compared as numbers."""

    type_name: str
    """Its type, in words."""


class Outcome(str, Enum):
    """The way in which one request to the sandbox ended."""

    RETURNED = "returned"
    MISSING = "missing"
    NOT_ATTEMPTED = "not_attempted"
    RAISED = "raised"
    DIED = "died"
    LIMIT = "limit"
    NONE_OR_COUNT = "none_or_count"
    NOTHING_DRAWN = "nothing_drawn"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One line of student code that an exception passed through."""

    path: str
    """File, relative to the submission, or `notebook`."""
    line: int
    """Line number, from 1."""
    function: str
    """Qualified name of the function."""
    source: str
    """The line's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OldUse:
    """A line of student code that used what numpy refuses today; older versions took it."""

    form: str
    """The name of the form, a key of `OLD_FORMS`."""
    path: str
    """File, relative to the submission, or `cell 3` of the notebook."""
    line: int
    """Line number, from 1."""


class LimitReason(Vocabulary):
    """The limit at which student code was stopped."""

    CPU = "cpu"
    """CPU seconds."""
    WALL = "wall"
    """Wall time in seconds, which a busy machine may have used up."""
    MEMORY = "memory"
    PROCESSES = "processes"
    DISK = "disk"
    OUTPUT = "output"
    """Bytes that the sandbox returned for one request."""
    REPLIES = "replies"
    """Bytes of all that the sandbox returned for a submission."""
    HAND_IN_WALL = "hand_in_wall"
    """Wall seconds of a submission as a whole, beyond the CPU time that it used."""
    JUDGING = "judging"
    """Time or memory of our own that it takes to judge what came back."""
    FIGURE = "figure"
    """Size of a figure, or time to read it."""
    FIGURE_LOST = "figure_lost"
    """The end of the process in which the notebook drew, before the figure was asked for."""
    LOADING = "loading"
    """A limit at which a module was stopped while it loaded; it is not recorded which."""


class NotCarried(Vocabulary):
    """The reason why a carried run came to no end although no function of the student's failed."""

    STEPS = "steps"
    """More calls between the reference's code and the student's functions than are made."""
    UNSENT = "unsent"
    """A value that cannot be handed to the student's function, such as a function in a list."""
    UNFIT = "unfit"
    """What the student's functions returned does not fit the reference's code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A returned value of another shape than the reference's, with which nothing could be computed."""

    name: str
    """Its name; entries of dictionaries as `params[W1]`."""
    shape: tuple[int, ...]
    """Its shape."""
    expected_shape: tuple[int, ...]
    """The shape of the reference's value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """The reason why a request gave no values."""

    function: str
    """The innermost function of the rubric in which it failed."""
    called: str = ""
    """The function that the scenario called."""
    error: str = ""
    """The exception's type; empty when none was raised."""
    base: str = ""
    """The nearest of Python's own exceptions that it inherits from."""
    text: str = ""
    """The exception's own text; for staff only, since a student can put anything there."""
    frames: tuple[Frame, ...] = ()
    """The lines of student code that the exception passed through, outermost first."""
    got: str = ""
    """For a wrong count: the number of values that were returned, or `None`."""
    expected: tuple[str, ...] = ()
    """For a wrong count: the names of the values that should have been returned."""
    why: str = ""
    """For a limit: a `LimitReason`; for a death: the exit code, or `loading` if a module caused it; for a carried run
    in which no function failed: a `NotCarried`."""
    misfit: Misfit | None = None
    """For values that `finish` could not take: the one whose shape is to blame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A value of a student's layer that differs from the reference's on the same call, in a carried run."""

    function: str
    """The layer."""
    value: str
    """The name of the value: what it returns, or an entry of its settings that it writes; `the call` where the
    reference does not take what the student's other layers returned."""
    error: float = 1.0
    """By how much, relative to the largest number that is due; 1 or more also where shape or kind differ."""
    settings: tuple[str, ...] = ()
    """The settings that it was called with: `mode=train`, and of numbers the name alone, such as `eps`."""


def settings_of(values: Iterable[Any]) -> tuple[str, ...]:
    """Return the texts and the names of the numbers in dictionaries among some values, in order: a call's settings."""
    entries = [(key, value) for found in values if isinstance(found, Mapping) for key, value in found.items()]
    texts = {f"{key}={value}" for key, value in entries if isinstance(value, str)}
    return tuple(sorted(texts | {str(key) for key, value in entries if isinstance(value, (int, float))}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """The outcome of one request to the sandbox."""

    outcome: Outcome
    """The way in which it ended."""
    values: Mapping[str, Value] = field(default_factory=dict)
    """The returned values, by name; empty unless the outcome is RETURNED."""
    failure: Failure | None = None
    """The reason why there are no values."""
    changed: tuple[str, ...] = ()
    """Functions that changed an array argument in place."""
    inert: tuple[str, ...] = ()
    """Layers that returned their input, or a constant, in every call of a carried run, or the same for other inputs."""
    deviations: tuple[Deviation, ...] = ()
    """Where layers of a carried run differ from the reference's on the same call."""
    stood_in: tuple[str, ...] = ()
    """Missing modules that were replaced by a placeholder, and old names that were read as the new ones."""
    old_uses: tuple[OldUse, ...] = ()
    """Lines that used what numpy refuses today, and were carried out as older versions did."""
    forbidden: tuple[ForbiddenCall, ...] = ()
    """Calls of functions that some question forbids, made by student code while the scenario ran."""
    renamed: tuple[str, ...] = ()
    """Where a network was run under the student's own names for its parameters: the first of these, and the
    assignment's name for it."""


class CellStatus(str, Enum):
    """The way in which a cell of the notebook ended."""

    OK = "ok"
    RAISED = "raised"
    TIMED_OUT = "timed_out"
    KILLED = "killed"
    NOT_RUN = "not_run"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRun:
    """One code cell of our run of the notebook."""

    index: int
    """Its index among all cells, from 0."""
    status: CellStatus
    """The way in which it ended."""
    error: str = ""
    """The exception's type, when it raised."""
    text: str = ""
    """The exception's text; for staff only."""
    shown: str = ""
    """The text that the cell printed and displayed."""
    line: int = 0
    """The line at which it stopped, from 1; 0 where it did not, or where none of its lines ran."""


class TranscriptStatus(Vocabulary):
    """The way in which our run of a notebook ended."""

    OK = "ok"
    """Every cell ran."""
    RAISED = "raised"
    """Some cells raised; the others ran."""
    KILLED = "killed"
    """The process was ended, or ended by itself."""
    NOT_RUN = "not_run"
    """There was no run."""
    MISSING = "missing"
    """There is no notebook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of what a cell drew, made anew in the grader of the pixels that came back."""

    cell: int
    """The cell's index among all cells, from 0."""
    width: int
    """Its width, pixels."""
    height: int
    """Its height, pixels."""
    png: bytes
    """Its content, PNG."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """The record of our run of the notebook; student code shares its process, so it may be forged."""

    status: TranscriptStatus
    """The way in which it ended."""
    cells: tuple[CellRun, ...] = ()
    """The code cells in order."""
    stood_in: tuple[str, ...] = ()
    """The same as in an observation, for the whole notebook."""
    old_uses: tuple[OldUse, ...] = ()
    """The same as in an observation, for the whole notebook."""
    again: bool = False
    """Whether the notebook's functions were graded in a second process that ran nothing else of the notebook."""
    pictures: tuple[Picture, ...] = ()
    """What cells drew, where the rubric asks for it."""
    limit: str = ""
    """The `LimitReason` for which it was stopped; empty when it ended by itself."""
    waited: bool = False
    """Whether it was stopped for wall time alone, which a busy machine may have used up."""
