"""Searches the edits of a wrong function for those that pass: single ones, then pairs guided by progress."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from grader.edits.edit import overlap

from .candidates import Candidate
from .cases import Case, Score
from .targets import Change, exchanges
from .trials import AT_ONCE, Trials

MOST_TRIED = 2500
"""Most edits that are tried for one function."""
MOST_CPU_SECONDS = 2.0
"""Most CPU seconds for one function, the grader's own among them; a backstop behind the number of edits."""
FURTHER = 3
"""How many times as many edits as it took to find the first one that passes are tried, to see whether others do."""
FURTHER_LEAST = 300
"""Fewest edits that are tried in all once one passes."""
MOST_PARTNERS = 24
"""Most edits that make progress for which a partner is looked for."""
SHRINKS = 1.5
"""Factor by which an error must shrink to count as progress."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Hit:
    """Edits after which every case passes."""

    changes: tuple[Change, ...]
    """The edits."""
    rank: float
    """How likely they were held to be; smaller is likelier."""

    @property
    def size(self) -> int:
        """Return how much they change."""
        return sum(edit.size for _, edit in self.changes)

    @property
    def growth(self) -> int:
        """Return by how many characters the code grows, blanks and parentheses left out; less is simpler."""
        pairs = [(edit.text, target.code.content[edit.start : edit.end].decode()) for target, edit in self.changes]
        return sum(_weight(after) - _weight(before) for after, before in pairs)

    @property
    def switches_off(self) -> bool:
        """Return whether one of the edits may only switch something off."""
        return any(edit.switches_off for _, edit in self.changes)

    @property
    def lines(self) -> frozenset[tuple[str, int]]:
        """Return the places of the edited statements."""
        return frozenset((target.place, edit.line) for target, edit in self.changes)


@dataclass
class Search:
    """The search for one function of one submission."""

    trials: Trials
    """Runs the variants."""
    cases: Sequence[Case]
    """All cases that must pass, the rubric's own before fresh ones."""
    before: Sequence[Score]
    """What the function as it is came to in each."""
    patches: Sequence[Change] = ()
    """Repairs of earlier functions, which stay made."""
    most_seconds: float = MOST_CPU_SECONDS
    """Most CPU seconds."""
    hits: list[Hit] = field(default_factory=list)
    """What passes."""
    _seen: dict[int, dict[int, Score]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        wrong = [place for place, score in enumerate(self.before) if not score.is_right]
        self._order = sorted(wrong, key=lambda place: (_size(self.cases[place]), place))
        self._rest = [place for place in range(len(self.cases)) if place not in wrong]
        scenarios = {self.cases[place].probe.scenario: place for place in reversed(self._order)}
        self._firsts = [place for place in self._order if place in scenarios.values()]
        self._end = self.trials.cpu_seconds + self.most_seconds

    def run(self, candidates: Sequence[Candidate]) -> None:
        """Search for single edits, then for pairs where none passes."""
        if not self._firsts:
            return
        self._singles(candidates)
        if not self.hits:
            self._pairs(candidates)

    @property
    def is_over(self) -> bool:
        """Return whether the search has used up its time or its number of edits."""
        return self.trials.is_over or self.trials.cpu_seconds > self._end or self.trials.tried >= MOST_TRIED

    def _singles(self, candidates: Sequence[Candidate]) -> None:
        enough = len(candidates)
        for start in range(0, len(candidates), AT_ONCE):
            if self.is_over or start >= enough:
                return
            batch = candidates[start : start + AT_ONCE]
            passing = self._tried(self._firsts[0], batch, start)
            found = self._passing([(candidate,) for candidate in passing])
            clear = any(not hit.switches_off for hit in found)
            if clear and all(hit.switches_off for hit in self.hits):
                enough = max(FURTHER * (start + AT_ONCE), FURTHER_LEAST)
            self.hits += found

    def _tried(self, place: int, batch: Sequence[Candidate], start: int) -> list[Candidate]:
        """Run candidates in one case, note what they came to, and return those that pass in it."""
        groups = [exchanges([*self.patches, *candidate.changes]) for candidate in batch]
        self.trials.tried += len(batch)
        scores = [self.cases[place].score(seen) for seen in self.trials.observe(self.cases[place], groups)]
        for number, score in enumerate(scores, start):
            self._seen.setdefault(number, {})[place] = score
        return [candidate for candidate, score in zip(batch, scores, strict=True) if score.is_right]

    def _passing(self, groups: Sequence[tuple[Candidate, ...]]) -> list[Hit]:
        """Return those groups of candidates that pass in every case."""
        left = list(groups)
        for place in (*self._order, *self._rest):
            if not left:
                return []
            case = self.cases[place]
            seen = self.trials.observe(case, [exchanges([*self.patches, *_changes(group)]) for group in left])
            left = [group for group, one in zip(left, seen, strict=True) if case.score(one).is_right]
        return [Hit(changes=_changes(group), rank=sum(one.rank for one in group)) for group in left]

    def _pairs(self, candidates: Sequence[Candidate]) -> None:
        """Try pairs: edits that complete each other first, then partners of those that make most progress."""
        for place in self._firsts[1:]:
            for start in range(0, len(candidates), AT_ONCE):
                if self.is_over or self.trials.cpu_seconds > self._end - self.most_seconds / 3:
                    break
                self._tried(place, candidates[start : start + AT_ONCE], start)
        self._try_pairs(_complementary(candidates, self._seen, self.before, self._firsts))
        for first in self._promising(candidates):
            if self.hits or self.is_over:
                return
            self._try_pairs((first, other) for other in candidates)

    def _promising(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates after which more is right, or errors are smaller, the best first."""
        place = self._firsts[0]
        before = self.before[place]
        found = []
        for number, seen in self._seen.items():
            score = seen.get(place)
            if score is None or number >= len(candidates):
                continue
            shrunk = _shrinkage(before, score)
            if score.gains_on(before) or shrunk > SHRINKS:
                found.append((-len(score.right), -shrunk, number))
        return [candidates[number] for _, _, number in sorted(found)[:MOST_PARTNERS]]

    def _try_pairs(self, pairs: Iterator[tuple[Candidate, Candidate]]) -> None:
        batch: list[tuple[Candidate, ...]] = []
        for one, other in pairs:
            if self.is_over:
                return
            if not _overlapping(one, other):
                batch.append((one, other))
            if len(batch) == AT_ONCE:
                self._try_batch(batch)
                batch = []
                if self.hits:
                    return
        if batch:
            self._try_batch(batch)

    def _try_batch(self, batch: Sequence[tuple[Candidate, ...]]) -> None:
        case = self.cases[self._firsts[0]]
        seen = self.trials.observe(case, [exchanges([*self.patches, *_changes(group)]) for group in batch])
        self.trials.tried += len(batch)
        self.hits += self._passing([g for g, one in zip(batch, seen, strict=True) if case.score(one).is_right])


def _weight(text: str) -> int:
    return sum(sign not in " \t\n()" for sign in text)


def _changes(group: Sequence[Candidate]) -> tuple[Change, ...]:
    return tuple(change for candidate in group for change in candidate.changes)


def _overlapping(one: Candidate, other: Candidate) -> bool:
    return any(t is u and overlap(e, f) for t, e in one.changes for u, f in other.changes)


def _complementary(
    candidates: Sequence[Candidate], seen: dict[int, dict[int, Score]], before: Sequence[Score], places: Sequence[int]
) -> Iterator[tuple[Candidate, Candidate]]:
    """Yield the pairs of candidates which make everything right that is wrong, each its part."""
    wanted = frozenset((place, name) for place in places for name, error in before[place].errors.items() if error)
    gains: dict[frozenset[tuple[int, str]], list[int]] = {}
    for number, scores in seen.items():
        gained = frozenset((place, name) for place, score in scores.items() for name in score.right) & wanted
        if gained:
            gains.setdefault(gained, []).append(number)
    found = [
        (one + other, one, other)
        for gained, numbers in gains.items()
        for more, others in gains.items()
        if gained | more == wanted and gained != wanted and more != wanted
        for one in numbers
        for other in others
        if one < other
    ]
    for _, one, other in sorted(found):
        yield candidates[one], candidates[other]


def _shrinkage(before: Score, after: Score) -> float:
    """Return by what factor the largest finite error shrinks; 0 where something that was right is wrong."""
    if not before.right <= after.right:
        return 0.0
    olds = [error for error in before.errors.values() if error]
    news = [after.errors[name] for name, error in before.errors.items() if error]
    if not news or max(news) == float("inf"):
        return 0.0
    return min(old / max(new, 1e-12) for old, new in zip(olds, news, strict=True)) if max(olds) < float("inf") else 2.0


def _size(case: Case) -> int:
    return sum(getattr(value, "size", 1) for value in case.given.values())
