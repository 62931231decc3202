"""Which row of a platform's table is whose."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from grader.model.grade import Grade
from grader.model.roster import Entry

Wanted = Callable[[Entry], Mapping[str, Iterable[str]]]
"""What a student may be called in each column that names students."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One row of a platform's table that is a student's."""

    row: int
    """Its place in the table."""
    name: str
    """The full name there; empty where names are hidden."""
    keys: Mapping[str, str]
    """The other cells that say who it is, by column; in the order in which they are believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """Our students and the table's rows, side by side."""

    rows: Mapping[str, Seat]
    """Each student's row, by the student's id."""
    unmatched: tuple[str, ...] = ()
    """Ids of students who are in no row."""
    unclear: Mapping[str, str] = field(default_factory=dict)
    """Why a student who is in some row gets none, by id."""
    strangers: tuple[Seat, ...] = ()
    """Rows of nobody we know."""


def seated(grades: Sequence[Grade], seats: Sequence[Seat], wanted: Wanted) -> Seated:
    """Match each student by the first column that names them, then by a name that nobody else has.

    Where columns point to different rows, the name decides; where it does not, or two students point to one row,
    none of them is matched.

    Args:
        grades: our students.
        seats: the table's rows.
        wanted: what an entry may be called, by column.
    """
    index, named = _index(seats), _named(seats)
    ours = Counter(spelling for grade in grades for spelling in spellings(grade.entry.name))
    found: dict[str, Seat] = {}
    unclear: dict[str, str] = {}
    for entry in (grade.entry for grade in grades):
        hits = _hits(index, wanted(entry), entry.name)
        own = spellings(entry.name)
        if not hits and all(ours[spelling] == 1 for spelling in own):
            hits = list({named[spelling].row: named[spelling] for spelling in own if spelling in named}.values())
        if len(hits) == 1:
            found[entry.student] = hits[0]
        elif hits:
            unclear[entry.student] = f"fits rows {', '.join(str(seat.row + 1) for seat in hits)}"
    return _without_twins(grades, seats, found, unclear)


def _without_twins(
    grades: Sequence[Grade], seats: Sequence[Seat], found: dict[str, Seat], unclear: dict[str, str]
) -> Seated:
    twice = Counter(seat.row for seat in found.values())
    for student in [student for student, seat in found.items() if twice[seat.row] > 1]:
        unclear[student] = f"is not alone in fitting row {found.pop(student).row + 1}"
    students = [grade.entry.student for grade in grades]
    return Seated(
        rows=found,
        unmatched=tuple(student for student in students if student not in found and student not in unclear),
        unclear=unclear,
        strangers=tuple(seat for seat in seats if seat.row not in twice),
    )


def spellings(name: str) -> frozenset[str]:
    """A name's letters as they stand and in order of words: `Doe, Jane`, `jane doe` and `doejane` share one."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    words = "".join(sign if sign.isalnum() else " " for sign in plain).split()
    return frozenset({"".join(words), "".join(sorted(words))}) - {""}


def _index(seats: Sequence[Seat]) -> Mapping[tuple[str, str], Seat]:
    """Rows by column and cell, where no other row has the same cell."""
    found: dict[tuple[str, str], list[Seat]] = defaultdict(list)
    for seat in seats:
        for column, key in seat.keys.items():
            if key:
                found[column, key.casefold()].append(seat)
    return {key: some[0] for key, some in found.items() if len(some) == 1}


def _named(seats: Sequence[Seat]) -> Mapping[str, Seat]:
    """Rows by each spelling of their names, where no other row shares any."""
    counted = Counter(spelling for seat in seats for spelling in spellings(seat.name))
    alone = [seat for seat in seats if all(counted[spelling] == 1 for spelling in spellings(seat.name))]
    return {spelling: seat for seat in alone for spelling in spellings(seat.name)}


def _hits(index: Mapping[tuple[str, str], Seat], wanted: Mapping[str, Iterable[str]], name: str) -> list[Seat]:
    """The rows that an entry's ids point to; of several, the one of the same name if there is such a one."""
    hits: dict[int, Seat] = {}
    for column, keys in wanted.items():
        for key in keys:
            seat = index.get((column, key.casefold()))
            if seat is not None:
                hits[seat.row] = seat
    alike = [seat for seat in hits.values() if spellings(seat.name) & spellings(name)]
    return alike if len(alike) == 1 else list(hits.values())
