"""Makes values by name when they are asked for, so that a hundred thousand of them take no memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
T = TypeVar("T")


class LazyMapping(Mapping[K, T], Generic[K, T]):
    """Values by name, each made anew whenever it is asked for."""

    def __init__(self, names: Collection[K], make: Callable[[K], T]) -> None:
        """Keep the names.

        Args:
            names: the names, in order.
            make: returns the value of a name; raises KeyError where only known ones can be asked for.
        """
        self._names, self._make = names, make

    def __getitem__(self, name: K) -> T:
        return self._make(name)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[K]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
