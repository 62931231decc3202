"""Keeps what the reference and the known mistakes give on disk, for later commands with the same assignment.

Why it is so: docs/decisions/0053.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

import grader
from grader.assignment.requirements import library_provenance
from grader.errors import CallerError
from grader.files.disk_cache import NOTHING_KEPT, SETTING, DiskCache, cache_folder
from grader.files.hashes import hash_of_parts
from grader.files.installed import installed
from grader.grading.files_beside import stamp, stamps_beside
from grader.grading.pipeline import versions
from grader.model.assignment import Assignment
from grader.model.record import Isolation
from grader.probes.computed import Storage
from grader.sandbox.readable import SYSTEM, python_parts

_MACHINE = (
    "OPENBLAS_CORETYPE",
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NPY_DISABLE_CPU_FEATURES",
)
"""Variables on which the last digits of a product of matrices depend."""


def results_cache(isolation: Isolation | None) -> DiskCache:
    """Return the cache that may be used beside student code of an isolation.

    Where that code could read any file of this user it could read the cache too, and nothing is kept.

    Args:
        isolation: the isolation; None where no student code runs.

    Raises:
        CallerError: the folder that `GRADER_CACHE` names is open to others, or lies where student code may read.
    """
    folder = cache_folder()
    if folder is None or (isolation is not None and "files" in isolation.not_enforced):
        return DiskCache(None)
    found, asked = DiskCache(folder), bool(os.environ.get(SETTING))
    open_to = [part for part in (*SYSTEM, *python_parts()) if folder.resolve().is_relative_to(Path(part).resolve())]
    if asked and open_to:
        raise CallerError("cache_readable", where=SETTING, folder=str(folder), part=open_to[0])
    if asked and not found.is_ours():
        raise CallerError("cache_not_ours", where=SETTING, folder=str(folder))
    return DiskCache(None) if open_to else found


def storage_of(assignment: Assignment, rubric: Path, kept: DiskCache) -> Storage:
    """Return where the values of an assignment's reference and mistakes are kept.

    Args:
        assignment: the assignment.
        rubric: its file.
        kept: the cache.
    """
    key = key_of("expectations", assignment, rubric, _asked(assignment))
    kept = kept if key else NOTHING_KEPT
    return Storage(read=lambda: kept.read(key), write=lambda content: kept.write(key, content))


def _asked(assignment: Assignment) -> list[str]:
    """Return the seed and the cases, which differ between what is graded and what is practised."""
    return [str(assignment.rubric.seed), repr({name: one.cases for name, one in assignment.scenarios.items()})]


def key_of(purpose: str, assignment: Assignment, rubric: Path, besides: Collection[str] = ()) -> str:
    """Return a hash of all that values computed from an assignment depend on; empty where that is too much to look at.

    Args:
        purpose: what is computed.
        assignment: the assignment.
        rubric: its file.
        besides: what else it depends on.
    """
    beside = stamps_beside(assignment, rubric)
    if beside is None:
        return ""
    parts = [purpose, assignment.sha256, *besides, *beside, machine()]
    parts += sorted(library_provenance(assignment.rubric.requirements).values())
    return hash_of_parts(parts)


@cache
def machine() -> str:
    """Return a hash of the grader's own code, the versions, and what the last digits of numbers depend on here."""
    of: dict[str, Any] = {**versions(), **{name: os.environ.get(name, "") for name in _MACHINE}}
    of["features"] = sorted(name for name, has in _cpu_features().items() if has)
    of["packages"] = {name: one.version for name, one in installed().items()}  # the reference may import any of them
    of["code"] = [stamp(path) for path in sorted(_own_files())]
    return hash_of_parts(of)


def _own_files() -> Iterator[Path]:
    """Yield the files of the grader's own code, and those of its sentences."""
    for folder, _, names in os.walk(Path(grader.__file__).parent):
        yield from (Path(folder, name) for name in names if name.endswith((".py", ".toml")))


def _cpu_features() -> dict[str, bool]:
    core = getattr(np, "_core", None) or np.core
    found: dict[str, bool] = getattr(core._multiarray_umath, "__cpu_features__", {})
    return found
