"""Says for staff where a variant of the reference is edited: the place, the kind of edit, the line before and after."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from grader.edits.edit import applied, difference
from grader.model.assignment import Assignment
from grader.probes.variants import TOLD, Variant


def place_of_variant(assignment: Assignment, variant: Variant) -> dict[str, Any]:
    """Return `path` in the reference, `line`, kind of `edit` with its `facts`, and the line as `source` and `becomes`.

    Args:
        assignment: the assignment with the reference.
        variant: the variant.
    """
    folder, path = assignment.reference_folder.resolve(), Path(variant.module.__file__ or "").resolve()
    after = applied(variant.text, [variant.edit])
    lines = difference(variant.text, after, "").splitlines()[2:]
    return {
        "path": path.relative_to(folder).as_posix() if path.is_relative_to(folder) and path != folder else path.name,
        "line": variant.edit.line,
        "edit": variant.edit.kind.value,
        "facts": {name: fact for name, fact in variant.edit.facts.items() if name in TOLD},
        "source": _first(lines, "-"),
        "becomes": _first(lines, "+"),
    }


def _first(lines: Iterable[str], sign: str) -> str:
    return next((line[1:].strip() for line in lines if line.startswith(sign)), "")
