"""One function a platform or form: from results to files, which are not written yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import CallerError
from grader.files.atomic import json_text
from grader.files.zips import zipped
from grader.model.grade import Grade
from grader.platforms import report_folder as folder
from grader.platforms.canvas.export import canvas
from grader.platforms.column_fill import Filled, FillOptions
from grader.platforms.csv import table
from grader.platforms.export_result import ExportResult
from grader.platforms.feedback_zip import Named, named, refuse_staff, refuse_unnamed
from grader.platforms.github import MOST_BYTES, summary_of
from grader.platforms.gradescope.export import FILE, results_of
from grader.platforms.junit import junit
from grader.platforms.moodle.export import moodle
from grader.platforms.pending import Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is exported, and how."""

    platform: str
    """To which platform or form."""
    folder: Path
    """The results."""
    grades: Sequence[Grade]
    """What each student got."""
    reports: Mapping[str, dict[str, Any]]
    """report.json by the hand-in's id."""
    waiting: Waiting
    """What is not final."""
    wishes: FillOptions
    """How a platform's table is filled."""
    into: Path | None = None
    """The platform's table."""
    out: Path | None = None
    """Where the result goes, if not to its usual place."""
    used: int = 0
    """Bytes that are in that place already and stay."""
    feedback: bool = False
    """Whether reports are packed for the platform."""
    provisional: bool = False
    """Whether what is not final goes out too."""


def exported(job: Job) -> ExportResult:
    """The files of an export.

    Raises:
        CallerError: the results do not fit the platform's table, or a report would reach somebody else.
    """
    return _FORMS[job.platform](job)


def _platform(job: Job) -> ExportResult:
    """Canvas or Moodle: its own table in place, and a zip of reports."""
    if job.into is None and not job.feedback:
        raise CallerError("nothing_to_fill", where=job.platform)
    zip_asked = job.out is not None and job.out.suffix.lower() == ".zip"
    filled = None if job.into is None else _filled(job, folder.read_table(job.into), str(job.into))
    files = {}
    if job.into is not None and filled is not None:
        files[job.into.resolve() if job.out is None or zip_asked else job.out] = filled.content
    zip_path = job.out if job.out is not None and (zip_asked or job.into is None) else None
    packed = _packed(job, filled) if job.feedback else Named()
    if job.feedback:
        pages = {name: _page(job, student) for student, name in packed.names.items()}
        files[zip_path or job.folder / f"{job.platform}_feedback.zip"] = zipped(pages)
    return ExportResult(
        platform=job.platform,
        waiting=job.waiting,
        files=files,
        filled=filled,
        sent=tuple(packed.names),
        unnamed=packed.unnamed,
    )


def _filled(job: Job, content: bytes, where: str) -> Filled:
    if job.platform == "moodle":
        return moodle(content, where, job.grades, job.wishes)
    title = next((report["assignment"]["title"] for report in job.reports.values()), "")
    return canvas(content, where, job.grades, title, job.wishes)


def _packed(job: Job, filled: Filled | None) -> Named:
    refuse_staff(job.reports, str(job.folder))
    packed = named(job.platform, job.grades, filled.seated.rows if filled else {})
    if not job.provisional:
        refuse_unnamed(packed.unnamed, str(job.folder))
    return packed


def _page(job: Job, student: str) -> bytes:
    submission = next(grade.entry.submission for grade in job.grades if grade.entry.student == student)
    return folder.page_of(job.folder, submission, job.reports[submission])


def _gradescope(job: Job) -> ExportResult:
    """A folder a hand-in; where lateness takes more from one of a group than from another, the least is taken."""
    files, notes = {}, []
    for name, report in job.reports.items():
        penalties = {grade.penalty for grade in job.grades if grade.entry.submission == name}
        notes += [f"Lateness differs within the group of {name}: the least was taken."] if len(penalties) > 1 else []
        content = json_text(results_of(report, min(penalties)))
        files[(job.out or job.folder / "gradescope") / name / FILE] = content.encode("utf-8")
    return _sent(job, files, tuple(notes))


def _csv(job: Job) -> ExportResult:
    files = {job.out or job.folder / "grades.csv": table(job.grades)}
    students = tuple(grade.entry.student for grade in job.grades)
    return ExportResult(platform=job.platform, waiting=job.waiting, files=files, sent=students)


def _junit(job: Job) -> ExportResult:
    return _sent(job, {job.out or job.folder / "junit.xml": junit(list(job.reports.values()))})


def _github(job: Job) -> ExportResult:
    if job.out is None:
        raise CallerError("no_step_summary", where="github")
    text = summary_of(list(job.reports.values()), room=MOST_BYTES - job.used)
    return _sent(job, {job.out: text.encode("utf-8")})


def _sent(job: Job, files: Mapping[Path, bytes], notes: tuple[str, ...] = ()) -> ExportResult:
    return ExportResult(platform=job.platform, waiting=job.waiting, files=files, sent=tuple(job.reports), notes=notes)


_FORMS: Mapping[str, Callable[[Job], ExportResult]] = {
    "canvas": _platform,
    "moodle": _platform,
    "gradescope": _gradescope,
    "csv": _csv,
    "junit": _junit,
    "github": _github,
}
FORMS = tuple(_FORMS)
"""What results can be exported to."""
