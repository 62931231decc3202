"""Makes ids of hand-ins that every file system accepts as a folder's name."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable

from .arrival import Arrival

LONGEST = 100
"""Most bytes of an id."""
_FORBIDDEN = frozenset('/\\:*?"<>|')
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
"""Names that Windows keeps for devices, with whatever ending."""
_TAKEN = frozenset({"roster.csv"})
"""Names of files beside the hand-ins."""


def with_final_ids(arrivals: Iterable[Arrival]) -> tuple[Arrival, ...]:
    """Return the hand-ins with their final ids, sorted by these."""
    found = tuple(arrivals)
    ids = unique(arrival.id for arrival in found)
    ready = [arrival.called(name) for arrival, name in zip(found, ids, strict=True)]
    return tuple(sorted(ready, key=lambda arrival: arrival.id))


def unique(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return safe ids, all different even on a file system that ignores case.

    All ids that would collide get a suffix made from their own text, so that no id depends on the order of the others.
    """
    texts = tuple(wanted)
    shared = Counter(_folded(safe(text)) for text in texts)
    seen: Counter[str] = Counter()
    ids = []
    for text in texts:
        name = safe(text)
        if shared[_folded(name)] > 1:
            seen[text] += 1
            name = _marked(name, text if seen[text] == 1 else f"{text}\0{seen[text]}")
        ids.append(name)
    return tuple(ids)


def safe(text: str) -> str:
    """Return a valid folder name that is as similar to the text as possible."""
    clean = "".join(
        "_" if letter in _FORBIDDEN or not letter.isprintable() else letter
        for letter in unicodedata.normalize("NFC", text)
    )
    name = clean.strip().rstrip(". ")
    if name.startswith((".", "__")):
        name = name.lstrip("._ ")
    if not name:
        return _marked("hand-in", text)
    if name.split(".")[0].casefold() in _RESERVED or name.casefold() in _TAKEN:
        name = f"{name}_"
    return name if len(name.encode()) <= LONGEST else _marked(name, text)


def _marked(name: str, text: str) -> str:
    mark = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{name.encode()[: LONGEST - 9].decode(errors='ignore').rstrip('. ')}-{mark}"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())
