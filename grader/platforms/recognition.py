"""Finds which platform made a download, and the hand-ins in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from grader.errors import CallerError, phrase

from .arrival import Arrivals
from .download import Download
from .hand_in_ids import with_final_ids
from .platform import Importer, Platform
from .registry import BUILT_IN, importer_of

NESTED = 3
"""Most folders that a download may lie in, as unpacking and packing it again makes them."""


def arrivals_of(name: str, download: Download, assignment: str = "") -> Arrivals:
    """Return the hand-ins in a download, under their final ids.

    Args:
        name: the platform's name.
        download: the download, opened.
        assignment: the name of one of several; empty unless the platform's downloads may hold several.

    Raises:
        CallerError: it is not what that platform makes, or there is no such platform.
    """
    platform, importer = importer_of(name)
    if assignment and not importer.several:
        raise CallerError("assignment_for_nbgrader", title=platform.title)
    likely = _likely(download, platform)
    if likely != platform and not (importer.fallback and likely is None):
        raise _another(platform, importer, download, likely)
    whole = download if importer.fallback else _fitting(importer, download) or download
    found = importer.arrivals(whole, assignment)
    if not found.found:
        raise _another(platform, importer, download, None)
    return replace(found, found=with_final_ids(found.found), left_out=(*download.left_out, *found.left_out))


def _likely(download: Download, asked: Platform) -> Platform | None:
    """Return the platform whose download it looks like; those that are certain are asked first, fallbacks last.

    Of those that are certain the platform that the caller named comes first, since students choose names of files.
    """
    known = BUILT_IN.values() if asked.name in BUILT_IN else (asked, *BUILT_IN.values())
    readers = [(platform, platform.importer) for platform in known if platform.importer is not None]
    readers.sort(key=lambda one: (one[1].fallback, not one[1].certain, one[0] != asked))
    return next((platform for platform, importer in readers if _fits(importer, download)), None)


def _fits(importer: Importer, download: Download) -> bool:
    return importer.fits(download) if importer.fallback else _fitting(importer, download) is not None


def _fitting(importer: Importer, download: Download) -> Download | None:
    """Return the download without folders around it, as the platform made it; None where it is another platform's."""
    return next((one for one in _layers(download) if importer.fits(one)), None)


def _layers(download: Download) -> Iterator[Download]:
    inner: Download | None = download
    for _ in range(NESTED):
        if inner is None:
            return
        yield inner
        inner = inner.peeled()


def _another(platform: Platform, importer: Importer, download: Download, likely: Platform | None) -> CallerError:
    where, shown = str(download.path), ", ".join(f"`{top}`" for top in sorted(download.tops())[:3])
    asked = phrase("a_plain_folder") if importer.fallback else phrase("a_download", title=platform.title)
    if likely is None or likely == platform:
        return CallerError("download_unknown", where=where, download=asked, expected=importer.expected, shown=shown)
    return CallerError(
        "download_of_another",
        where=where,
        download=asked,
        expected=importer.expected,
        shown=shown,
        likely=likely.name,
        title=likely.title,
    )
