"""Lists the edits of a wrong function in the order in which they are tried: likely kinds and suspected lines first."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from grader.edits.edit import Edit, EditKind, overlap
from grader.edits.every import ranked_edits_of
from grader.edits.suspicion import suspicion

from .targets import Change, Target

LINE_WEIGHT = 3.0
"""Ranks of kinds that one rank of suspicion counts for."""
HELPER_WEIGHT = 2.0
"""Ranks by which edits of a helper function come after those of the function itself."""

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


def candidates_of(
    targets: Sequence[Target],
    ran: Collection[tuple[str, int]],
    returned: Sequence[str],
    wrong: Collection[str],
    right: Collection[str],
    stopped: Collection[tuple[str, int]] = (),
) -> list[Candidate]:
    """Return the edits of some functions, likeliest first.

    Args:
        targets: the wrong function, or its methods, then the helpers that it calls.
        ran: the lines that run in a failing case, as place and line; empty where that is not known.
        returned: the names of what the function returns, in order.
        wrong: the outputs that are wrong.
        right: the outputs that are right.
        stopped: the lines at which an exception was raised, as place and line.
    """
    found = []
    for number, target in enumerate(targets):
        if len(target.code.statements) > MOST_STATEMENTS:
            continue
        known = {line for place, line in ran if place == target.place}
        names = returned if number == 0 else ()
        suspected = suspicion(target.code, names, wrong if names else (), right if names else ())
        live = _live(target, known) if known else suspected.keys()
        crashed = _live(target, [line for place, line in stopped if place == target.place])
        for rank, edit in ranked_edits_of(target.code):
            if edit.line in live:
                suspect = -1 if edit.line in crashed else suspected.get(edit.line, 0)
                weighed = rank + LINE_WEIGHT * suspect + (HELPER_WEIGHT if number else 0.0)
                found.append(Candidate(changes=((target, edit),), rank=weighed))
    return sorted([*found, *_repeated(found)], key=lambda candidate: candidate.rank)


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
