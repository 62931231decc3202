"""Removes from a failure every name and line that is not in the hand-in, so that student code puts no text there.

A student's code can put anything into the name of an exception, a function or a file, also the hidden inputs that it
was given. So names come from a closed list, and a line's text from the file as it was handed in.
"""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from dataclasses import replace

from grader.model.forbidden import ForbiddenCall, covers
from grader.model.observation import Failure, Frame, LimitReason, NotCarried, Observation, OldUse, Transcript
from grader.model.old_forms import OLD_FORMS
from grader.model.rubric import Rubric
from grader.model.submission import Cell, Submission

OWN_ERROR = "an exception of its own"
"""The name recorded for every exception type that is not Python's own."""
_REASONS = {"", *LimitReason, *NotCarried}
_ERRORS = {name for name, found in vars(builtins).items() if isinstance(found, type)} | {
    "LinAlgError",
    "AxisError",
    "UFuncTypeError",
}
_MOST_VALUES = 99
_MOST_NAMES = 30


def sanitized_observation(seen: Observation, rubric: Rubric, submission: Submission) -> Observation:
    """Return the observation with unknown names and lines removed from its failure.

    Args:
        seen: the observation as it was decoded.
        rubric: knows the names of functions, classes and methods that may stay.
        submission: the hand-in, from whose files the text of a line is taken.
    """
    files = {**submission.running, **submission.files}
    changed = tuple(name for name in seen.changed if _known(name, rubric))
    uses = _uses_in_sources(seen.old_uses, submission)
    calls = _calls_in_sources(seen.forbidden, rubric, submission)
    names = _names_in_files(seen.stood_in, files)
    own = seen.renamed[0].rstrip("0123456789_") if seen.renamed else ""
    renamed = seen.renamed if own and _names_in_files((own,), files) else ()
    seen = replace(seen, changed=changed, stood_in=names, old_uses=uses, forbidden=calls, renamed=renamed)
    if seen.failure is None:
        return seen
    return replace(seen, failure=_failure(seen.failure, rubric, files | _cells(submission)))


def sanitized_transcript(run: Transcript, submission: Submission) -> Transcript:
    """Return the transcript without names and lines that are not in the hand-in."""
    names = _names_in_files(run.stood_in, submission.files)
    return replace(run, stood_in=names, old_uses=_uses_in_sources(run.old_uses, submission))


def _uses_in_sources(uses: tuple[OldUse, ...], submission: Submission) -> tuple[OldUse, ...]:
    """Return those of the uses whose form is known and whose line is in a file or cell that was handed in."""
    lengths = _lengths(submission.files, submission.cells) if uses else {}
    return tuple(use for use in uses if use.form in OLD_FORMS and 1 <= use.line <= lengths.get(use.path, 0))


def _calls_in_sources(
    calls: tuple[ForbiddenCall, ...], rubric: Rubric, submission: Submission
) -> tuple[ForbiddenCall, ...]:
    """Return those of the calls that name what is forbidden, a function that is asked for and a line that is there."""
    lengths = _lengths(submission.running, submission.cells) if calls else {}
    names = {name for question in rubric.questions for name in question.forbidden.names}
    return tuple(
        call
        for call in calls
        if 1 <= call.line <= lengths.get(call.path, 0)
        and call.function in rubric.functions
        and any(covers(name, call.used) for name in names)
        and all(part.isidentifier() for part in call.used.split("."))
    )


def _lengths(files: Mapping[str, bytes], cells: Sequence[Cell]) -> dict[str, int]:
    """Return the number of lines of each file, and of each cell by its name."""
    lengths = {path: content.count(b"\n") + 1 for path, content in files.items()}
    return lengths | {f"cell {cell.index + 1}": cell.source.count("\n") + 1 for cell in cells}


def _names_in_files(names: tuple[str, ...], files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return those of the names that stand in a file that was handed in and are made of plain words."""
    found = (name for name in names[:_MOST_NAMES] if all(part.isidentifier() for part in name.split(".")))
    return tuple(name for name in found if any(name.split(".")[-1].encode() in text for text in files.values()))


def _cells(submission: Submission) -> dict[str, bytes]:
    """Return the text of each code cell by its name in frames."""
    return {f"cell {cell.index + 1}": cell.source.encode() for cell in submission.cells}


def _failure(failure: Failure, rubric: Rubric, files: Mapping[str, bytes]) -> Failure:
    function = _known(failure.function, rubric)
    frames = (_frame(frame, rubric, files) for frame in failure.frames)
    return replace(
        failure,
        function=function,
        called=_known(failure.called, rubric),
        base=failure.base if failure.base in _ERRORS else "",
        error=failure.error if failure.error in _ERRORS | {""} else OWN_ERROR,
        frames=tuple(frame for frame in frames if frame is not None),
        got=failure.got if failure.got == "None" or _is_count(failure.got) else "",
        expected=_expected(function, rubric),
        why=failure.why if failure.why in _REASONS or _is_exit_code(failure.why) else "",
    )


def _known(name: str, rubric: Rubric) -> str:
    """Return the name if it is a function, class or method of the rubric, else an empty text."""
    root, _, method = name.partition(".")
    function = rubric.functions.get(root)
    if function is None:
        return ""
    return name if method in {"", "__init__", *function.methods} else root


def _frame(frame: Frame, rubric: Rubric, files: Mapping[str, bytes]) -> Frame | None:
    """Return a frame whose line is taken from the file as it was handed in."""
    lines = files.get(frame.path, b"").decode(errors="replace").splitlines()
    if not 1 <= frame.line <= len(lines):
        return None
    text = lines[frame.line - 1].strip()[:200]
    return replace(frame, function=_known(frame.function, rubric), source=text)


def _expected(function: str, rubric: Rubric) -> tuple[str, ...]:
    root, _, method = function.partition(".")
    known = rubric.functions.get(root)
    ways = () if known is None else known.methods.get(method, ()) if method else known.returns
    return ways[0] if ways else ()


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdecimal() and int(text) <= _MOST_VALUES


def _is_exit_code(text: str) -> bool:
    number = text.removeprefix("-")
    return number.isascii() and number.isdecimal() and int(number) <= 255
