"""Moodle: its zips of submissions, its worksheet, and the file names by which it assigns feedback to students."""

from __future__ import annotations

from grader.platforms.platform import TABLE_OPTIONS, Exporter, ExportOption, Importer, Platform

from .class_list import class_list
from .export import export
from .import_ import NAME, arrivals, fits

PLATFORM = Platform(
    name=NAME,
    title="Moodle",
    importer=Importer(
        expected="folders called like `Jane Doe_4411_assignsubmission_file`", fits=fits, arrivals=arrivals
    ),
    exporter=Exporter(export=export, options=TABLE_OPTIONS | {ExportOption.FEEDBACK}),
    class_list=class_list,
)
