"""Finds platforms by name: those of this package, and those that other packages bring by an entry point.

An entry point of the group `grader.platforms` has the platform's name, and names its `Platform`.

Why it is so: docs/decisions/0022.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points

from grader.errors import CallerError, phrase

from . import canvas, csv, dodona, folder, github, gradescope, junit, moodle, nbgrader
from .platform import Exporter, Importer, Platform

GROUP = "grader.platforms"
"""The group of entry points by which another package brings a platform."""
BUILT_IN: Mapping[str, Platform] = {
    module.PLATFORM.name: module.PLATFORM
    for module in (canvas, gradescope, moodle, nbgrader, dodona, folder, csv, junit, github)
}
"""This package's platforms by name."""
IMPORTERS = tuple(name for name, platform in BUILT_IN.items() if platform.importer is not None)
"""Names of those whose downloads can be read."""
EXPORTERS = tuple(name for name, platform in BUILT_IN.items() if platform.exporter is not None)
"""Names of those that results can be exported to."""


def other_names() -> tuple[str, ...]:
    """Return the names of the platforms that other packages bring; none of these packages is imported."""
    return tuple(sorted({point.name for point in entry_points(group=GROUP)} - BUILT_IN.keys()))


def platform_of(name: str) -> Platform:
    """Return a platform; installed packages are searched only for one that is not built in.

    Raises:
        CallerError: there is no such platform, or the package that brings it cannot be used.
    """
    if name in BUILT_IN:
        return BUILT_IN[name]
    points = {point.value: point for point in entry_points(group=GROUP, name=name)}
    if len(points) > 1:
        raise CallerError("platform_taken", where=name, values=", ".join(sorted(points)))
    if not points:
        raise CallerError(
            "no_such_platform", name=name, ours=", ".join(BUILT_IN), others=", ".join(other_names()) or phrase("none")
        )
    return _loaded(next(iter(points.values())))


def importer_of(name: str) -> tuple[Platform, Importer]:
    """Return a platform and its importer; raise CallerError where it has none."""
    platform = platform_of(name)
    if platform.importer is None:
        raise CallerError("nothing_to_import", where=name)
    return platform, platform.importer


def exporter_of(name: str) -> Exporter:
    """Return a platform's exporter; raise CallerError where it has none."""
    exporter = platform_of(name).exporter
    if exporter is None:
        raise CallerError("nothing_to_export", where=name)
    return exporter


def _loaded(point: EntryPoint) -> Platform:
    package = point.dist.name if point.dist is not None else point.value
    where = f"package {package}, entry point {point.name}"
    try:
        platform = point.load()
    except (Exception, SystemExit) as error:  # another package's code may raise anything; it becomes one clear error
        raise CallerError(
            "platform_does_not_load", where=where, name=point.name, kind=type(error).__name__, error=str(error)
        ) from error
    if not isinstance(platform, Platform) or platform.name != point.name:
        raise CallerError("no_platform", where=where, value=point.value, name=point.name)
    return platform
