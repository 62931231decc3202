"""What can go wrong on our side: every error says what, why and how to mend it.

A student's mistake is never one of these; it is an observation, then a verdict. The sentences stand in catalogues,
one for each language (`catalogue.py`); code that raises an error gives its key and its facts:

    raise CallerError("no_such_folder", where=str(folder))

    GraderError
    ├── CallerError          the caller's mistake: exit code 2
    │   ├── RubricError      a rubric, or the code beside it, that cannot be used
    │   ├── SubmissionError  nothing there that can be graded
    │   └── OutputError      a folder that cannot be written
    │       └── DiskFullError    since nothing is left of the disk: exit code 3
    └── MachineError         our own or the machine's failure: exit code 3
        ├── IsolationError   the asked isolation cannot be had
        └── SandboxError     the sandbox did not do its work
"""

from __future__ import annotations

from .catalogue import Phrase, phrase, worded

__all__ = [
    "CallerError",
    "DiskFullError",
    "GraderError",
    "IsolationError",
    "MachineError",
    "OutputError",
    "Phrase",
    "RubricError",
    "SandboxError",
    "SubmissionError",
    "phrase",
]


class GraderError(Exception):
    """The grader cannot do what was asked.

    Args:
        said: the error's key in the catalogues; or, with `why` and `mend`, the sentence itself that says what is wrong.
            Code that brings no catalogue of its own, such as another package's kind of check, raises it with sentences.
        why: why that is a problem, when `said` is a sentence.
        mend: what to do about it, when `said` is a sentence.
        where: file and key, when there is one.
        facts: the values that are put into the sentences of a key.
    """

    exit_code = 3

    def __init__(self, said: str, /, *, why: str = "", mend: str = "", where: str = "", **facts: object) -> None:
        self.key = "" if why else said
        self.facts = facts
        self.where = where
        self.what, self.why, self.mend = (said, why, mend) if why else worded(said, facts, "en")
        place = f"{where}: " if where else ""
        super().__init__(f"{place}{self.what} {self.why} {self.mend}")

    def worded(self, language: str) -> tuple[str, str, str]:
        """Return what, why and how to mend in a language; an error raised with sentences returns those."""
        return worded(self.key, self.facts, language) if self.key else (self.what, self.why, self.mend)

    def __reduce__(self) -> tuple[object, ...]:
        """Return how pickle builds the error again, so that it can be sent from one process to another."""
        state = {"__notes__": list(notes)} if (notes := getattr(self, "__notes__", ())) else None
        if self.key:
            return _again, (type(self), self.key, {"where": self.where, **self.facts}), state
        return _again, (type(self), self.what, {"why": self.why, "mend": self.mend, "where": self.where}), state


class CallerError(GraderError):
    """The caller's mistake."""

    exit_code = 2


class RubricError(CallerError):
    """A rubric, or the code beside it, cannot be used."""


class SubmissionError(CallerError):
    """There is nothing that can be graded."""


class OutputError(CallerError):
    """A folder or file cannot be written."""


class DiskFullError(OutputError):
    """Nothing is left of the disk."""

    exit_code = 3


class MachineError(GraderError):
    """Our own or the machine's failure."""


class IsolationError(MachineError):
    """The isolation that was asked for cannot be had here."""


class SandboxError(MachineError):
    """The sandbox did not do its work."""


def _again(kind: type[GraderError], said: str, named: dict[str, object]) -> GraderError:
    return kind(said, **named)  # type: ignore[arg-type]  # as they were taken from an error of this kind
