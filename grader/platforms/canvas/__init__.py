"""Canvas: its zips of submissions, its gradebook, and the file names by which it assigns feedback to students."""

from __future__ import annotations

from grader.platforms.platform import TABLE_OPTIONS, Exporter, ExportOption, Importer, Platform

from .class_list import class_list
from .export import export
from .import_ import NAME, arrivals, fits

PLATFORM = Platform(
    name=NAME,
    title="Canvas",
    importer=Importer(
        expected="files called like `doejane_4411_98765_hw.ipynb`", fits=fits, arrivals=arrivals, certain=False
    ),
    exporter=Exporter(export=export, options=TABLE_OPTIONS | {ExportOption.FEEDBACK}),
    class_list=class_list,
)
