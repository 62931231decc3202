"""Whose hand-in is whose: what a platform says of students, beside the list of who is in the class."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from grader.model.roster import Entry

from .arrival import Arrival


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The hand-ins with what is known of their students."""

    arrivals: tuple[Arrival, ...]
    """With entries as they go into the roster."""
    missing: tuple[Entry, ...] = ()
    """Students of the class who did not hand in."""
    unmatched: tuple[Entry, ...] = ()
    """Entries of students who are not in the class, or whom two could be."""


def matched(arrivals: Sequence[Arrival], enrolled: Sequence[Entry] | None) -> Matched:
    """Match by id, then login, then address, then name; what fits two students fits none.

    Args:
        arrivals: the hand-ins, under their final ids.
        enrolled: who is in the class; None where nobody said.
    """
    if enrolled is None:
        return Matched(arrivals=tuple(arrivals))
    found = _found([entry for arrival in arrivals for entry in arrival.entries], enrolled)
    groups = _groups(enrolled)
    ready, unmatched = [], []
    there: set[str] = set()
    for arrival in arrivals:
        entries: list[Entry] = []
        for entry in arrival.entries:
            members = _members(arrival, entry, found, groups)
            entries += [_joined(entry, member) for member in members] or [entry]
            unmatched += [] if members else [entry]
            there |= {member.student for member in members}
        ready.append(replace(arrival, entries=tuple(dict.fromkeys(entries))))
    missing = tuple(replace(one, submission="") for one in enrolled if one.student not in there)
    return Matched(arrivals=tuple(ready), missing=missing, unmatched=tuple(unmatched))


def _members(
    arrival: Arrival, entry: Entry, found: Mapping[tuple[str, ...], Entry], groups: Mapping[str, list[Entry]]
) -> list[Entry]:
    """Who handed this in: a student, or a whole group, whose number may by chance be a student's too."""
    one = found.get(_identity(entry))
    named = groups.get(squeezed(entry.name), []) if len(arrival.entries) == 1 and entry.name else []
    if named and (one is None or squeezed(entry.name) not in _spellings(one.name)):
        return named
    return [one] if one else []


def _groups(enrolled: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for one in enrolled:
        if one.group:
            groups[squeezed(one.group)].append(one)
    return groups


def _found(entries: Sequence[Entry], enrolled: Sequence[Entry]) -> Mapping[tuple[str, ...], Entry]:
    """The student of each that handed in, by identity; but for the same id, two are never the same student."""
    taken: dict[tuple[str, ...], Entry] = {}
    for theirs, ours in _LADDER:
        index = _alone(enrolled, theirs)
        open_ = {_identity(entry): entry for entry in entries if _identity(entry) not in taken}
        fits = {identity: one for identity, entry in open_.items() if (one := _one_of(index, ours(entry)))}
        claims = Counter(one.student for one in [*taken.values(), *fits.values()])
        taken |= {
            identity: one for identity, one in fits.items() if claims[one.student] == 1 or one.student == identity[0]
        }
    return taken


def _identity(entry: Entry) -> tuple[str, ...]:
    """What tells two students of a platform apart; the attempts of one share it."""
    return (entry.student, entry.email, entry.name)


def _alone(enrolled: Iterable[Entry], words: Callable[[Entry], Iterable[str]]) -> Mapping[str, Entry]:
    """The students by what belongs to one of them alone."""
    owners: dict[str, dict[str, Entry]] = defaultdict(dict)
    for one in enrolled:
        for word in filter(None, words(one)):
            owners[word][one.student] = one
    return {word: next(iter(those.values())) for word, those in owners.items() if len(those) == 1}


def _one_of(index: Mapping[str, Entry], words: Iterable[str]) -> Entry | None:
    found = {index[word].student: index[word] for word in words if word in index}
    return next(iter(found.values())) if len(found) == 1 else None


def _joined(entry: Entry, member: Entry) -> Entry:
    """A hand-in's entry with what the class's list knows better."""
    known = ("name", "email", "login", "section", "group", "extension")
    better = {key: getattr(member, key) or getattr(entry, key) for key in known}
    return replace(entry, student=member.student, **better)


def squeezed(name: str) -> str:
    """A name's letters and digits, without accents and case: `Doe, Jane` and `doejane` are alike."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def _spellings(name: str) -> set[str]:
    """The ways to write a full name: last name first or last, and with what is not ASCII dropped."""
    last, comma, first = name.partition(",")
    words = name.split()
    turned = f"{first} {last}" if comma else " ".join([*words[-1:], *words[:-1]])
    whole = {squeezed(way) for way in (name, turned)}
    dropped = {squeezed("".join(letter for letter in way if letter.isascii())) for way in (name, turned)}
    return (whole | {way for way in dropped if len(way) >= _TELLING}) - {""}


def _known_as(one: Entry) -> set[str]:
    """Also with the login before the name, as some Moodle sites write it."""
    return _spellings(one.name) | ({squeezed(f"{one.login}{one.name}")} if one.login and one.name else set())


def _said(entry: Entry) -> set[str]:
    last, _, first = entry.name.partition(",")
    return {squeezed(entry.name), squeezed(f"{first}{last}")} - {""}


_TELLING = 4
"""How many letters of a name must be ASCII for these to tell whose it is."""
_LADDER: tuple[tuple[Callable[[Entry], Iterable[str]], Callable[[Entry], Iterable[str]]], ...] = (
    (lambda one: [one.student], lambda entry: [entry.student]),
    (lambda one: [one.login.casefold()], lambda entry: [entry.student.casefold(), entry.login.casefold()]),
    (lambda one: [one.email.casefold()], lambda entry: [entry.email.casefold(), entry.student.casefold()]),
    (_known_as, _said),
)
"""By what students are known: in the class's list, and in what a platform says."""
