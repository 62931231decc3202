"""Dodona, Ghent University's platform for programming exercises: its zips of submissions and its judges' output."""

from __future__ import annotations

from grader.platforms.platform import Exporter, Importer, Platform

from .export import export
from .import_ import INFO, NAME, arrivals, fits

PLATFORM = Platform(
    name=NAME,
    title="Dodona",
    importer=Importer(
        expected=f"a file `{INFO}` with the columns `filename`, `id` and `full_name`, and the files that it names",
        fits=fits,
        arrivals=arrivals,
    ),
    exporter=Exporter(export=export),
)
