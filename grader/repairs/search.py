"""Searches the edits of a wrong function for those that pass: single ones, then pairs guided by progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .candidates import Candidate, Group, changes_of
from .cases import Came, Case
from .pairs import Again, PairSearch
from .targets import Change, exchanges
from .trials import AT_ONCE, Trials

MOST_TRIED = 8000
"""Most edits and pairs that are tried for one function."""
MOST_CPU_SECONDS = 1.9
"""Most CPU seconds for one function, the grader's own among them; a backstop behind the number of edits."""
FURTHER = 3
"""How many times as many edits as it took to find the first one that passes are tried, to see whether others do."""
FURTHER_LEAST = 300
"""Fewest edits that are tried in all once one passes."""
EARLY = ((0.15, 0.1), (0.5, 0.15))
"""Shares of the time after which partners are tried of single edits that mend an output or a case, and for how much."""
SINGLE_SHARE = 0.5
"""Share of the time after which pairs are tried before the last single edits."""
STOPPED_SHARE = 0.4
"""The same where an exception is raised, since what comes after it was not seen."""


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
    before: Sequence[Came]
    """What the function as it is came to in each."""
    patches: Sequence[Change] = ()
    """Repairs of earlier functions, which stay made."""
    most_seconds: float = MOST_CPU_SECONDS
    """Most CPU seconds."""
    hits: list[Hit] = field(default_factory=list)
    """What passes."""
    came: dict[int, dict[Candidate, Came]] = field(default_factory=dict)
    """By case what single edits came to in it."""

    def __post_init__(self) -> None:
        wrong = [place for place, came in enumerate(self.before) if not came.score.is_right]
        self._order = sorted(wrong, key=lambda place: (_size(self.cases[place]), place))
        self._rest = [place for place in range(len(self.cases)) if place not in wrong]
        scenarios = {self.cases[place].probe.scenario: place for place in reversed(self._order)}
        self.firsts = [place for place in self._order if place in scenarios.values()]
        self._begun = self.trials.cpu_seconds

    def run(self, candidates: Sequence[Candidate], again: Again) -> None:
        """Search for single edits, then for pairs where none passes.

        Args:
            candidates: the edits, likeliest first.
            again: returns the edits to try beside some that are made, likeliest first.
        """
        if not self.firsts:
            return
        stopped = self.before[self.firsts[0]].stopped is not None
        most = STOPPED_SHARE if stopped else SINGLE_SHARE
        tried, pairs = 0, PairSearch(self, (), again)
        for share, more in EARLY:
            if not self.hits:
                tried = self._singles(candidates, tried, min(share, most))
            if not self.hits:
                pairs.singles = candidates[:tried]
                pairs.run_early(self.spent + more)
        if not self.hits:
            pairs.run()
        if not self.hits:
            self._singles(candidates, tried, 1.0)
        elif any(len(hit.changes) > 1 for hit in self.hits):
            self._at_lines(candidates[tried:])

    def _at_lines(self, left: Sequence[Candidate]) -> None:
        """Try single edits of the lines that a pair edits; where the time ends before that, nothing passes for sure."""
        lines = {place for hit in self.hits for place in hit.lines}
        some = [one for one in left if {(target.place, edit.line) for target, edit in one.changes} <= lines]
        if self._singles(some, 0, 1.0) < len(some) and all(len(hit.changes) > 1 for hit in self.hits):
            self.hits.clear()

    @property
    def in_order(self) -> Sequence[int]:
        """Return the places of all cases: the first that fails of each scenario, the others that fail, the rest."""
        return [*self.firsts, *(place for place in self._order if place not in self.firsts), *self._rest]

    @property
    def spent(self) -> float:
        """Return the share of the time, or of the number of edits, that is used up; 1 where no more is sent."""
        seconds = (self.trials.cpu_seconds - self._begun) / self.most_seconds if self.most_seconds else 1.0
        return 1.0 if self.trials.is_over else max(seconds, self.trials.tried / MOST_TRIED if MOST_TRIED else 1.0)

    def _singles(self, candidates: Sequence[Candidate], begin: int, share: float) -> int:
        """Try edits from one on until that share of the time is used up; return the place of the next.

        Once one passes there is more time, in which others that pass are looked for.
        """
        enough = len(candidates)
        for start in range(begin, len(candidates), AT_ONCE):
            if self.spent >= (max(share, SINGLE_SHARE) if self.hits else share) or start >= enough:
                return start
            batch = candidates[start : start + AT_ONCE]
            tried = self.tried_at(self.firsts[0], [(candidate,) for candidate in batch])
            self.came.setdefault(self.firsts[0], {}).update(zip(batch, tried, strict=True))
            right = [(one,) for one, came in zip(batch, tried, strict=True) if came.score.is_right]
            found = [hit for _, hit in self.passing(right)]
            clear = any(not hit.switches_off for hit in found)
            if clear and all(hit.switches_off for hit in self.hits):
                enough = max(FURTHER * (start + AT_ONCE), FURTHER_LEAST)
            self.hits += found
        return len(candidates)

    def tried_at(self, place: int, groups: Sequence[Group]) -> list[Came]:
        """Return what groups of edits come to in one case."""
        codes = [exchanges([*self.patches, *changes_of(group)]) for group in groups]
        self.trials.tried += len(groups)
        return [self.cases[place].came(seen) for seen in self.trials.observe(self.cases[place], codes)]

    def passing(self, groups: Sequence[Group]) -> list[tuple[Group, Hit]]:
        """Return those groups of candidates that pass in every case, each with what is noted of it."""
        left = list(groups)
        for place in (*self._order, *self._rest):
            if not left:
                return []
            case = self.cases[place]
            seen = self.trials.observe(case, [exchanges([*self.patches, *changes_of(group)]) for group in left])
            left = [group for group, one in zip(left, seen, strict=True) if case.score(one).is_right]
        return [(group, Hit(changes=changes_of(group), rank=sum(one.rank for one in group))) for group in left]


def _weight(text: str) -> int:
    return sum(sign not in " \t\n()" for sign in text)


def _size(case: Case) -> int:
    return sum(getattr(value, "size", 1) for value in case.given.values())
