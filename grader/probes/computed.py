"""Defines what the reference and its known mistakes were found to give, in a form that is kept for later commands."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from grader.model.assignment import Assignment, Mistake
from grader.model.expectation import MistakeSignature, Probe

from .exact_values import NotExactError, packed, unpacked

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """All values for which code of the assignment runs."""

    values: Mapping[Probe, Values]
    """The reference's outputs: those of `run`, and the base and shifted outputs of `points`."""
    floors: Mapping[Probe, Mapping[str, float]]
    """By case and output the smallest size that errors are relative to, where there are such outputs."""
    loose: frozenset[str]
    """Functions that rightly return None or a tuple as their one value."""
    shapes: Mapping[Probe, Mapping[str, tuple[int, ...]]]
    """For each case whose scenario has a `finish`: the shapes of the reference's values before it."""
    mistakes: tuple[MistakeSignature, ...]
    """The outputs of the known mistakes."""
    reached: Mapping[Probe, Collection[str]]
    """For each probe which of the functions that known mistakes replace the reference calls in it."""
    sha256: str = ""
    """Hash of all of it; empty where it holds a kind of value that cannot be kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage:
    """Where what was computed is kept, such as a file."""

    read: Callable[[], bytes | None]
    """Function that returns what was kept; None where that is nothing."""
    write: Callable[[bytes], None]
    """Function that keeps it."""


NOWHERE = Storage(read=lambda: None, write=lambda content: None)
"""Keeps nothing."""


def stored(assignment: Assignment, storage: Storage, compute: Callable[[], Computed]) -> Computed:
    """Return what was kept for an assignment, or else compute and keep it.

    Args:
        assignment: the assignment.
        storage: where it is kept.
        compute: computes it.
    """
    content = storage.read()
    if content is not None:
        try:
            return replace(_read(assignment, content), sha256=_hash(content))
        except NotExactError:  # written by another version
            pass
    found = compute()
    try:
        content = _written(found)
    except NotExactError:  # a kind of value that is not kept
        return found
    storage.write(content)
    return replace(found, sha256=_hash(content))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def signature(mistake: Mistake, overrides: Mapping[str, Any], values: Mapping[Probe, Values]) -> MistakeSignature:
    """Return the signature of a mistake, or of one of its variants.

    Args:
        mistake: the mistake.
        overrides: what it replaces.
        values: its outputs by probe, wherever they differ from the reference's.
    """
    return MistakeSignature(
        id=mistake.id,
        functions=tuple(overrides),
        seriousness=mistake.seriousness,
        keeps=mistake.keeps,
        mark=mistake.mark,
        values=values,
    )


def alternatives(assignment: Assignment) -> Iterator[tuple[Mistake, Mapping[str, Any]]]:
    """Yield each known mistake with what it replaces, and with what each of its variants replaces."""
    for mistake in assignment.mistakes:
        for overrides in (mistake.overrides, *mistake.variants):
            yield mistake, overrides


class _ReadWhenNeeded(Mapping[Probe, Values]):
    """The outputs of a mistake by probe; of most mistakes a hand-in needs none."""

    def __init__(self, content: Mapping[Probe, bytes]) -> None:
        self._content = content
        self._read: dict[Probe, Values] = {}

    def __getitem__(self, probe: Probe) -> Values:
        if probe not in self._read:
            self._read[probe] = unpacked(self._content[probe])
        return self._read[probe]

    def __contains__(self, probe: object) -> bool:
        return probe in self._content

    def __iter__(self) -> Iterator[Probe]:
        return iter(self._content)

    def __len__(self) -> int:
        return len(self._content)


def _written(found: Computed) -> bytes:
    mistakes = [[(_name(p), packed(dict(values))) for p, values in one.values.items()] for one in found.mistakes]
    parts = (found.values, found.floors, found.shapes)
    named = [{_name(probe): dict(values) for probe, values in part.items()} for part in parts]
    reached = {_name(probe): sorted(names) for probe, names in found.reached.items()}
    return packed([*named, reached, sorted(found.loose), [one.id for one in found.mistakes], mistakes])


def _read(assignment: Assignment, content: bytes) -> Computed:
    tree = unpacked(content)
    try:
        values, floors, shapes, reached, loose, names, mistakes = tree
        known = list(alternatives(assignment))
        if names != [mistake.id for mistake, _ in known]:
            raise NotExactError("other mistakes")
        signatures = [
            signature(*one, _ReadWhenNeeded({Probe(*name): part for name, part in parts}))
            for one, parts in zip(known, mistakes, strict=True)
        ]
        return Computed(
            values={Probe(*name): part for name, part in values.items()},
            floors={Probe(*name): part for name, part in floors.items()},
            shapes={Probe(*name): part for name, part in shapes.items()},
            reached={Probe(*name): frozenset(part) for name, part in reached.items()},
            loose=frozenset(loose),
            mistakes=tuple(signatures),
        )
    except (TypeError, ValueError, AttributeError) as error:
        raise NotExactError(type(error).__name__) from error


def _name(probe: Probe) -> tuple[str, str, str]:
    return (probe.scenario, probe.case, probe.way)
