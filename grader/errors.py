"""What can go wrong on our side: every error says what, why and how to mend it.

A student's mistake is never one of these; it is an observation, then a verdict.

    GraderError
    ├── CallerError          the caller's mistake: exit code 2
    │   ├── RubricError      a rubric, or the code beside it, that cannot be used
    │   ├── SubmissionError  nothing there that can be graded
    │   └── OutputError      a folder that cannot be written
    └── MachineError         our own or the machine's failure: exit code 3
        ├── IsolationError   the asked isolation cannot be had
        └── SandboxError     the sandbox did not do its work
"""

from __future__ import annotations

from collections.abc import Mapping


class GraderError(Exception):
    """The grader cannot do what was asked.

    Args:
        what: what is wrong, with its place.
        why: why that is a problem.
        mend: what to do about it.
        where: file and key, when there is one.
        key: the table of the message catalogues that words this error in other languages, when there is one.
        facts: what that wording is filled with.
    """

    exit_code = 3

    def __init__(
        self,
        what: str,
        *,
        why: str,
        mend: str,
        where: str = "",
        key: str = "",
        facts: Mapping[str, str] | None = None,
    ) -> None:
        self.what = what
        self.why = why
        self.mend = mend
        self.where = where
        self.key = key
        self.facts = dict(facts or {})
        place = f"{where}: " if where else ""
        super().__init__(f"{place}{what} {why} {mend}")

    def __reduce__(self) -> tuple[object, ...]:
        """So that an error can cross from one process to another."""
        named = {name: getattr(self, name) for name in ("why", "mend", "where", "key", "facts")}
        return _again, (type(self), self.what, named)


class CallerError(GraderError):
    """The caller's mistake."""

    exit_code = 2


class RubricError(CallerError):
    """A rubric, or the code beside it, cannot be used."""


class SubmissionError(CallerError):
    """There is nothing that can be graded."""


class OutputError(CallerError):
    """A folder or file cannot be written."""


class MachineError(GraderError):
    """Our own or the machine's failure."""


class IsolationError(MachineError):
    """The isolation that was asked for cannot be had here."""


class SandboxError(MachineError):
    """The sandbox did not do its work."""


def _again(kind: type[GraderError], what: str, named: dict[str, object]) -> GraderError:
    return kind(what, **named)  # type: ignore[arg-type]  # as they were taken from an error of this kind
