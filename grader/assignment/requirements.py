"""Reads which libraries an assignment needs, and refuses to go on without them.

Why it is so: docs/decisions/0038.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import RubricError
from grader.files.beside import beside
from grader.files.installed import installed, normal_name, with_needed

if TYPE_CHECKING:
    from packaging.requirements import Requirement

FROM_FILE = "-r "
"""Beginning of an entry that names a file of requirements beside the rubric, as pip writes it."""


def requirements_in(entries: Iterable[str], rubric: Path) -> tuple[str, ...]:
    """Return the requirements of a rubric, those of the files that it names among them.

    Args:
        entries: `requirements` as the rubric has them.
        rubric: the rubric's file.

    Raises:
        RubricError: a file is not there, or an entry is no requirement.
    """
    where = f"{rubric}, assignment, requirements"
    found = dict.fromkeys(line for entry in entries for line in _lines(entry, rubric))
    for text in found:
        _parsed(text, where)
    return tuple(found)


def requirement_files(entries: Iterable[str], rubric: Path) -> list[Path]:
    """Return the paths of the files of requirements that a rubric names.

    Raises:
        RubricError: one of them is not there.
    """
    names = [entry.removeprefix(FROM_FILE).strip() for entry in entries if entry.startswith(FROM_FILE)]
    return [beside(rubric, name, "requirements") for name in names]


def missing_requirements(requirements: Iterable[str]) -> dict[str, str]:
    """Return the requirements that do not hold here, each with the version that is installed; empty for none."""
    return {text: version for text, version in map(_state, requirements) if version is not None}


def refuse_missing(requirements: Sequence[str], rubric: Path) -> None:
    """Refuse to go on without the libraries that an assignment needs.

    Raises:
        RubricError: one is not installed, or in another version.
    """
    missing = missing_requirements(requirements)
    if missing:
        told = (f"`{text}`" + (f" ({version})" if version else "") for text, version in missing.items())
        raise RubricError(
            "requirement_missing",
            where=f"{rubric}, assignment, requirements",
            missing=", ".join(told),
            rubric=str(rubric),
            pip=" ".join(f"'{text}'" for text in missing),
        )


def required_modules(requirements: Iterable[str]) -> tuple[str, ...]:
    """Return the names by which the required libraries are imported, sorted; for those not installed there are none."""
    names = (distribution_in(text) for text in requirements)
    return tuple(
        sorted(
            module
            for name in names
            if name in installed()
            for module in installed()[name].modules
            if module.isidentifier() and not module.startswith("_")
        )
    )


def distribution_in(requirement: str) -> str:
    """Return the name of the distribution that a requirement asks for, in its normal form."""
    return normal_name(_parsed(requirement, "").name)


@cache
def library_provenance(requirements: tuple[str, ...]) -> dict[str, str]:
    """Return the versions of the required libraries, and a hash over those with all that they need; empty for none."""
    names = [distribution_in(text) for text in requirements]
    if not names:
        return {}
    versions = {name: installed()[name].version for name in sorted(with_needed(names))}
    every = "".join(f"{name}=={version}\n" for name, version in versions.items())
    return {
        "libraries": " ".join(f"{name}=={versions[name]}" for name in dict.fromkeys(names) if name in versions),
        "libraries_sha256": hashlib.sha256(every.encode()).hexdigest(),
    }


def _lines(entry: str, rubric: Path) -> Iterator[str]:
    if not entry.startswith(FROM_FILE):
        yield entry.strip()
        return
    for path in requirement_files([entry], rubric):
        for line in path.read_text(encoding="utf-8-sig", errors="replace").splitlines():
            text = line.split(" #")[0].strip()
            if text and not text.startswith("#"):
                yield text


def _parsed(text: str, where: str) -> Requirement:
    from packaging.requirements import InvalidRequirement, Requirement  # here: most rubrics require nothing

    try:
        found = Requirement(text)
    except InvalidRequirement as error:
        raise RubricError("no_requirement", where=where, text=text, error=str(error).splitlines()[0]) from error
    if found.url:
        raise RubricError("no_requirement", where=where, text=text, error="it is an address")
    return found


def _state(text: str) -> tuple[str, str | None]:
    """Return a requirement, and the version that is installed in its place; None where it holds."""
    parsed = _parsed(text, "")
    if parsed.marker is not None and not parsed.marker.evaluate():
        return text, None
    found = installed().get(normal_name(parsed.name))
    if found is None:
        return text, ""
    return text, None if parsed.specifier.contains(found.version, prereleases=True) else found.version
