"""Adds to the template's notebook the cells that load the self-check, check the work and build the hand-in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from grader.files.distribution_names import named_in
from grader.report.words import Words
from grader.submission.answers import SELF_CHECK_TAG

GOES_ON = "raises-exception"
"""Tag of cells behind which Jupyter goes on with "Run all" though they raise, as what is not written yet does."""
_FOLDED = {"cellView": "form", "jupyter": {"source_hidden": True}}
"""Metadata of a cell whose code is folded, in Colab, which shows its `@title`, and in Jupyter."""
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
"""The kernel of a notebook that names none; without one Jupyter asks each student."""

_SETUP = """# @title {comment}
import glob, os, sys

DRIVE = "MyDrive/{name}"  # {drive}
if not os.path.exists("selfcheck.pyz") and "google.colab" in sys.modules:
    import zipfile

    for name in glob.glob("{name}*.zip"):
        zipfile.ZipFile(name).extractall(".")
    if not glob.glob("**/selfcheck.pyz", recursive=True):
        from google.colab import drive

        drive.mount("/content/drive")
        os.chdir(os.path.join("/content/drive", DRIVE))
    os.chdir(os.path.dirname(os.path.abspath(glob.glob("**/selfcheck.pyz", recursive=True)[0])))
sys.path[:0] = [os.getcwd(), os.path.abspath("selfcheck.pyz")]
from selfcheck import check, hint, pack
"""
_LIBRARIES = """
# {comment}
lacking = []
for needed, name in {needed!r}:
    from importlib.metadata import PackageNotFoundError, version

    try:
        version(name)
    except PackageNotFoundError:
        lacking.append(needed)
if lacking and "google.colab" in sys.modules:
    import subprocess

    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *lacking], check=True)
elif lacking:
    print("{missing}", *map(repr, lacking))
"""
"""Code of the cell that finds `selfcheck.pyz`, on Google Colab in an uploaded zip or on Drive, and imports from it."""


def released_notebook(content: bytes, name: str, words: Words, needed: Sequence[str] = ()) -> bytes:
    """Return the template's notebook with the self-check's cells; as it is where it has cells of their tag already.

    Args:
        content: the notebook, nbformat 4.
        name: the assignment's id, which is also the name of the released folder and zip.
        words: the catalogue with the sentences of the cells.
        needed: the libraries that the notebook needs, as pip names them.
    """
    notebook: dict[str, Any] = json.loads(content)
    cells = notebook["cells"]
    if any(SELF_CHECK_TAG in cell.get("metadata", {}).get("tags", []) for cell in cells):
        return content
    comment, drive = words("release.setup_comment"), words("release.drive_comment")
    first = next((place for place, cell in enumerate(cells) if cell["cell_type"] == "code"), len(cells))
    intro = _cell(notebook, "markdown", words("release.setup_text"), "selfcheck-intro")
    code = _SETUP.format(comment=comment, drive=drive, name=name) + _libraries(needed, words)
    setup = _cell(notebook, "code", code.rstrip(), "selfcheck-setup")
    setup["metadata"] |= _FOLDED
    closing = _cell(notebook, "markdown", words("release.pack_text"), "selfcheck-closing")
    every = _cell(notebook, "code", "check()", "selfcheck-check")
    pack = _cell(notebook, "code", "pack()", "selfcheck-pack")
    notebook["cells"] = [*cells[:first], intro, setup, *map(_going_on, cells[first:]), closing, every, pack]
    notebook.setdefault("metadata", {}).setdefault("kernelspec", _KERNEL)
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _going_on(cell: dict[str, Any]) -> dict[str, Any]:
    """Return a cell of the template that stops no other when it raises."""
    if cell["cell_type"] != "code":
        return cell
    metadata = cell.get("metadata", {})
    return {**cell, "metadata": {**metadata, "tags": [*dict.fromkeys([*metadata.get("tags", []), GOES_ON])]}}


def _libraries(needed: Sequence[str], words: Words) -> str:
    """Return the lines that look for the libraries, and install what lacks on Colab; empty where there are none."""
    if not needed:
        return ""
    pairs = [(text, named_in(text)) for text in needed]
    return _LIBRARIES.format(
        comment=words("release.libraries_comment"), missing=words("release.libraries_missing"), needed=pairs
    )


def _cell(notebook: dict[str, Any], kind: str, source: str, name: str) -> dict[str, Any]:
    """Return a cell to add to a notebook, with the id `name` where the notebook is of nbformat 4.5 or later."""
    version = (notebook.get("nbformat", 4), notebook.get("nbformat_minor", 0))
    found: dict[str, Any] = {
        "cell_type": kind,
        "metadata": {"tags": [SELF_CHECK_TAG]},
        "source": source.splitlines(keepends=True),
    }
    if version >= (4, 5):
        found["id"] = name
    return found if kind == "markdown" else {**found, "execution_count": None, "outputs": []}
