"""Nbgrader: the folder of submissions of a course or of the exchange, and points for its gradebook."""

from __future__ import annotations

from grader.platforms.platform import Exporter, Importer, Platform

from .export import export
from .import_ import NAME, arrivals, fits

PLATFORM = Platform(
    name=NAME,
    title="nbgrader",
    importer=Importer(
        expected="`submitted/<student>/<assignment>/`, or folders called `<student>+<assignment>+<timestamp>`",
        fits=fits,
        arrivals=arrivals,
        several=True,
    ),
    exporter=Exporter(export=export),
)
