"""Reads a known mistake from the module of its file: its texts, and the functions that it replaces in the reference."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from grader.errors import RubricError
from grader.model.assignment import Mistake, Reference
from grader.model.verdict import Seriousness

KEPT = {Seriousness.MINOR: 0.8, Seriousness.MAJOR: 0.0}
"""The part of the points that is still earned with a mistake, unless it says itself what it KEEPS."""


def checked_mistake(path: Path, module: ModuleType, reference: Reference) -> Mistake:
    """Return the mistake that a module contains.

    It replaces every function and class of the module that has a name of the reference's, except those imported from
    the reference itself, and in addition those in the dictionary REPLACES.

    Args:
        path: the mistake's file.
        module: the loaded module.
        reference: the loaded reference.

    Raises:
        RubricError: it lacks something, or replaces a name that the reference does not have.
    """
    _check_form(path, module)
    overrides = _overrides(path, module, reference)
    _check_also(path, module, overrides)
    return Mistake(
        id=path.stem,
        title=module.TITLE,
        explanation=module.EXPLANATION,
        hints=tuple(map(str, module.HINTS)),
        seriousness=Seriousness(module.SERIOUSNESS),
        overrides=overrides,
        variants=tuple(getattr(module, "ALSO", ())),
        keeps=getattr(module, "KEEPS", KEPT[Seriousness(module.SERIOUSNESS)]),
        mark=getattr(module, "MARK", ""),
    )


def _check_form(path: Path, module: ModuleType) -> None:
    """Refuse a mistake whose texts are missing or of another type."""
    kinds = {"TITLE": str, "EXPLANATION": str, "HINTS": tuple, "SERIOUSNESS": str}
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


def _overrides(path: Path, module: ModuleType, reference: Reference) -> dict[str, Any]:
    """Return the replacements, by name; refuse unknown names, and a mistake that replaces nothing."""
    made = getattr(module, "REPLACES", {})
    if not isinstance(made, dict) or not all(isinstance(name, str) and callable(code) for name, code in made.items()):
        raise RubricError("mistake_replaces_form", where=str(path))
    found = {name: code for name, code in vars(module).items() if _is_written_for(name, code, module, reference)}
    for name in [*found, *made]:
        if not _is_there(reference, name):
            raise RubricError("mistake_not_in_reference", where=str(path), name=repr(name))
        if name in found and name in made:
            raise RubricError("mistake_replaces_twice", where=str(path), name=repr(name))
    _check_all(path, module, {**found, **made})
    return dict(sorted({**found, **made}.items()))


def _check_all(path: Path, module: ModuleType, overrides: Mapping[str, Any]) -> None:
    """Refuse a mistake that replaces nothing, or other names than its `__all__` lists."""
    if not overrides:
        raise RubricError("mistake_replaces_nothing", where=str(path))
    named = getattr(module, "__all__", list(overrides))
    if sorted(map(str, named)) != sorted(overrides):
        raise RubricError("mistake_all_differs", where=str(path), names=", ".join(sorted(overrides)))


def _check_also(path: Path, module: ModuleType, overrides: Mapping[str, Any]) -> None:
    """Refuse variants of the mistake that replace nothing, or other functions than the mistake itself."""
    also = getattr(module, "ALSO", ())
    if not isinstance(also, (tuple, list)):
        raise RubricError("mistake_also", where=str(path))
    for names in also:
        if not isinstance(names, dict) or not names or not names.keys() <= overrides.keys():
            raise RubricError("mistake_also", where=str(path))
        if not all(map(callable, names.values())):
            raise RubricError("mistake_also", where=str(path))


def _is_written_for(name: str, code: object, module: ModuleType, reference: Reference) -> bool:
    """Return whether an object is the mistake's own: callable under a name of the reference's, or defined there."""
    if name.startswith("_"):
        return False
    if _is_there(reference, name):  # it may be decorated, and then is neither a function nor a class
        return callable(code) and code is not reference.find(name)
    return issubclass(type(code), (FunctionType, type)) and code.__module__ == module.__name__


def _is_there(reference: Reference, name: str) -> bool:
    try:
        reference.find(name)
    except LookupError:
        return False
    return True
