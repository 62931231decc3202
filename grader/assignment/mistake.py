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
            raise RubricError(
                f"`{name}` is missing or of another type.",
                why="A mistake has TITLE, EXPLANATION, HINTS, SERIOUSNESS and __all__, which lists what it overrides.",
                mend=f"Add `{name}`; the other mistakes show the form.",
                where=str(path),
            )
    if module.SERIOUSNESS not in {kind.value for kind in Seriousness}:
        raise RubricError(
            f"SERIOUSNESS is {module.SERIOUSNESS!r}.",
            why="A mistake is `minor` or `major`.",
            mend='Write SERIOUSNESS = "minor" or "major".',
            where=str(path),
        )
    keeps = getattr(module, "KEEPS", 0.0)
    if not isinstance(keeps, (int, float)) or not 0 <= keeps <= 1:
        raise RubricError(
            f"KEEPS is {keeps!r}.",
            why="It is the part of the points that the mistake leaves.",
            mend="Write a number from 0 to 1, or leave it out: 0.8 of the points for `minor`, none for `major`.",
            where=str(path),
        )
    if not isinstance(getattr(module, "MARK", ""), str):
        raise RubricError(
            f"MARK is {module.MARK!r}.",
            why="It is looked for in the student's function, to tell apart what numbers cannot.",
            mend="Write a piece of code as it stands in the student's code, or leave it out.",
            where=str(path),
        )
    if not all(isinstance(hint, str) for hint in module.HINTS):
        raise RubricError(
            "HINTS holds something else than texts.",
            why="Students read them one after the other.",
            mend='Write HINTS = ("...", "...").',
            where=str(path),
        )


def _check_overrides(path: Path, module: ModuleType, reference: Reference) -> None:
    """Refuse a mistake that replaces nothing, or what is not there."""
    if not module.__all__:
        raise RubricError(
            "`__all__` is empty.",
            why="A mistake that replaces nothing is the reference itself.",
            mend="List in it the functions that the file overrides.",
            where=str(path),
        )
    for names in getattr(module, "ALSO", ()):
        if not isinstance(names, dict) or not names or not names.keys() <= set(module.__all__):
            raise RubricError(
                "ALSO holds something else than dictionaries of overrides.",
                why="It lists other ways of writing the same mistake, for functions that __all__ names.",
                mend='Write ALSO = ({"name": other_way},).',
                where=str(path),
            )
    for name in module.__all__:
        if not isinstance(name, str) or name not in vars(module):
            raise RubricError(
                f"`__all__` names `{name}`, which the file does not define.",
                why="A mistake replaces the functions that its __all__ lists.",
                mend="Define it, or take it out of __all__.",
                where=str(path),
            )
        if not _is_there(reference, name):
            raise RubricError(
                f"`__all__` names {name!r}, which the reference does not have.",
                why="A mistake replaces functions of the reference by wrong ones.",
                mend="Correct the name, or import it in the reference's `__init__.py`.",
                where=str(path),
            )


def _is_there(reference: Reference, name: str) -> bool:
    try:
        reference.find(name)
    except LookupError:
        return False
    return True
