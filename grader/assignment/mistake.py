"""A known mistake as its file states it."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from grader.errors import RubricError
from grader.model.assignment import Mistake, Reference
from grader.model.verdict import Seriousness

KEPT = {Seriousness.MINOR: 0.8, Seriousness.MAJOR: 0.0}
"""The part of the points that a mistake leaves, unless it says itself what it KEEPS."""


def checked_mistake(path: Path, module: ModuleType, reference: Reference) -> Mistake:
    """The mistake that a module holds.

    Raises:
        RubricError: it lacks something, or replaces what the reference does not have.
    """
    _check_form(path, module)
    _check_overrides(path, module, reference)
    return Mistake(
        id=path.stem,
        title=module.TITLE,
        explanation=module.EXPLANATION,
        hints=tuple(map(str, module.HINTS)),
        seriousness=Seriousness(module.SERIOUSNESS),
        overrides={name: vars(module)[name] for name in module.__all__},
        variants=tuple(getattr(module, "ALSO", ())),
        keeps=getattr(module, "KEEPS", KEPT[Seriousness(module.SERIOUSNESS)]),
        mark=getattr(module, "MARK", ""),
    )


def _check_form(path: Path, module: ModuleType) -> None:
    """Refuse a mistake whose texts are missing or no texts."""
    kinds = {"TITLE": str, "EXPLANATION": str, "HINTS": tuple, "SERIOUSNESS": str, "__all__": list}
    for name, kind in kinds.items():
        if not isinstance(getattr(module, name, None), kind):
            raise RubricError("mistake_part_missing", where=str(path), name=name)
    if module.SERIOUSNESS not in {kind.value for kind in Seriousness}:
        raise RubricError("mistake_seriousness", where=str(path), found=repr(module.SERIOUSNESS))
    keeps = getattr(module, "KEEPS", 0.0)
    if not isinstance(keeps, (int, float)) or not 0 <= keeps <= 1:
        raise RubricError("mistake_keeps", where=str(path), found=repr(keeps))
    if not isinstance(getattr(module, "MARK", ""), str):
        raise RubricError("mistake_mark", where=str(path), found=repr(module.MARK))
    if not all(isinstance(hint, str) for hint in module.HINTS):
        raise RubricError("mistake_hints", where=str(path))


def _check_overrides(path: Path, module: ModuleType, reference: Reference) -> None:
    """Refuse a mistake that replaces nothing, or what is not there."""
    if not module.__all__:
        raise RubricError("mistake_replaces_nothing", where=str(path))
    for names in getattr(module, "ALSO", ()):
        if not isinstance(names, dict) or not names or not names.keys() <= set(module.__all__):
            raise RubricError("mistake_also", where=str(path))
    for name in module.__all__:
        if not isinstance(name, str) or name not in vars(module):
            raise RubricError("mistake_undefined", where=str(path), name=name)
        if not _is_there(reference, name):
            raise RubricError("mistake_not_in_reference", where=str(path), name=repr(name))


def _is_there(reference: Reference, name: str) -> bool:
    try:
        reference.find(name)
    except LookupError:
        return False
    return True
