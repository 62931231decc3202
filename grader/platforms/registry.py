"""The platforms: those of this package, and those that other packages bring by an entry point.

An entry point of the group `grader.platforms` has the platform's name, and names its `Platform`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points

from grader.errors import CallerError

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
    point = next(iter(entry_points(group=GROUP, name=name)), None)
    if point is None:
        raise CallerError(
            f"there is no platform called `{name}`.",
            why=f"Built in are {', '.join(BUILT_IN)}; installed packages bring {', '.join(other_names()) or 'none'}.",
            mend="Correct the name, or install the package that brings it.",
        )
    return _loaded(point)


def importer_of(name: str) -> tuple[Platform, Importer]:
    """Return a platform together with the reader of its downloads; raises CallerError where it has none."""
    platform = platform_of(name)
    if platform.importer is None:
        raise _without(name, "nothing can be imported from it", "grader export")
    return platform, platform.importer


def exporter_of(name: str) -> Exporter:
    """Return how results go back to a platform; raises CallerError where they do not."""
    exporter = platform_of(name).exporter
    if exporter is None:
        raise _without(name, "nothing can be exported to it", "grader import")
    return exporter


def _loaded(point: EntryPoint) -> Platform:
    package = point.dist.name if point.dist is not None else point.value
    where = f"package {package}, entry point {point.name}"
    try:
        platform = point.load()
    except Exception as error:  # another package's code may raise anything; it becomes one clear error
        raise CallerError(
            f"the platform `{point.name}` cannot be loaded ({type(error).__name__}: {error}).",
            why="A package that is installed here says that it brings this platform.",
            mend="Mend or remove that package.",
            where=where,
        ) from error
    if not isinstance(platform, Platform) or platform.name != point.name:
        raise CallerError(
            f"`{point.value}` is no platform called `{point.name}`.",
            why="The entry point names a `Platform` of `grader.platforms.platform` whose `name` is its own name.",
            mend="Mend or remove that package; docs/add_a_platform.md shows the form.",
            where=where,
        )
    return platform


def _without(name: str, what: str, other: str) -> CallerError:
    return CallerError(
        f"{what}.",
        why=f"The platform `{name}` knows one direction alone.",
        mend=f"Use `{other} {name}`, or choose another platform.",
        where=name,
    )
