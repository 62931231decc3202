"""Matches hand-ins with the list of the students in the class."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from grader.model.roster import Entry

from .arrival import Arrival
from .row_matching import found_by, joined, owned_by_one, spellings


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedStudents:
    """The hand-ins with their matched students."""

    arrivals: tuple[Arrival, ...]
    """The hand-ins, with the entries that go into the roster."""
    missing: tuple[Entry, ...] = ()
    """Students of the class who did not hand in."""
    unmatched: tuple[Entry, ...] = ()
    """Entries that fit no student of the class, or two."""


def match_students(arrivals: Sequence[Arrival], enrolled: Sequence[Entry] | None) -> MatchedStudents:
    """Match students by id, then login, then e-mail address, then name; what fits two students matches neither.

    An id decides before the words that follow it. A wrong match here changes no mark, and students who are not matched
    are reported.

    Args:
        arrivals: the hand-ins, under their final ids.
        enrolled: the students of the class; None where no list was given.
    """
    if enrolled is None:
        return MatchedStudents(arrivals=tuple(arrivals))
    found = _found([entry for arrival in arrivals for entry in arrival.entries], enrolled)
    groups = _groups(enrolled)
    ready, unmatched = [], []
    there: set[str] = set()
    for arrival in arrivals:
        entries: list[Entry] = []
        for entry in arrival.entries:
            members = _members(arrival, entry, found, groups)
            entries += [_completed(entry, member) for member in members] or [entry]
            unmatched += [] if members else [entry]
            there |= {member.student for member in members}
        ready.append(replace(arrival, entries=tuple(dict.fromkeys(entries))))
    missing = tuple(replace(one, submission="", submitted_at="") for one in enrolled if one.student not in there)
    return MatchedStudents(arrivals=tuple(ready), missing=missing, unmatched=tuple(unmatched))


def _members(
    arrival: Arrival, entry: Entry, found: Mapping[tuple[str, ...], Entry], groups: Mapping[str, list[Entry]]
) -> list[Entry]:
    """Return the students of the class who handed in: one, or a group, whose number may also be another student's."""
    one = found.get(_identity(entry))
    group = groups.get(joined(entry.name), []) if len(arrival.entries) == 1 and entry.name else []
    if group and (one is None or joined(entry.name) not in _full_names(one)):
        return group
    return [one] if one else []


def _groups(enrolled: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for one in enrolled:
        if one.group:
            groups[joined(one.group)].append(one)
    return groups


def _found(entries: Sequence[Entry], enrolled: Sequence[Entry]) -> Mapping[tuple[str, ...], Entry]:
    """Return the student of each identity that handed in; several identities share a student by equal id alone."""
    taken: dict[tuple[str, ...], Entry] = {}
    for in_the_list, in_the_hand_in in _LADDER:
        index = owned_by_one(enrolled, _student, in_the_list)
        open_ = {_identity(entry): entry for entry in entries if _identity(entry) not in taken}
        hits = {
            identity: found_by(index, _student, filter(None, in_the_hand_in(entry)))
            for identity, entry in open_.items()
        }
        fits = {identity: those[0] for identity, those in hits.items() if len(those) == 1}
        claims = Counter(one.student for one in [*taken.values(), *fits.values()])
        taken |= {
            identity: one for identity, one in fits.items() if claims[one.student] == 1 or one.student == identity[0]
        }
    return taken


def _student(one: Entry) -> str:
    return one.student


def _identity(entry: Entry) -> tuple[str, ...]:
    """Return what identifies a student of a platform; all attempts of one student have the same identity."""
    return (entry.student, entry.email, entry.name)


def _completed(entry: Entry, member: Entry) -> Entry:
    """Return a hand-in's entry, completed from the list of the class."""
    known = ("name", "email", "login", "section", "group", "extension")
    better = {key: getattr(member, key) or getattr(entry, key) for key in known}
    when = entry.submitted_at or member.submitted_at
    return replace(entry, student=member.student, submitted_at=when, **better)


def _full_names(one: Entry) -> set[str]:
    """Return the spellings of a name in the list, and those with every letter dropped that is not ASCII."""
    dropped = spellings("".join(letter for letter in one.name if letter.isascii()))
    return {*spellings(one.name), *(way for way in dropped if len(way) >= _TELLING)}


def _known_as(one: Entry) -> set[str]:
    """Return these spellings, and those with the login before the name, as some Moodle sites write it."""
    return _full_names(one) | ({joined(f"{one.login}{one.name}")} if one.login and one.name else set())


def _said(entry: Entry) -> Iterable[str]:
    return spellings(entry.name)


_TELLING = 4
"""Number of ASCII letters that a name needs to be matched by these alone."""
_LADDER: tuple[tuple[Callable[[Entry], Iterable[str]], Callable[[Entry], Iterable[str]]], ...] = (
    (lambda one: [one.student], lambda entry: [entry.student]),
    (lambda one: [one.login.casefold()], lambda entry: [entry.student.casefold(), entry.login.casefold()]),
    (lambda one: [one.email.casefold()], lambda entry: [entry.email.casefold(), entry.student.casefold()]),
    (_known_as, _said),
)
"""Pairs of functions that return the words to compare, from the class's list and from a hand-in, the surest first."""
