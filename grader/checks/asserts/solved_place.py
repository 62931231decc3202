"""Gives the names of a reference as they are at one of its places, which a line `# place: NAME` marks.

Why it is so: docs/decisions/0037.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from grader.files.captured_output import captured_output
from grader.sandbox.child.snapshots import Snapshots

from .chance import same_chance

_MARK = re.compile(r"^# place: (.+?)[ \t]*$", re.MULTILINE)
_TAKE = "__take_place__"


@dataclass(frozen=True, slots=True, kw_only=True)
class SolvedPlace:
    """The reference's names at a place."""

    find: Callable[[str], Any]
    """Returns the object of a name; raises LookupError where there is none yet."""
    names: MutableMapping[str, Any]
    """The names."""
    chance: dict[str, Any]
    """The states of the random generators."""


def solved_place(find: Callable[[str], Any], place: str) -> SolvedPlace | None:
    """Return the reference's names at a place, each time anew; None where the reference does not mark it.

    Args:
        find: returns the reference's object of a name.
        place: the name of the place.
    """
    modules = getattr(getattr(find, "__self__", None), "modules", ())
    snapshots = _snapshots(modules[0]) if modules and place else None
    if snapshots is None or not snapshots.has(place):
        return None
    chance = snapshots.put_back(place)

    def find_there(name: str) -> Any:
        for names in (snapshots.namespace, *map(vars, modules[1:])):
            if name in names:
                return names[name]
        raise LookupError(name)

    return SolvedPlace(find=find_there, names=snapshots.namespace, chance=chance)


def parts_between(text: str) -> tuple[dict[str, str], str]:
    """Return a reference's text in parts: what stands above each place and below the one before it, and the rest.

    Args:
        text: the reference's text.
    """
    found, begin = dict[str, str](), 0
    for mark in _MARK.finditer(text):
        found[mark[1]] = found.get(mark[1], "") + text[begin : mark.start()]
        begin = mark.end()
    return found, text[begin:]


@lru_cache(maxsize=64)
def _snapshots(module: ModuleType) -> Snapshots | None:
    """Run a reference's text once more, and keep its names at all places that it marks; None where it marks none."""
    file = str(getattr(module, "__file__", ""))
    try:
        text = Path(file).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    marked = _MARK.sub(lambda found: f"{_TAKE}({found[1]!r})", text)
    if marked == text:
        return None
    names: dict[str, Any] = {"__name__": module.__name__, "__file__": file, "__package__": module.__package__}
    snapshots = Snapshots(names)
    names[_TAKE] = snapshots.take
    with same_chance(), captured_output(), contextlib.suppress(Exception, SystemExit):  # it ran when it was loaded
        exec(compile(marked, file, "exec"), names)  # noqa: S102 - the instructor's own code
    return snapshots
