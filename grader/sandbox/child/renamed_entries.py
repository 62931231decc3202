"""Shows a student's dictionary of parameters under the assignment's names, and results under these too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from typing import Any

_NAME = re.compile(r"([A-Za-z_]+)(\d{1,3})([A-Za-z_]*)")


class ParameterNames:
    """The student's names for the parameters, by the assignment's."""

    def __init__(self, stems: Sequence[Sequence[Sequence[str]]], shift: int) -> None:
        """Take pairs of stems, the assignment's and the student's, and what is added to the assignment's numbers."""
        self._own = {tuple(due): tuple(own) for due, own in stems}
        self._due = {own: due for due, own in self._own.items()}
        self._shift = shift

    def own(self, name: Any) -> Any:
        """Return the student's name for one of the assignment's; any other is returned unchanged."""
        return _renamed(name, self._own, self._shift)

    def due(self, name: Any) -> Any:
        """Return the assignment's name for one of the student's; any other is returned unchanged."""
        return _renamed(name, self._due, -self._shift)

    def of_result(self, value: Any) -> Any:
        """Return a result with a dictionary's entries under the assignment's names."""
        return {self.due(name): entry for name, entry in value.items()} if type(value) is dict else value

    def of_attribute(self, value: Any) -> Any:
        """Return an object's attribute; a dictionary is shown under the assignment's names."""
        return RenamedEntries(value, self) if type(value) is dict else value


class RenamedEntries(MutableMapping[Any, Any]):
    """A student's own dictionary, read and written under other names."""

    def __init__(self, entries: dict[Any, Any], names: ParameterNames) -> None:
        self.entries = entries
        self._names = names

    def __getitem__(self, name: Any) -> Any:
        """Return an entry by the assignment's name."""
        return self.entries[self._names.own(name)]

    def __setitem__(self, name: Any, value: Any) -> None:
        """Set an entry by the assignment's name."""
        self.entries[self._names.own(name)] = value

    def __delitem__(self, name: Any) -> None:
        """Remove an entry by the assignment's name."""
        del self.entries[self._names.own(name)]

    def __iter__(self) -> Iterator[Any]:
        """Yield the assignment's names."""
        return map(self._names.due, list(self.entries))

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self.entries)


def _renamed(name: Any, stems: Mapping[tuple[str, ...], tuple[str, ...]], shift: int) -> Any:
    found = _NAME.fullmatch(name) if type(name) is str else None
    stem = None if found is None else stems.get((found[1], found[3]))
    return name if stem is None or found is None else f"{stem[0]}{int(found[2]) + shift}{stem[1]}"
