"""Gradescope: its zips of submissions, its roster, and the results file of its autograders."""

from __future__ import annotations

from grader.platforms.platform import Exporter, Importer, Platform

from .class_list import class_list
from .export import export
from .import_ import METADATA, NAME, arrivals, fits

PLATFORM = Platform(
    name=NAME,
    title="Gradescope",
    importer=Importer(
        expected=f"a file `{METADATA}` and folders called like `submission_4411`", fits=fits, arrivals=arrivals
    ),
    exporter=Exporter(export=export),
    class_list=class_list,
)
