"""Builds summary.json: the findings of each submission, and the number of submissions with each finding."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import msgspec

from grader.files.json_pieces import Listed
from grader.files.spool import Spool
from grader.model.grade import GradeStatus
from grader.report.common_findings import clusters, found_in

from .additions import stated
from .class_record import ClassSettings
from .rows import Row, StoredRows

FILE = "summary.json"
"""Name of the file in a folder of results; it is written last."""
SummaryEntry = dict[str, Any]
"""The entry of one submission."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedSubmission:
    """The parts of one submission's result that the class's files contain."""

    points: Row
    """The submission's row in the gradebook."""
    summary_entry: SummaryEntry
    """The submission's entry in summary.json."""
    kept: bool = False
    """Whether it was graded before and nothing was run."""

    @property
    def status(self) -> GradeStatus:
        """Return `graded`, `unreadable` or `error`."""
        return self.points.status


class GradedClass:
    """What came of each submission of a class, on disk until the class's files are written."""

    def __init__(self) -> None:
        self.rows = StoredRows().by_name
        """The rows of the gradebook, by submission."""
        self.entries = stored_entries()
        """The entries of summary.json, by submission."""
        self.kept: Spool[bool] = Spool(lambda kept: b"1" if kept else b"", bool)
        """Whether each submission was graded before and nothing was run."""

    def add(self, one: GradedSubmission) -> None:
        """Take up what came of a submission, in the place of what came of it before."""
        name = one.points.submission
        self.rows[name], self.entries[name], self.kept[name] = one.points, one.summary_entry, one.kept

    def __len__(self) -> int:
        return len(self.rows)


def graded_submission(row: Row, report: Mapping[str, Any]) -> GradedSubmission:
    """Return the parts of a submission's result for the class's files, from its row and its report.json."""
    return GradedSubmission(points=row, summary_entry=summary_entry_of(row, report))


def summary_entry_of(row: Row, report: Mapping[str, Any]) -> SummaryEntry:
    """Return a submission's entry in the summary, from its row and the content of its report.json."""
    return {
        "id": row.submission,
        "status": row.status,
        "score": row.score,
        "max_score": row.max_score,
        "pending": row.pending,
        "mend_first": [item["title"] for item in report["mend_first"]],
        "report": f"reports/{row.submission}/report.html",
        "found": found_in(report),
        "notebook": report["notebook"]["status"],
        "timing": report["timing"],
        "counted": [],
        **stated(report),
        **({"why": _why(report)} if row.status == GradeStatus.UNREADABLE else {}),
    }


def _why(report: Mapping[str, Any]) -> str:
    """Return the sentence that says why a submission cannot be read."""
    return next((remark["message"] for remark in report["remarks"] if remark["id"] == "unreadable"), "")


class StoredEntries(Listed, Sequence[SummaryEntry]):
    """The entries of a summary in the order of the class, on disk; they are read one at a time."""

    def __init__(self, entries: Spool[SummaryEntry], kept: Mapping[str, bool] | None = None) -> None:
        """Take them over.

        Args:
            entries: the entries by submission.
            kept: whether each submission was graded before, where the entries are to say so.
        """
        self._entries, self._kept = entries, kept

    def __iter__(self) -> Iterator[SummaryEntry]:
        return map(self._told, self._entries.each())

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, place: Any) -> Any:
        return list(self)[place]

    def pieces(self) -> Iterator[str]:
        """Return each entry as JSON without line breaks."""
        if self._kept is None:
            return map(bytes.decode, self._entries.contents())
        return (encoded_entry(entry).decode() for entry in self)

    def saying_kept(self, kept: Mapping[str, bool]) -> StoredEntries:
        """Return the same entries, each of which says whether the submission was graded before."""
        return StoredEntries(self._entries, kept)

    def _told(self, entry: SummaryEntry) -> SummaryEntry:
        return entry if self._kept is None else {**entry, "kept": self._kept[entry["id"]]}


def stored_entries() -> Spool[SummaryEntry]:
    """Return an empty place for the entries of a class."""
    return Spool(encoded_entry, msgspec.json.decode)


def encoded_entry(entry: SummaryEntry) -> bytes:
    """Return an entry as JSON without line breaks."""
    return json.dumps(entry, ensure_ascii=False, allow_nan=False).encode()


def summary_of(about: ClassSettings, entries: Spool[SummaryEntry]) -> dict[str, Any]:
    """Return the content of summary.json; its submissions are read when they are asked for."""
    errors = 0

    def found() -> Iterator[tuple[str, list[dict[str, Any]]]]:
        nonlocal errors
        for known, row in zip(chain(about.submissions, repeat("")), entries.each()):  # noqa: B905 - repeat never ends
            errors += row["status"] == GradeStatus.ERROR
            yield known if known == row["id"] else row["id"], row["found"]  # the same text, so that it is held once

    grouped = clusters(found())
    return {
        "schema": "grader/summary/v1",
        "assignment": {"id": about.assignment, "title": about.title},
        "count": len(entries),
        "errors": errors,
        "submissions": StoredEntries(entries),
        "clusters": grouped,
    }


def summary_entries_in(folder: Path) -> Mapping[str, SummaryEntry]:
    """Return the entries of a summary by submission; empty where there is no summary."""
    found = stored_entries()
    try:
        for entry in _entries_of(folder / FILE):
            found[entry["id"]] = entry
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return found


def _entries_of(path: Path) -> Iterator[SummaryEntry]:
    """Yield the entries of a summary; one at a time, unless somebody wrote the file in another form."""
    with path.open("rb") as file:
        if next((line for line in file if line.startswith(_OPENS)), b"") == _OPENS + b"[\n":
            yield from map(msgspec.json.decode, _listed(file))
            return
    yield from json.loads(path.read_text(encoding="utf-8"))["submissions"]


_OPENS = b' "submissions": '


def _listed(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the text of each element of a list, of which the opening line was read."""
    element: list[bytes] = []
    for line in lines:
        if line.startswith(b" ]"):
            return
        ends = line.startswith(b"  }")
        element.append(b"}" if ends else line)
        if ends:
            yield b"".join(element)
            element.clear()
    raise ValueError("cut short")
