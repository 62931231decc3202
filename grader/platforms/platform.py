"""The record of one platform: its name, how its downloads are read, and how results go back to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from grader.model.roster import Entry

from .arrival import Arrivals
from .csv_table import CsvTable
from .download import Download
from .export_job import ExportJob
from .export_result import ExportResult


class ExportOption(StrEnum):
    """An option of `grader export` that only some platforms take."""

    INTO = "--into"
    """The platform's own table, which is filled."""
    COLUMN = "--column"
    """The table's column that grades go to."""
    MISSING = "--missing"
    """A zero for those who handed in nothing."""
    UNREADABLE = "--unreadable"
    """A zero for those whose hand-in could not be read."""
    SCALE = "--scale"
    """Points scaled to the platform's maximum."""
    FEEDBACK = "--feedback"
    """The reports packed into a zip that the platform deals out."""


TABLE_OPTIONS = frozenset(ExportOption) - {ExportOption.FEEDBACK}
"""Options of a platform that takes grades back in its own table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """The reader of a platform's downloads."""

    expected: str
    """A phrase in words that says what a download holds, for the error that refuses another one."""
    fits: Callable[[Download], bool]
    """A function that returns whether a download is this platform's."""
    arrivals: Callable[[Download, str], Arrivals]
    """A function that finds the hand-ins in a download; the text is the assignment's name, empty unless `several`."""
    several: bool = False
    """Whether a download may hold several assignments, so that `--assignment` chooses one."""
    certain: bool = True
    """Whether its downloads look like no other platform's; the others are asked after those."""
    fallback: bool = False
    """Whether it takes what no other platform recognises, and looks for the hand-ins' folder itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """The writer of results for a platform."""

    export: Callable[[ExportJob], ExportResult]
    """A function that makes an export's files without writing them; raises CallerError where the results do not fit."""
    options: frozenset[ExportOption] = frozenset()
    """The options that it takes; the others are refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """One platform, or one form of CI. A package may bring one by an entry point; docs/add_a_platform.md shows how."""

    name: str
    """Its name on the command line."""
    title: str
    """Its name in sentences."""
    importer: Importer | None = None
    """The reader of its downloads; None where there are none."""
    exporter: Exporter | None = None
    """The writer of results; None where they do not go back."""
    class_list: Callable[[CsvTable], Iterable[Entry] | None] | None = None
    """A function that reads the students from the platform's list of a class; it returns None for another table."""
