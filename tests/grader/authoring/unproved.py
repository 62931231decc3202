"""Converts an assignment without the proof, which has tests of its own and takes long."""

from dataclasses import dataclass
from pathlib import Path

from grader.authoring.convert import RUBRIC, crossing
from grader.authoring.converted import NotConverted


@dataclass(frozen=True)
class Unproved:
    """What became of an assignment's source."""

    rubric: Path
    tests: int
    crossed: int
    manual: int
    left: tuple[NotConverted, ...]
    files: tuple[str, ...]


def convert(form, source, out):
    """Write the new assignment's files, and return what became of the source."""
    made = crossing(form, source, out)
    return Unproved(
        rubric=out / RUBRIC,
        tests=sum(not item.is_manual for item in made.source.items) + len(made.source.left),
        crossed=sum(not item.is_manual for item in made.portable.items),
        manual=sum(item.is_manual for item in made.portable.items),
        left=made.portable.left,
        files=tuple(made.files),
    )
