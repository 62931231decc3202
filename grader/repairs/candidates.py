"""Lists the edits of a wrong function in the order in which they are tried: likely kinds and suspected lines first."""

from __future__ import annotations

import ast
import heapq
import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from grader.edits.edit import Edit, EditKind, applied, overlap, placed_before
from grader.edits.every import ranked_edits_of
from grader.edits.function_code import functions_in
from grader.edits.suspicion import led_to, suspicion

from .targets import Change, Target

LINE_WEIGHT = 3.0
"""Ranks of kinds that one rank of suspicion counts for."""
PASSED_WEIGHT = 2.0
"""Ranks by which edits of lines come later that run in a scenario which passes, too."""
HELPER_WEIGHT = 2.0
"""Ranks by which edits of a helper function come after those of the function itself."""

BELOW_WEIGHT = 10.0
"""Ranks by which edits come later of a function that is right itself, and keeps something for the wrong one."""
REPEATED_WEIGHT = 1.0
"""Ranks by which one change in several places comes after that in a single one."""
_ANYWHERE = {EditKind.KEEPDIMS, EditKind.AXIS, EditKind.DDOF, EditKind.EPS_PLACE, EditKind.REDUCTION}
"""Kinds of edits that are the same change in whatever text they are made."""
MOST_STATEMENTS = 150
"""Most statements of a function that is searched."""
MOST_REPEATED = 3
"""Most places in which one change is made together."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Candidate:
    """One edit to be tried."""

    changes: tuple[Change, ...]
    """The edit with its function; two where one kind of change is made in two places."""
    rank: float
    """How likely it is held to be; smaller is likelier."""


Group = tuple[Candidate, ...]
"""Candidates that are made together."""


def changes_of(group: Group) -> tuple[Change, ...]:
    """Return the edits of some candidates."""
    return tuple(change for candidate in group for change in candidate.changes)


def overlapping(one: Candidate, other: Candidate) -> bool:
    """Return whether two candidates change the same part of a function."""
    return any(t is u and overlap(e, f) for t, e in one.changes for u, f in other.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a function comes to, with or without edits: it says where to look for the next."""

    ran: frozenset[tuple[str, int]]
    """The lines that run in a failing case, as place and line; empty where that is not known."""
    wrong: frozenset[str]
    """The outputs that are wrong."""
    right: frozenset[str]
    """The outputs that are right."""
    stopped: frozenset[tuple[str, int]] = frozenset()
    """The lines at which an exception was raised, as place and line."""
    passed: frozenset[tuple[str, int]] = frozenset()
    """The lines that run in a scenario of which every case passes, as place and line."""


@dataclass
class Candidates:
    """The edits of a wrong function and of the helpers that it calls; one object for each, whenever it is tried."""

    returned: Mapping[str, Sequence[str]]
    """The names of what functions and methods (`Class.method`) return, in order."""
    below: Collection[str] = ()
    """The names of functions that are right themselves, and whose edits come last."""
    _made: dict[Target, list[Candidate]] = field(default_factory=dict)
    _lines: dict[Target, dict[int, list[Candidate]]] = field(default_factory=dict)

    def of(self, targets: Sequence[Target], state: State) -> list[Candidate]:
        """Return the edits of some functions, likeliest first, and those that make one change in several places.

        Args:
            targets: the wrong function, or its methods, then the helpers that it calls.
            state: what the function comes to.
        """
        found = self._ranked(targets, state)
        repeated = [(one.rank, one) for one in _repeated([one for _, one in found])]
        return [one for _, one in sorted([*found, *repeated], key=lambda ranked: ranked[0])]

    def beside(self, targets: Sequence[Target], state: State, made: Sequence[Change] = ()) -> Iterator[Candidate]:
        """Yield the edits of some functions in one place each, likeliest first.

        Args:
            targets: as for `of`.
            state: what the function comes to with the edits that are made.
            made: the edits that are made.
        """
        streams = []
        for number, target in enumerate(targets):
            if len(target.code.statements) <= MOST_STATEMENTS:
                own = [edit for t, edit in made if t is target]
                weights = _weights(target, state, self.returned.get(target.code.name, ()), own)
                for line, some in [*self._by_line(target).items(), *_by_line(self._binding(target, own)).items()]:
                    if line in weights:
                        streams.append(_shifted(some, weights[line] + self._later(number, target)))
        for _, one in heapq.merge(*streams, key=lambda ranked: ranked[0]):
            yield one

    def _later(self, number: int, target: Target) -> float:
        """Return how many ranks later the edits of a function come, by its place among those that are edited."""
        if target.code.name in self.below:
            return BELOW_WEIGHT
        return HELPER_WEIGHT if number else 0.0

    def _by_line(self, target: Target) -> dict[int, list[Candidate]]:
        """Return the edits of a function by their lines, the likeliest of each first."""
        if target not in self._lines:
            self._lines[target] = _by_line(self._of(target))
        return self._lines[target]

    def _binding(self, target: Target, made: Sequence[Edit]) -> list[Candidate]:
        """Return the edits that are possible only since those that are made give more names a value."""
        names = set(target.code.names)
        if not made or names >= set(target.code.edited(made).names):
            return []
        code = functions_in(applied(target.code.module, made)).get(target.code.name)
        known = {(edit.start, edit.end, edit.text) for one in self._of(target) for _, edit in one.changes}
        placed = [(rank, placed_before(edit, made)) for rank, edit in (ranked_edits_of(code) if code else ())]
        return [
            Candidate(changes=((target, edit),), rank=rank)
            for rank, edit in placed
            if edit is not None and (edit.start, edit.end, edit.text) not in known
        ]

    def _ranked(self, targets: Sequence[Target], state: State) -> list[tuple[float, Candidate]]:
        found = []
        for number, target in enumerate(targets):
            if len(target.code.statements) <= MOST_STATEMENTS:
                weights = _weights(target, state, self.returned.get(target.code.name, ()))
                helper = self._later(number, target)
                for one in self._of(target):
                    weight = weights.get(one.changes[0][1].line)
                    if weight is not None:
                        found.append((one.rank + weight + helper, one))
        return found

    def _of(self, target: Target) -> list[Candidate]:
        if target not in self._made:
            ranked = ranked_edits_of(target.code)
            self._made[target] = [Candidate(changes=((target, edit),), rank=rank) for rank, edit in ranked]
        return self._made[target]


def _by_line(some: Sequence[Candidate]) -> dict[int, list[Candidate]]:
    found: dict[int, list[Candidate]] = {}
    for one in sorted(some, key=lambda one: one.rank):
        found.setdefault(one.changes[0][1].line, []).append(one)
    return found


def _shifted(some: Sequence[Candidate], later: float) -> Iterator[tuple[float, Candidate]]:
    for one in some:
        yield one.rank + later, one


def _weights(target: Target, state: State, returned: Sequence[str], made: Sequence[Edit] = ()) -> dict[int, float]:
    """Return by the first lines of the statements that ran how many ranks later their edits come."""
    known = {line for place, line in state.ran if place == target.place}
    wrong, right = (state.wrong, state.right) if returned else ((), ())
    suspected = suspicion(target.code.edited(made), returned, wrong, right)
    live = _live(target, known) if known else suspected.keys()
    leading = led_to(target.code, _live(target, [line for place, line in state.stopped if place == target.place]))
    ranks = {line: leading.get(line, 2) if leading else suspected.get(line, 0) for line in live}
    passed = _live(target, [line for place, line in state.passed if place == target.place])
    heads = {statement.lineno for statement in target.code.statements if target.code.header_of(statement)}
    return {
        line: LINE_WEIGHT * rank + (PASSED_WEIGHT if line in passed - heads else 0.0) for line, rank in ranks.items()
    }


def _repeated(singles: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that make one change wherever the same text stands, as in two branches."""
    alike: dict[tuple[str, ...], list[Candidate]] = {}
    for candidate in singles:
        target, edit = candidate.changes[0]
        alike.setdefault((target.code.name, edit.kind, *_what(edit)), []).append(candidate)
    return [
        Candidate(changes=tuple(one.changes[0] for one in group), rank=max(one.rank for one in group) + REPEATED_WEIGHT)
        for group in alike.values()
        if 2 <= len(group) <= MOST_REPEATED and _are_apart(group)
    ]


def _what(edit: Edit) -> tuple[str, ...]:
    """Return what an edit does, wherever it is made."""
    if edit.kind in _ANYWHERE:
        return tuple(fact for name, fact in edit.facts.items() if name not in ("old", "new"))
    return (edit.facts["old"], edit.text)


def _are_apart(group: Sequence[Candidate]) -> bool:
    edits = sorted((candidate.changes[0][1] for candidate in group), key=lambda edit: edit.start)
    return not any(overlap(one, other) for one, other in itertools.pairwise(edits))


def _live(target: Target, known: Collection[int]) -> set[int]:
    """Return the first lines of the statements that ran."""
    return {
        statement.lineno
        for statement in target.code.statements
        if any(line in known for line in range(statement.lineno, _last(statement) + 1))
    }


def _last(statement: ast.stmt) -> int:
    """Return the last line of a statement; of one that holds others, of its head alone."""
    body = getattr(statement, "body", None)
    if isinstance(body, list) and body:
        return max(statement.lineno, int(body[0].lineno) - 1)
    return statement.end_lineno or statement.lineno
