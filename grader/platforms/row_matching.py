"""Matches people by ids and names: the one place that says when two names or ids mean one person.

`match_rows` lays our students beside the rows of a platform's table, `student_matching` hand-ins beside the list of a
class. Both find people by words that belong to one of them alone (`owned_by_one`), and compare names by `spellings`.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from grader.model.grade import Grade
from grader.model.roster import Entry

Word = TypeVar("Word", bound=Hashable)
Person = TypeVar("Person")
Wanted = Callable[[Entry], Mapping[str, Iterable[str]]]
"""A function that returns the words by which a student may be found, for each column that identifies students."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row of a platform's table that is a student's."""

    place: int
    """Index of the row in the table; the header has 0."""
    name: str
    """The full name there; empty where names are hidden."""
    keys: Mapping[str, str]
    """The other cells that identify the student, by column, the most reliable first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedRows:
    """The table's row of each student, and what was not matched."""

    rows: Mapping[str, TableRow]
    """Each student's row, by the student's id."""
    unmatched: tuple[str, ...] = ()
    """Ids of students who are in no row."""
    unclear: Mapping[str, str] = field(default_factory=dict)
    """Why a student who fits some row was not matched, by id."""
    strangers: tuple[TableRow, ...] = ()
    """Rows that belong to no student of ours."""


def owned_by_one(
    people: Iterable[Person], identity: Callable[[Person], Hashable], words: Callable[[Person], Iterable[Word]]
) -> Mapping[Word, Person]:
    """Index people by the words that belong to one of them alone; a word that two people share is left out.

    Args:
        people: everybody who can be found.
        identity: returns what identifies a person; several records of one person share it.
        words: returns the words of a person.
    """
    owners: dict[Word, dict[Hashable, Person]] = defaultdict(dict)
    for person in people:
        for word in words(person):
            owners[word][identity(person)] = person
    return {word: next(iter(those.values())) for word, those in owners.items() if len(those) == 1}


def found_by(
    index: Mapping[Word, Person], identity: Callable[[Person], Hashable], words: Iterable[Word]
) -> list[Person]:
    """Look words up in an index, and return the people found, each once, in the order of the words.

    Args:
        index: people by word, as `owned_by_one` returns it.
        identity: returns what identifies a person; records with equal identity are one person.
        words: the words to look up.
    """
    return list({identity(index[word]): index[word] for word in words if word in index}.values())


def letters(name: str) -> list[str]:
    """Return a name's words, each as its letters and digits without case and accents.

    The name is brought into the normal form NFKD, and accents, which this form separates from their letters, are
    dropped: file names of platforms, logins and other lists write `Zoë` as `zoe`. The names of two people that differ
    in accents alone fit both of them, so neither is matched by name.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    bare = (sign for sign in plain if not unicodedata.combining(sign))
    return "".join(sign if sign.isalnum() else " " for sign in bare).split()


def joined(name: str) -> str:
    """Return a name's letters joined, so that `Doe Jane` and `doejane` are equal."""
    return "".join(letters(name))


def spellings(name: str) -> frozenset[str]:
    """Return the joined spellings of a full name: as written, last name first, and with its words sorted.

    Two names mean one person where they share a spelling: `Doe, Jane`, `jane doe` and `doejane` do.
    """
    words = letters(name)
    last_first = joined(name.partition(",")[2]) + joined(name.partition(",")[0])
    turned = last_first if "," in name else "".join([*words[-1:], *words[:-1]])
    return frozenset({"".join(words), turned, "".join(sorted(words))}) - {""}


def match_rows(grades: Collection[Grade], rows: Sequence[TableRow], wanted: Wanted) -> MatchedRows:
    """Match each student by the columns that identify students, then by a name that nobody else has.

    Where columns fit different rows, the name decides. Where it does not decide, or two students fit one row, none of
    them is matched, since a mark that is uploaded into another student's row cannot be taken back.

    Args:
        grades: our students.
        rows: the table's rows.
        wanted: the words by which an entry may be found, by column.
    """
    by_key = owned_by_one(rows, _place, _keys)
    by_name = owned_by_one(rows, _place, _names_of_one(rows))
    ours = Counter(spelling for grade in grades for spelling in spellings(grade.entry.name))
    found: dict[str, TableRow] = {}
    unclear: dict[str, str] = {}
    for entry in (grade.entry for grade in grades):
        keys = ((column, key.casefold()) for column, keys in wanted(entry).items() for key in keys)
        hits = found_by(by_key, _place, keys)
        own = spellings(entry.name)
        if not hits and all(ours[spelling] == 1 for spelling in own):
            hits = found_by(by_name, _place, own)
        if len(hits) > 1:
            alike = [row for row in hits if spellings(row.name) & own]
            hits = alike if len(alike) == 1 else hits
        if len(hits) == 1:
            found[entry.student] = hits[0]
        elif hits:
            unclear[entry.student] = f"fits rows {', '.join(str(row.place + 1) for row in hits)}"
    return _without_twins(grades, rows, found, unclear)


def _place(row: TableRow) -> int:
    return row.place


def _keys(row: TableRow) -> list[tuple[str, str]]:
    return [(column, key.casefold()) for column, key in row.keys.items() if key]


def _names_of_one(rows: Sequence[TableRow]) -> Callable[[TableRow], frozenset[str]]:
    """Return a function that gives a row's spellings, or none where another row shares any of them."""
    counted = Counter(spelling for row in rows for spelling in spellings(row.name))

    def words(row: TableRow) -> frozenset[str]:
        own = spellings(row.name)
        return own if all(counted[spelling] == 1 for spelling in own) else frozenset()

    return words


def _without_twins(
    grades: Collection[Grade], rows: Sequence[TableRow], found: dict[str, TableRow], unclear: dict[str, str]
) -> MatchedRows:
    twice = Counter(row.place for row in found.values())
    for student in [student for student, row in found.items() if twice[row.place] > 1]:
        unclear[student] = f"is not alone in fitting row {found.pop(student).place + 1}"
    students = [grade.entry.student for grade in grades]
    return MatchedRows(
        rows=found,
        unmatched=tuple(student for student in students if student not in found and student not in unclear),
        unclear=unclear,
        strangers=tuple(row for row in rows if row.place not in twice),
    )
