"""Looks for two edits that pass together: those that should by what each does alone, then partners of what helps."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from .candidates import Candidate, overlapping
from .cases import Came
from .samples import share_right
from .superposed import foretold
from .trials import AT_ONCE

if TYPE_CHECKING:
    from .search import Search

Again = Callable[[Candidate, int, Came], Sequence[Candidate]]
"""Function that returns the edits to try beside one that is made, by what that comes to in one case."""
WORST_FORETOLD = 0.05
"""Largest relative error of what is foretold for a pair that is tried."""
MOST_FORETOLD = 240
"""Most foretold pairs that are tried."""
MOST_ELSEWHERE = 720
"""Most edits that are run in another case too."""
ELSEWHERE_SHARE = 0.75
"""Share of the time after which none is."""
SLICE = 96
"""Edits that are tried beside one that helps before others have their turn."""
BASES_A_SLICE = 5
"""Edits that help of which the last comes a turn later than the first."""
LATE = 8
"""Turns by which those come later that fail at the same line in another way."""
MOST_CROSSED = 6
"""Most edits that help after another that are tried after those alike to it too."""
MOST_ALIKE = 48
"""Most edits that come to the same for which that is done."""
MOST_BESIDE = 288
"""Most edits that are tried beside either edit of a pair that passes."""
_Item = TypeVar("_Item")
Progress = tuple[float, ...]
"""How far a variant came; a larger one came further."""


@dataclass(frozen=True, slots=True)
class Base:
    """An edit that helps, for which a partner is looked for."""

    edit: Candidate
    """The edit."""
    place: int
    """The first case in which it does not pass alone."""
    came: Came
    """What it comes to there."""
    tier: int
    """Turns by which its partners come later."""

    @property
    def likeness(self) -> object:
        """Return what is equal for edits that come to the same."""
        if not self.came.frames and not np.isfinite(self.came.sample).any():
            return self.edit  # arrays of other shapes, which a sample says nothing of
        with np.errstate(all="ignore"):
            return self.place, self.came.stopped, self.came.error, self.came.sample.astype(np.float32).tobytes()


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

    def run(self) -> None:
        """Look for pairs until some pass, or the time is over; then for others that pass with one of their edits."""
        first = self.search.firsts[0]
        if self.search.before[first].stopped is None:
            self._at_other_places()
            self._try(first, self._complementary())
            if not self.search.hits:
                self._try(first, itertools.islice(self._foretold(), MOST_FORETOLD))
        if not self.search.hits:
            self._from_bases()
        if self.search.hits and self._passed is not None:
            self._beside(*self._passed)

    def _beside(self, one: Candidate, other: Candidate) -> None:
        """Try what else passes with one edit of a pair that does: where that is on another line, nothing is told."""
        for base in (one, other):
            where = self._first_wrong(base)
            if where is not None:
                others = self.again(base, *where)[:MOST_BESIDE]
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

    def _from_bases(self) -> None:
        """Try partners of the edits that help: the likeliest of the best first, then more of them, and of others."""
        every = self._helping()
        bases = _unlike(every)
        partners: dict[Candidate, Sequence[Candidate]] = {}
        left = [(number / BASES_A_SLICE + base.tier, number, 0) for number, base in enumerate(bases)]
        heapq.heapify(left)
        while left and not self.search.hits and self.search.spent < 1:
            turn, number, begin = heapq.heappop(left)
            base = bases[number]
            if base.edit not in partners:
                partners[base.edit] = self.again(base.edit, base.place, base.came)
            some = partners[base.edit][begin : begin + SLICE]
            if some:
                tried = self._try(base.place, ((base.edit, other) for other in some))
                self._crossed([one for one in every if one.likeness == base.likeness], tried)
                heapq.heappush(left, (turn + 1, number, begin + SLICE))

    def _helping(self) -> list[Base]:
        """Return the edits after which more is right, or the function comes further, the best first."""
        found = []
        for number, one in enumerate(self.singles):
            for place in self.search.firsts:
                came = self.search.came.get(place, {}).get(one)
                if came is None:
                    break
                progress = self._progress(place, self.search.before[place], came)
                if progress is not None:
                    found.append((progress, -number, one))
                    break
        best = sorted(found, key=lambda one: one[:2], reverse=True)
        tiers = [(one, 0 if any(progress) else LATE) for progress, _, one in best]
        return [Base(one, *where, tier) for one, tier in tiers if (where := self._first_wrong(one)) is not None]

    def _first_wrong(self, one: Candidate) -> tuple[int, Came] | None:
        """Return the first case in which an edit alone does not pass, and what it comes to there."""
        for place in self.search.firsts:
            came = self.search.came.get(place, {}).get(one)
            if came is None:
                came = self.search.tried_at(place, [(one,)])[0]
                self.search.came.setdefault(place, {})[one] = came
            if not came.score.is_right:
                return place, came
        return None

    def _progress(self, place: int, before: Came, after: Came) -> Progress | None:
        """Return how far a variant came in one case; None where no further than before."""
        due = self.search.cases[place].due
        if before.score.right - after.score.right:
            return None
        more, share = len(after.score.right - before.score.right), share_right(after.sample, due)
        if before.stopped is not None:
            if (after.stopped, after.error) == (before.stopped, before.error):
                return None
            lines = [line for path, line in after.frames if path == before.stopped[0]]
            if lines and lines[-1] < before.stopped[1]:
                return None
            return (more, share, float(after.stopped is None or (bool(lines) and lines[-1] > before.stopped[1])))
        if after.stopped is not None:
            return None
        gained = share - share_right(before.sample, due)
        shrunk = _shrinkage(before, after)
        return (more, round(gained, 3), round(shrunk, 3)) if more or gained > 0 or shrunk > 1 else None

    def _crossed(self, alike: Sequence[Base], tried: Sequence[tuple[Candidate, Came]]) -> None:
        """Try what helps after one edit beside those that come to the same as it: any of them may be meant."""
        if self.search.hits or not alike:
            return
        place, before = alike[0].place, alike[0].came
        found = [
            (p, -n, one) for n, (one, came) in enumerate(tried) if any(p := self._progress(place, before, came) or ())
        ]
        best = [one for _, _, one in sorted(found, key=lambda one: one[:2], reverse=True)[:MOST_CROSSED]]
        self._try(place, ((base.edit, other) for base in alike[1:MOST_ALIKE] for other in best))

    def _try(
        self, place: int, pairs: Iterable[tuple[Candidate, Candidate]], *, to_end: bool = False
    ) -> list[tuple[Candidate, Came]]:
        """Try pairs that were not tried, until one passes or all of them; return the second of each with what came."""
        seen: list[tuple[Candidate, Came]] = []
        for batch in _batches(self._new(pairs)):
            if self.search.spent >= 1:
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


def _unlike(bases: Sequence[Base]) -> list[Base]:
    """Return of edits that come to the same numbers the first."""
    found: dict[object, Base] = {}
    for one in bases:
        found.setdefault(one.likeness, one)
    return list(found.values())


def _shrinkage(before: Came, after: Came) -> float:
    """Return by what factor the largest finite error shrinks; 0 where an error is not finite."""
    olds = [error for error in before.score.errors.values() if error]
    news = [after.score.errors[name] for name, error in before.score.errors.items() if error]
    if not news or max(news) == float("inf"):
        return 0.0
    return min(old / max(new, 1e-12) for old, new in zip(olds, news, strict=True)) if max(olds) < float("inf") else 2.0
