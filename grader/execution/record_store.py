"""Writes and reads a record on disk: one JSON file, and one file of frames with the arrays; no pickle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from grader.errors import CallerError
from grader.model.expectation import Probe
from grader.model.forbidden import ForbiddenCall
from grader.model.observation import Deviation, Failure, NotNumeric, Observation, OldUse, Outcome
from grader.model.record import Done, Record, Refused
from grader.model.repair import Repairs
from grader.model.submission import Submission
from grader.sandbox.child.values.foreign import Foreign
from grader.sandbox.child.wire import MAX_JSON, FrameReader, Opaque, WireError, pack

from .decode import plain

DONE = "done.json"
"""Name of the file that says with what the record and reports were made; written last and removed first."""
REFUSED = "refused.json"
"""Name of the file that says why there is no record."""
RECORD = "record.json"
"""Name of the file with the hand-in and the notebook's run, JSON."""
REPAIRS = "repairs.json"
"""Name of the file with the repairs of the hand-in's functions, written after the first report."""
OBSERVATIONS = "observations.bin"
"""Name of the file with the probes' observations, a frame each."""
_MOST = 4 * MAX_JSON
"""Longest JSON part of a frame on disk, bytes; more than on the wire, since encoding a value again may lengthen it."""


def save(record: Record, folder: Path) -> None:
    """Write a record, which can be judged again without the submission's files."""
    folder.mkdir(parents=True, exist_ok=True)
    for earlier in (DONE, REFUSED, REPAIRS):
        (folder / earlier).unlink(missing_ok=True)
    (folder / OBSERVATIONS).write_bytes(packed(record.observations))
    names = dict.fromkeys(record.submission.files, b"")
    slim = replace(record, submission=replace(record.submission, files=names, running={}), observations={})
    (folder / RECORD).write_bytes(msgspec.json.format(msgspec.json.encode(slim), indent=1))


def write_done(done: Done, folder: Path) -> None:
    """Mark the record in a folder and the reports on it as complete."""
    part = folder / f".{DONE}.part"
    part.write_bytes(msgspec.json.encode(done))
    part.replace(folder / DONE)


def read_done(folder: Path) -> Done | None:
    """Return with what a folder's record and reports were made; None while they are not complete."""
    try:
        return msgspec.json.decode((folder / DONE).read_bytes(), type=Done)
    except (OSError, msgspec.MsgspecError):
        return None


def save_repairs(repairs: Repairs, folder: Path) -> None:
    """Write the repairs of a recorded submission."""
    part = folder / f".{REPAIRS}.part"
    part.write_bytes(msgspec.json.format(msgspec.json.encode(repairs), indent=1))
    part.replace(folder / REPAIRS)


def load_repairs(folder: Path) -> Repairs | None:
    """Return the repairs of a recorded submission; None where none were looked for."""
    try:
        return msgspec.json.decode((folder / REPAIRS).read_bytes(), type=Repairs)
    except (OSError, msgspec.MsgspecError):
        return None


def refuse(refused: Refused, folder: Path) -> None:
    """Write why a submission has no record; an earlier hand-in's record no longer counts as complete."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DONE).unlink(missing_ok=True)
    (folder / REFUSED).write_bytes(msgspec.json.encode(refused))


def why_refused(folder: Path) -> Refused | None:
    """Return why a submission has no record; None where no reason was written."""
    try:
        return msgspec.json.decode((folder / REFUSED).read_bytes(), type=Refused)
    except (OSError, msgspec.MsgspecError):
        return None


def load(folder: Path) -> Record:
    """Read a record; the contents of its submission's files are empty, since they are not stored.

    Raises:
        CallerError: the folder holds no record that can be read.
    """
    try:
        slim = msgspec.json.decode((folder / RECORD).read_bytes(), type=Record)
        return replace(slim, observations=dict(unpacked((folder / OBSERVATIONS).read_bytes())))
    except (OSError, msgspec.MsgspecError, WireError, KeyError, TypeError, ValueError) as error:
        raise CallerError("record_unreadable", where=str(folder), kind=type(error).__name__) from error


def packed(observations: Mapping[Probe, Observation]) -> bytes:
    """Return observations as a file holds them: a frame each, and one that says how many they are."""
    frames = [_frame(probe, seen) for probe, seen in observations.items()]
    return b"".join([*frames, pack({"end": len(frames)}, {}, most=_MOST)])


def load_submission(folder: Path) -> Submission:
    """Read the submission of a record alone: its code, cells and answers, without what it did.

    Raises:
        CallerError: the folder holds no record that can be read.
    """
    try:
        return msgspec.json.decode((folder / RECORD).read_bytes(), type=_Submitted).submission
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise CallerError("record_unreadable", where=str(folder), kind=type(error).__name__) from error


class _Submitted(msgspec.Struct):
    submission: Submission


def _frame(probe: Probe, seen: Observation) -> bytes:
    head: dict[str, Any] = {
        "probe": [probe.scenario, probe.case, probe.way],
        "outcome": seen.outcome.value,
        "changed": list(seen.changed),
        "inert": list(seen.inert),
        "deviations": msgspec.to_builtins(seen.deviations),
        "stood_in": list(seen.stood_in),
        "old_uses": msgspec.to_builtins(seen.old_uses),
        "forbidden": msgspec.to_builtins(seen.forbidden),
        "renamed": list(seen.renamed),
        "failure": None if seen.failure is None else msgspec.to_builtins(seen.failure),
    }
    return pack(head, _travelling(dict(seen.values)), most=_MOST)


def unpacked(content: bytes) -> Iterator[tuple[Probe, Observation]]:
    """Yield the observations of a file; the last frame holds their number, so that a truncated file is refused.

    Args:
        content: what `packed` returned.

    Raises:
        ValueError: it is truncated, or no such content; also WireError, KeyError and TypeError are raised then.
    """
    reader, count = FrameReader(most=_MOST), 0
    reader.feed(content)
    while (frame := reader.next()) is not None:
        head, values = frame
        if head.get("end") == count:
            return
        count += 1
        failure = head["failure"]
        yield (
            Probe(*head["probe"]),
            Observation(
                outcome=Outcome(head["outcome"]),
                values=plain(values),
                failure=None if failure is None else msgspec.convert(failure, Failure),
                changed=tuple(head["changed"]),
                inert=tuple(head["inert"]),
                deviations=msgspec.convert(head.get("deviations", []), tuple[Deviation, ...]),
                stood_in=tuple(head["stood_in"]),
                old_uses=msgspec.convert(head.get("old_uses", []), tuple[OldUse, ...]),  # older records have none
                forbidden=msgspec.convert(head.get("forbidden", []), tuple[ForbiddenCall, ...]),
                renamed=tuple(head.get("renamed", ())),
            ),
        )
    raise ValueError("cut short")


def _travelling(value: Any) -> Any:
    """Return a value with the placeholders of grader.model replaced by those of the wire format."""
    if isinstance(value, NotNumeric):
        return Opaque(value.type_name)
    if isinstance(value, dict):
        return {key: _travelling(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_travelling(item) for item in value)
    if isinstance(value, Foreign):
        return Foreign(value.kind, _travelling(value.parts))
    if isinstance(value, np.ndarray) and value.dtype.kind == "O":
        found = np.empty_like(value)
        for place, item in enumerate(value.ravel()):
            found.flat[place] = _travelling(item)
        return found
    return value
