"""Looks for two edits that pass together: those that should by what each does alone, then partners of what helps."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from .bases import Base, Help, Progress, furthest_first, progress, unlike
from .candidates import Candidate, overlapping
from .cases import Came
from .superposed import foretold, telling
from .trials import AT_ONCE

if TYPE_CHECKING:
    from .search import Search

Again = Callable[[Candidate, int, Came], Iterable[Candidate]]
"""Function that returns the edits to try beside one that is made, by what that comes to in one case."""
WORST_FORETOLD = 0.05
"""Largest relative error of what is foretold for a pair that is tried."""
MOST_FORETOLD = 240
"""Most foretold pairs that are tried."""
MOST_ELSEWHERE = 720
"""Most edits that are run in another case too."""
ELSEWHERE_SHARE = 0.7
"""Share of the time after which none is."""
SLICE = 96
"""Edits that are tried beside one that helps before others have their turn."""
BASES_A_SLICE = 5
"""Edits that help of which the last comes a turn later than the first."""
MOST_CROSSED = 6
"""Most edits that help after another that are tried after those alike to it too."""
MOST_ALIKE = 48
"""Most edits that come to the same for which that is done."""
MOST_BESIDE = 160
"""Most edits that are tried beside either edit of a pair that passes."""
PAIRS_END = 0.9
"""Share of the time after which no pair is tried; the rest is for what may contradict a pair that passes."""
_ANY = -1
"""Number of the pairs of likely edits that do not help alone, among the edits that help."""
_Item = TypeVar("_Item")


@dataclass
class PairSearch:
    """The search for pairs, where no single edit passes."""

    search: Search
    """The search for single edits."""
    singles: Sequence[Candidate]
    """The single edits that were tried, none of which passes."""
    again: Again
    """Returns the edits to try beside one that is made."""
    _done: set[frozenset[Candidate]] = field(default_factory=set)
    _passed: tuple[Candidate, Candidate] | None = None
    _partners: dict[Candidate, Iterator[Candidate]] = field(default_factory=dict)

    def run_early(self, until: float) -> None:
        """Try partners of the edits after which a case passes, or an output is right, until that share of the time."""
        self._from_bases(until, Help.OUTPUT)
        self._look_beside()

    def run(self) -> None:
        """Look for pairs until some pass, or the time is over; then for others that pass with one of their edits."""
        first = self.search.firsts[0]
        if self.search.before[first].stopped is None:
            self._at_other_places()
            self._try(first, self._complementary())
            if not self.search.hits:
                self._try(first, itertools.islice(self._foretold(), MOST_FORETOLD))
        if not self.search.hits:
            self._from_bases(PAIRS_END, Help.OTHERWISE)
        self._look_beside()

    def _look_beside(self) -> None:
        if self.search.hits and self._passed is not None:
            self._beside(*self._passed)

    def _beside(self, one: Candidate, other: Candidate) -> None:
        """Try what else passes with one edit of a pair that does: where that is on another line, nothing is told."""
        for base in (one, other):
            where = self._first_wrong(base)
            if where is not None:
                others = itertools.islice(self.again(base, *where), MOST_BESIDE)
                self._try(where[0], ((base, another) for another in others), to_end=True)

    def _at_other_places(self) -> None:
        """Run the edits in the other cases that are wrong too."""
        first = self.search.came.get(self.search.firsts[0], {})
        for place in self.search.firsts[1:3]:
            found = self.search.came.setdefault(place, {})
            for batch in _batches(list(first)[:MOST_ELSEWHERE]):
                if self.search.spent >= ELSEWHERE_SHARE:
                    return
                found.update(zip(batch, self.search.tried_at(place, [(one,) for one in batch]), strict=True))

    def _complementary(self) -> Iterator[tuple[Candidate, Candidate]]:
        """Yield the pairs which make everything right that is wrong, each its part."""
        before, order = self.search.before, {one: number for number, one in enumerate(self.singles)}
        wanted = frozenset((p, name) for p in self.search.firsts for name, e in before[p].score.errors.items() if e)
        gained: dict[Candidate, set[tuple[int, str]]] = {}
        for place, came in self.search.came.items():
            for candidate, one in came.items():
                gained.setdefault(candidate, set()).update((place, name) for name in one.score.right)
        gains: dict[frozenset[tuple[int, str]], list[int]] = {}
        for candidate, names in gained.items():
            if names & wanted:
                gains.setdefault(wanted & names, []).append(order[candidate])
        found = [
            (one + other, one, other)
            for (part, ones), (more, others) in itertools.product(gains.items(), repeat=2)
            if part | more == wanted
            for one, other in itertools.product(ones, others)
            if one < other
        ]
        yield from ((self.singles[one], self.singles[other]) for _, one, other in sorted(found))

    def _foretold(self) -> Iterator[tuple[Candidate, Candidate]]:
        """Yield the pairs that should pass by what each edit does alone."""
        places = [
            place for place in self.search.firsts if not self.search.before[place].frames and place in self.search.came
        ]
        singles = [one for one in self.singles if all(one in self.search.came[place] for place in places)]
        if self.search.before[self.search.firsts[0]].frames or not singles:
            return
        before = np.concatenate([self.search.before[place].sample for place in places])
        due = np.concatenate([self.search.cases[place].due for place in places])
        rows = [np.concatenate([self.search.came[p][one].sample for p in places]) for one in singles]
        spans: list[slice] = []
        for place in places:
            begin = spans[-1].stop if spans else 0
            spans += [slice(s.start + begin, s.stop + begin) for s in self.search.cases[place].sampler.spans]
        if spans:
            for one, other in foretold(before, np.array(rows), due, spans, WORST_FORETOLD):
                yield singles[one], singles[other]

    def _from_bases(self, until: float, least: Help) -> None:
        """Try partners of the edits that help: the likeliest of the best first, then more of them, and of others.

        Args:
            until: share of the time after which none is tried.
            least: what an edit must bring about.
        """
        every = [base for base in self._helping() if base.helps <= least]
        bases = unlike(every)
        best = min((base.helps for base in bases), default=Help.NEARER)
        left = [(number / BASES_A_SLICE + base.helps - best, number) for number, base in enumerate(bases)]
        if least is Help.OTHERWISE and self.search.before[self.search.firsts[0]].stopped is None:
            left.append((Help.NEARER - min(best, Help.NEARER), _ANY))
        any_two = self._likeliest_two()
        heapq.heapify(left)
        while left and not self.search.hits and self.search.spent < until:
            turn, number = heapq.heappop(left)
            if number == _ANY:
                more = bool(self._try(self.search.firsts[0], itertools.islice(any_two, SLICE)))
            else:
                more = self._slice(bases[number], every)
            if more:
                heapq.heappush(left, (turn + 1, number))

    def _slice(self, base: Base, every: Sequence[Base]) -> bool:
        """Try the next partners of one edit; return whether there were some."""
        if base.edit not in self._partners:
            self._partners[base.edit] = iter(self.again(base.edit, base.place, base.came))
        some = list(itertools.islice(self._partners[base.edit], SLICE))
        tried = self._try(base.place, ((base.edit, other) for other in some))
        self._crossed([one for one in every if one.likeness == base.likeness], tried)
        return bool(some)

    def _likeliest_two(self) -> Iterator[tuple[Candidate, Candidate]]:
        """Yield pairs of edits of which each changes something, those first that are likeliest together."""
        first = self.search.firsts[0]
        known = self.search.came.get(first, {})
        some = [one for one in self.singles if one in known]
        rows = np.array([known[one].sample for one in some])
        some = [some[row] for row in telling(self.search.before[first].sample, rows)] if some else []
        for total in range(1, 2 * len(some)):
            for number in range(max(0, total - len(some) + 1), (total + 1) // 2):
                yield some[number], some[total - number]

    def _helping(self) -> list[Base]:
        """Return the edits after which more is right, or the function comes further, the best first."""
        found: list[tuple[Progress, int, Candidate]] = []
        for number, one in enumerate(self.singles):
            for place in self.search.firsts:
                came = self.search.came.get(place, {}).get(one)
                if came is None:
                    break
                gained = progress(self.search.before[place], came, self.search.cases[place].due)
                if gained is not None:
                    found.append((gained, number, one))
                    break
        made = [(one, gained[0]) for gained, _, one in furthest_first(found)]
        return [Base(one, *where, helps) for one, helps in made if (where := self._first_wrong(one)) is not None]

    def _first_wrong(self, one: Candidate) -> tuple[int, Came] | None:
        """Return the first case in which an edit alone does not pass, and what it comes to there."""
        for place in self.search.in_order:
            came = self.search.came.get(place, {}).get(one)
            if came is None:
                came = self.search.tried_at(place, [(one,)])[0]
                self.search.came.setdefault(place, {})[one] = came
            if not came.score.is_right:
                return place, came
        return None

    def _crossed(self, alike: Sequence[Base], tried: Sequence[tuple[Candidate, Came]]) -> None:
        """Try what helps after one edit beside those that come to the same as it: any of them may be meant."""
        if self.search.hits or not alike:
            return
        place, before = alike[0].place, alike[0].came
        due = self.search.cases[place].due
        found = [
            (gained, n, one)
            for n, (one, came) in enumerate(tried)
            if (gained := progress(before, came, due)) is not None
        ]
        helpful = furthest_first(one for one in found if one[0][0] is not Help.OTHERWISE)
        best = [one for _, _, one in helpful[:MOST_CROSSED]]
        self._try(place, ((base.edit, other) for base in alike[1:MOST_ALIKE] for other in best))

    def _try(
        self, place: int, pairs: Iterable[tuple[Candidate, Candidate]], *, to_end: bool = False
    ) -> list[tuple[Candidate, Came]]:
        """Try pairs that were not tried, until one passes or all of them; return the second of each with what came."""
        seen: list[tuple[Candidate, Came]] = []
        for batch in _batches(self._new(pairs)):
            if self.search.spent >= (1 if to_end else PAIRS_END):
                break
            came = self.search.tried_at(place, batch)
            seen += [(pair[1], one) for pair, one in zip(batch, came, strict=True)]
            right = [pair for pair, one in zip(batch, came, strict=True) if one.score.is_right]
            passing = self.search.passing(right)
            self.search.hits += [hit for _, hit in passing]
            if passing and not to_end:
                self._passed = self._passed or (passing[0][0][0], passing[0][0][1])
                break
        return seen

    def _new(self, pairs: Iterable[tuple[Candidate, Candidate]]) -> Iterator[tuple[Candidate, Candidate]]:
        for one, other in pairs:
            key = frozenset((one, other))
            if key not in self._done and not overlapping(one, other):
                self._done.add(key)
                yield one, other


def _batches(every: Iterable[_Item]) -> Iterator[list[_Item]]:
    left = iter(every)
    while batch := list(itertools.islice(left, AT_ONCE)):
        yield batch
