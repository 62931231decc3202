"""Which platform is read by which file, and what a download looks like when it is another's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from grader.errors import CallerError, phrase

from . import folder
from .arrival import Arrivals
from .canvas import import_ as canvas
from .download import Download
from .gradescope import import_ as gradescope
from .moodle import import_ as moodle
from .nbgrader import import_ as nbgrader
from .upload_names import named

NESTED = 3
"""In how many folders a download may lie, as unpacking and packing it again makes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One platform."""

    title: str
    """As it is called."""
    expected: str
    """What its downloads are made of."""
    fits: Callable[[Download], bool]
    """Whether a download is this platform's."""
    arrivals: Callable[[Download], Arrivals]
    """What is in it."""


READERS = {
    "moodle": Reader(
        title="Moodle",
        expected="folders called like `Jane Doe_4411_assignsubmission_file`",
        fits=moodle.fits,
        arrivals=moodle.arrivals,
    ),
    "gradescope": Reader(
        title="Gradescope",
        expected=f"a file `{gradescope.METADATA}` and folders called like `submission_4411`",
        fits=gradescope.fits,
        arrivals=gradescope.arrivals,
    ),
    "nbgrader": Reader(
        title="nbgrader",
        expected="`submitted/<student>/<assignment>/`, or folders called `<student>+<assignment>+<timestamp>`",
        fits=nbgrader.fits,
        arrivals=nbgrader.arrivals,
    ),
    "canvas": Reader(
        title="Canvas",
        expected="files called like `doejane_4411_98765_hw.ipynb`",
        fits=canvas.fits,
        arrivals=canvas.arrivals,
    ),
    "folder": Reader(
        title="plain folder",
        expected="sub-folders, notebooks and zips, one a student",
        fits=folder.fits,
        arrivals=folder.arrivals,
    ),
}
"""The platforms by the word for them on the command line, those first whose downloads look like no other's."""


def arrivals_of(platform: str, download: Download, assignment: str = "") -> Arrivals:
    """The hand-ins in a download, under their final ids.

    Args:
        platform: one of READERS.
        download: what was downloaded.
        assignment: which of several; only nbgrader's folders hold several.

    Raises:
        CallerError: it is not what that platform makes.
    """
    if assignment and platform != "nbgrader":
        raise CallerError("assignment_for_nbgrader", title=READERS[platform].title)
    likely = _likely(download)
    if likely != platform and not (platform == "folder" and likely is None):
        raise _another(platform, download, likely)
    fitting = download if platform == "folder" else _fitting(platform, download) or download
    found = nbgrader.arrivals(fitting, assignment) if platform == "nbgrader" else READERS[platform].arrivals(fitting)
    if not found.found:
        raise _another(platform, download, None)
    return replace(found, found=named(found.found), left_out=(*download.left_out, *found.left_out))


def _likely(download: Download) -> str | None:
    """Whose download it looks like."""
    return next((name for name in READERS if name != "folder" and _fitting(name, download)), None) or (
        "folder" if folder.fits(download) else None
    )


def _fitting(platform: str, download: Download) -> Download | None:
    """The download as the platform made it, without folders that it lies in; None where it is not that platform's."""
    return next((one for one in _layers(download) if READERS[platform].fits(one)), None)


def _layers(download: Download) -> Iterator[Download]:
    inner: Download | None = download
    for _ in range(NESTED):
        if inner is None:
            return
        yield inner
        inner = inner.peeled()


def _another(platform: str, download: Download, likely: str | None) -> CallerError:
    shown = ", ".join(f"`{top}`" for top in sorted(download.tops())[:3])
    where, expected = str(download.path), READERS[platform].expected
    asked = phrase("a_plain_folder")
    if platform != "folder":
        asked = phrase("a_download", title=READERS[platform].title)
    if likely is None or likely == platform:
        return CallerError("download_unknown", where=where, download=asked, expected=expected, shown=shown)
    title = READERS[likely].title
    return CallerError(
        "download_of_another",
        where=where,
        download=asked,
        expected=expected,
        shown=shown,
        likely=likely,
        title=title,
    )
