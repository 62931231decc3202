"""Arranges a hand-in's files by the paths of the assignment's template, whatever folders they were handed in with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from grader.model.submission import Audience, Remark

_COPY = re.compile(r"(?: ?\(\d+\)| - copy| copy|[-_]\d+)$", re.IGNORECASE)
"""Endings that systems give the name of a file that is there already, such as ` (1)`."""


def place_files(found: Mapping[str, bytes], wanted: Collection[str]) -> tuple[dict[str, bytes], list[Remark]]:
    """Return the files by path relative to the assignment's root folder.

    Args:
        found: contents by path as handed in.
        wanted: paths that the assignment names.

    Returns:
        The files, and a remark for each choice that a student may want to know of.
    """
    roots = Counter(_roots(found, wanted))
    root = min(roots, key=lambda prefix: (-roots[prefix], prefix.count("/"), len(prefix), prefix), default="")
    files = {name.removeprefix(root): content for name, content in found.items() if name.startswith(root)}
    remarks = []
    if _is_doubled(found, wanted, roots, root):
        remarks.append(Remark(id="more_copies", audience=Audience.STUDENT, facts={"used": root.rstrip("/") or "."}))
    for path in wanted:
        near = None if path in files else _nearest(path, found)
        if near is not None:
            files.pop(near, None)
            files[path] = found[near]
            remarks.append(Remark(id="taken_for", audience=Audience.STUDENT, facts={"path": near, "wanted": path}))
    return _without_clashes(files), remarks


def _roots(found: Iterable[str], wanted: Collection[str]) -> Iterator[str]:
    for name in found:
        for path in wanted:
            if name == path or name.endswith("/" + path):
                yield name.removesuffix(path)


def _is_doubled(found: Collection[str], wanted: Collection[str], roots: Collection[str], root: str) -> bool:
    """Return whether a wanted file was handed in with another copy."""
    others = [other for other in roots if other != root]
    return any(root + path in found and other + path in found for other in others for path in wanted)


def _nearest(path: str, found: Iterable[str]) -> str | None:
    """Return the file to use for a wanted one that is not at its path: the same name, nearest to the root."""
    wanted = PurePosixPath(path)
    if wanted.suffix != ".py":
        return None
    alike = [name for name in found if plain_name(name) == wanted.name.lower()]
    return min(alike, key=lambda name: (PurePosixPath(name).name != wanted.name, name.count("/"), name), default=None)


def plain_name(name: str) -> str:
    """Return a file's name without folders and without what systems add to the name of a copy."""
    path = PurePosixPath(name)
    return (_COPY.sub("", path.stem) + path.suffix).lower()


def _without_clashes(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files without those whose path is also a folder's."""
    folders = {str(parent) for name in files for parent in PurePosixPath(name).parents}
    return {name: content for name, content in files.items() if name not in folders}
