"""Grades a class, submission by submission, and writes reports, records, a table and a summary."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from grader.errors import CallerError, OutputError
from grader.files.lazy_mapping import LazyMapping
from grader.gradebook.book import roster_of, write_book
from grader.gradebook.class_record import class_settings_of
from grader.gradebook.decisions import by_submission, read_decisions
from grader.gradebook.rows import StoredRows
from grader.gradebook.store import GradebookContents
from grader.gradebook.summary import GradedClass
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.group_rules import group_rules
from grader.grading.job import Job, graded_by, lost
from grader.grading.lock import locked
from grader.grading.pool import GradingSettings, run_jobs
from grader.grading.repair_class import completed
from grader.grading.retry import Engine, WorkerEnded, concluded
from grader.model.decision import Decision
from grader.model.group_decision import Ruling
from grader.model.repair import RepairsWanted
from grader.model.roster import Entry
from grader.sandbox.preloading import refuse_preload
from grader.submission.files import is_surely_hand_in, is_text_hand_in
from grader.submission.read import name_of
from grader.submission.text_notebook import may_be_notebook
from grader.submission.times import DayOrder

LOCAL = "local"
"""Name of the engine that needs no cluster."""


def grade_class(
    folder: Path,
    out: Path,
    settings: GradingSettings,
    jobs: int = 1,
    tell: Callable[[int, int, str, str, bool], None] | None = None,
    force: bool = False,
    names: bool = False,
    engine: str = LOCAL,
    dates: DayOrder | None = None,
    repair: RepairsWanted = RepairsWanted.OFF,
) -> dict[str, Any]:
    """Grade every submission in a folder; a failure with one does not stop the others.

    A submission that was finished before, with the same files and settings, is not run again; where only points,
    tolerances or words changed, it is judged again from its record.

    Args:
        folder: contains sub-folders, notebooks and zips, one for each submission.
        out: the folder for the results.
        settings: the settings of the graders.
        jobs: number of graders that work at a time.
        tell: called after each submission with the number done, the number of all, its id, its status and
            whether its earlier result was kept.
        force: whether everything is run again.
        names: whether class.html shows the submissions' ids.
        engine: `local`, or the scheduler of a cluster as `dask://HOST:PORT`.
        dates: the order of day and month in the roster's dates of numbers; None where it is not known.
        repair: the wrong functions for which a repair is looked for, on this machine, when all marks are written.

    Returns:
        The content of summary.json: `submissions`, each with id, status, score and what to mend first, and
        `clusters`, the findings with the submissions they occur in; and for each submission whether it was kept.

    Raises:
        CallerError: there is no such folder, or nothing to grade in it.
        RubricError: the rubric cannot be used, or its reference fails in a scenario; nothing was graded then.
        OutputError: the results cannot be written.
    """
    found = submissions_in(folder)
    given = roster_of(folder, dates)
    graded = GradedClass()
    with locked(out, new=True), settings.grader() as grader:
        refuse_preload(
            grader.isolation.level, grader.assignment.rubric.preload, f"{settings.rubric}, assignment, preload"
        )
        _ = grader.expectations  # a reference that its own scenarios refuse is told before the first submission
        roster = given or roster_of(out)
        decisions = read_decisions(out)
        jobs_by_name = _tasks(found, out, decisions, force)
        for name, result in concluded(*_engines(engine, jobs, settings, grader), jobs_by_name):
            if isinstance(result, OutputError):
                raise result
            job = jobs_by_name[name]
            one = lost(grader, job, result) if isinstance(result, WorkerEnded) else result
            graded.add(one)
            if tell is not None:
                tell(len(graded), len(found), name, one.status, one.kept)
        closed = partial(_close, grader, settings, out, tuple(found), graded, roster, decisions, names)
        summary = closed()
        failed: dict[str, str] = {}
        if completed(jobs_by_name, graded, settings, jobs, repair, grader, failed.__setitem__):
            summary = closed()
    told = summary["submissions"].saying_kept(graded.kept)
    return {**summary, "submissions": told, **({"not_repaired": failed} if failed else {})}


def _close(
    grader: AssignmentGrader,
    settings: GradingSettings,
    out: Path,
    submissions: tuple[str, ...],
    graded: GradedClass,
    roster: tuple[Entry, ...],
    decisions: tuple[Decision, ...],
    names: bool,
) -> dict[str, Any]:
    """Write the files about the class as a whole, and return the summary, which is written last."""
    about = class_settings_of(grader.assignment, settings.rubric, grader.audience, grader.language, submissions, names)
    rows = StoredRows(graded.rows[name] for name in submissions)
    contents = GradebookContents(about=about, entries=roster, rows=rows, decisions=decisions)
    return write_book(out, contents, graded.entries)


def _tasks(found: Mapping[str, Path], out: Path, decisions: tuple[Decision, ...], force: bool) -> Mapping[str, Job]:
    about, groups = by_submission(decisions), group_rules(out)

    def job(name: str) -> Job:
        decided: tuple[Ruling, ...] = (*groups, *about.get(name, ()))
        return Job(name=name, path=found[name], out=out, force=force, decisions=decided)

    return LazyMapping(found, job)


def _engines(
    engine: str, jobs: int, settings: GradingSettings, grader: AssignmentGrader
) -> tuple[Engine[Job], Engine[Job]]:
    """Return the function that does jobs in parallel, and the one that does them one by one; none does them here."""
    if engine == LOCAL:
        return (
            partial(run_jobs, jobs, settings, graded_by, grader=grader),
            partial(run_jobs, 1, settings, graded_by, grader=grader),
        )
    from grader.grading.cluster.client import run_jobs_on_cluster

    return partial(run_jobs_on_cluster, engine, settings, grader), partial(
        run_jobs_on_cluster, engine, settings, grader, ahead=0
    )


def _is_sure(path: Path) -> bool:
    return path.is_dir() or is_surely_hand_in(path.name)


def _has_cells(path: Path) -> bool:
    """Return whether a text is a notebook without regard to its name; among nothing but texts, others are scripts."""
    return may_be_notebook(path.name, path.read_bytes(), "", ())


def submissions_in(folder: Path) -> Mapping[str, Path]:
    """Return the submissions in a folder by id; where two would have the same id, the file's keeps its extension.

    Raises:
        CallerError: there is no such folder, or nothing to grade in it.
    """
    if not folder.is_dir():
        raise CallerError("no_such_folder", where=str(folder))
    with os.scandir(folder) as listed:
        there = (entry for entry in listed if not entry.name.startswith((".", "__")))
        folders, single = list[str](), list[str]()
        for entry in there:
            (single if entry.is_file() else folders).append(entry.name)
    sure = any(_is_sure(folder / name) for name in chain(folders, single))
    files: dict[str, str] = {}
    for file in chain(sorted(folders), sorted(single)):
        path = folder / file
        if not _is_sure(path) and not (is_text_hand_in(file) and (sure or _has_cells(path))):
            continue
        name = name_of(path)
        files[file if name in files or name == file else name] = file
    if not files:
        raise CallerError("empty_folder", where=str(folder))
    return LazyMapping(files, lambda name: folder / files[name])
