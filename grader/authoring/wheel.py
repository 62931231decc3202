"""Builds a wheel of the running grader, and lists its requirements, to install it on another machine."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import grader
from grader.files.pages import pages
from grader.files.zips import zipped

DISTRIBUTION = "notebook-grader"
"""Name of the grader's distribution: `grader` was taken, by a program of somebody else's."""
NAME = "grader"
"""Name of the grader's package and command."""
_FILE = DISTRIBUTION.replace("-", "_")
"""The same name as files are called."""
_LEFT_OUT = {"__pycache__"}
"""Names of folders that are not packed."""


def wheel() -> tuple[str, bytes]:
    """Return the file name and the content of a wheel of the grader as it is installed here.

    Source: the binary distribution format of Python packages, wheel version 1.0 (PEP 427).
    """
    own = metadata.distribution(DISTRIBUTION)
    info = f"{_FILE}-{own.version}.dist-info"
    root = Path(grader.__file__).parent
    files = {
        f"{NAME}/{path.relative_to(root).as_posix()}": path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not _LEFT_OUT & set(path.parts)
    }
    files |= {f"{NAME}/docs/{path.name}": path.read_bytes() for path in pages().values()}
    files[f"{info}/METADATA"] = (own.read_text("METADATA") or "").encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: grader\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/entry_points.txt"] = b"[console_scripts]\ngrader = grader.cli:main\n"
    record = "".join(f"{path},sha256={_digest(content)},{len(content)}\n" for path, content in files.items())
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    return f"{_FILE}-{own.version}-py3-none-any.whl", zipped(files)


def requirements(extras: tuple[str, ...] = (), libraries: Iterable[str] = ()) -> str:
    """Return the text of a requirements file: what is needed, in the versions that are installed here.

    Args:
        extras: names of the grader's extras whose dependencies are needed besides the grader's own.
        libraries: names of other distributions that are needed, with all that these need.
    """
    found: dict[str, str] = {}
    left = [*_needed(DISTRIBUTION, extras), *libraries]
    while left:
        name = left.pop()
        if name not in found:
            try:
                found[name] = metadata.version(name)
            except metadata.PackageNotFoundError:  # needed on another system or version of Python alone
                continue
            left += _needed(name, ())
    return "".join(f"{name}=={version}\n" for name, version in sorted(found.items()))


def _needed(name: str, extras: tuple[str, ...]) -> list[str]:
    """Return the names of the distributions that one requires, with those of some of its extras."""
    found = []
    for text in metadata.requires(name) or []:
        required, _, marker = text.partition(";")
        asked = re.search(r"extra\s*==\s*['\"]([^'\"]+)['\"]", marker)
        if asked is None or asked.group(1) in extras:
            plain = re.split(r"[\s\[<>=!~;(]", required.strip(), maxsplit=1)[0]
            found.append(re.sub(r"[-_.]+", "-", plain).lower())
    return [other for other in found if other and other != DISTRIBUTION]


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
