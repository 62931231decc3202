"""Names the known mistakes that give a student's numbers: one for all of a check, else one for each output.

Why it is so: docs/decisions/0014.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from grader.checks.compared import comparisons_in
from grader.checks.matches import Matches, against, probes_of
from grader.compare.tolerance import Array
from grader.model.expectation import Expectations, MistakeSignature, Parts, Probe
from grader.model.finding import Finding, FindingKind
from grader.model.observation import Observation, Outcome
from grader.model.rubric import Question
from grader.model.verdict import Confidence, Rung

from .candidates import Candidates, MatchMatrix

MOST_AT_ONCE = 2
"""Largest number of mistakes named in one check; with more, the match would be a guess, and none is named."""
MOST_RUNNERS_UP = 3
"""Largest number of other mistakes that staff are shown."""


class _Standing(NamedTuple):
    """The number of checks of a question that speak for and against a mistake."""

    explained: int
    """Number of checks in which the student's numbers are the mistake's."""
    refuted: int
    """Number of checks in which the student is right although the mistake would show."""
    open: int
    """Number of checks in which the student is wrong in another way."""

    @property
    def is_whole(self) -> bool:
        """Return whether no check speaks against it."""
        return not self.refuted and not self.open


@dataclass
class MistakeMatcher:
    """Compares one question's known mistakes with one submission's numbers."""

    question: Question
    """The question."""
    observations: Mapping[Probe, Observation]
    """The observation of each probe."""
    expectations: Expectations
    """The values of the reference and of the mistakes."""
    source: str = ""
    """The student's function without blanks and comments, by which some mistakes are told apart."""
    earlier: Sequence[Parts] = ()
    """The mistakes found in the functions that this one builds on."""
    suspects: Suspects | None = None
    """Function that returns what could explain a check; None for the known mistakes."""
    _named: dict[int, list[Finding]] = field(default_factory=dict)
    _met: dict[tuple[int, Parts], MatchMatrix] = field(default_factory=dict)

    def name(self, check: Matches) -> list[Finding]:
        """Return findings on the mistakes that explain a failing check: none, one, or one for each of some outputs."""
        if id(check) not in self._named:
            self._named[id(check)] = self._name(check)
        return self._named[id(check)]

    def _name(self, check: Matches) -> list[Finding]:
        for before in ((), *self.earlier):
            found = self._whole(check, before)
            if found:
                return found
        return self._by_output(check)

    def whole(self, check: Matches) -> list[Finding]:
        """Return the finding on what gives all of the check's numbers, and is refuted by no other check."""
        return [finding for finding in self._whole(check, ()) if finding.confidence is Confidence.CERTAIN]

    @cached_property
    def _checks(self) -> list[Matches]:
        return comparisons_in(self.question)

    def _beside(self, check: Matches, before: Parts = ()) -> MatchMatrix:
        key = (id(check), before)
        if key not in self._met:
            suspects = (self.suspects or _suspects)(
                self.expectations, self.question.function or "", _Same(check), before
            )
            self._met[key] = suspects.met_by(self.observations)
        return self._met[key]

    def _whole(self, check: Matches, before: Parts) -> list[Finding]:
        """Return the mistake that gives all of the check's numbers, in addition to the earlier mistakes."""
        meeting = self._beside(check, before)
        variants, fits = meeting.variants, self._fitting(meeting.variants, meeting.explaining())
        standing = {place: self._standing(place, before) for place in fits}
        fitting = [place for place, stands in standing.items() if stands.refuted <= stands.explained]
        if not fitting:
            return []
        best = max(fitting, key=lambda place: standing[place].explained - standing[place].refuted)
        others = dict.fromkeys(variants[place].id for place in fitting)
        others.pop(variants[best].id)
        sure = Confidence.CERTAIN if standing[best].is_whole and not before else Confidence.LIKELY
        return [_finding(variants[best], sure, runners_up=tuple(others))]

    def _standing(self, place: int, before: Parts) -> _Standing:
        """Count the checks of the question that a mistake explains, that refute it, and that differ in another way."""
        explained = refuted = open_ = 0
        for check in self._checks:
            meeting = self._beside(check, before)
            if meeting.wrong[:, place].any():
                same = bool(meeting.same[:, place].all())
                explained += same
                refuted += not same and not meeting.off.any()
                open_ += not same and bool(meeting.off.any())
        return _Standing(explained, refuted, open_)

    def _fitting(self, variants: tuple[MistakeSignature, ...], explaining: Array) -> list[int]:
        """Return the indices of the variants that explain the numbers, those with the fewest assumptions first."""
        fitting = [int(place) for place in np.flatnonzero(explaining) if self._is_marked(variants[place])]
        return sorted(fitting, key=lambda place: (not variants[place].mark, len(variants[place].functions)))

    def _is_marked(self, variant: MistakeSignature) -> bool:
        return not variant.mark or bare(variant.mark) in self.source

    def _by_output(self, check: Matches) -> list[Finding]:
        """Return a mistake for each output, where no single one explains all; for entries only if all are explained."""
        meeting = self._beside(check)
        left = dict.fromkeys(name for name, off in zip(meeting.names, meeting.off, strict=True) if off)
        found: dict[int, list[str]] = {}
        for wanted in _wanted(tuple(left)):
            rows = meeting.rows((wanted,))
            names = [name for name in left if name == wanted or name.split("[")[0] == wanted]
            if not names or not meeting.telling[rows & meeting.off].any():
                continue
            fits = self._fitting(meeting.variants, meeting.explaining(rows))
            fitting = [place for place in fits if not self._standing(place, ()).refuted]
            if fitting:
                found.setdefault(fitting[0], []).append(wanted)
                left = {name: None for name in left if name not in names}
        entries = {name.split("[")[0] for wanted in found.values() for name in wanted if "[" in name}
        if len(found) > MOST_AT_ONCE or any(name.split("[")[0] in entries for name in left):
            return []
        sure = Confidence.POSSIBLE if left else Confidence.LIKELY
        return [_finding(meeting.variants[place], sure, outputs=tuple(names)) for place, names in found.items()]


def as_if(
    matcher: MistakeMatcher, check: Matches, observations: Mapping[Probe, Observation], expectations: Expectations
) -> list[Finding]:
    """Return the finding that a check's numbers are those of the reference with a small edit; none where they are not.

    Args:
        matcher: the comparison with known mistakes, none of which fits.
        check: the check.
        observations: the observation of each probe.
        expectations: the values of the reference.
    """
    function = matcher.question.function or ""
    for probe in probes_of(check, expectations):
        seen = observations.get(probe)
        if seen is None or seen.outcome is not Outcome.RETURNED or not _differs(check, probe, seen, expectations):
            continue
        variants = expectations.alike(function, probe, seen.values)

        def suspects(expected: Expectations, _name: str, same: _Same, _before: Parts) -> Candidates:
            return Candidates(same.check, variants, expected)  # noqa: B023 - called in this turn alone

        other = MistakeMatcher(matcher.question, observations, expectations, suspects=suspects)
        named = other.whole(check) if variants else []
        edits = {variant.id: variant.edit for variant in variants}
        sure = Confidence.LIKELY
        ids = [finding.mistake or "" for finding in named]
        return [Finding(kind=FindingKind.AS_IF, confidence=sure, facts=edits[name], variant=name) for name in ids]
    return []


def _differs(check: Matches, probe: Probe, seen: Observation, expectations: Expectations) -> bool:
    """Return whether numbers came that are wrong; what is no number, such as None, is no variant's."""
    found = against(check, seen.values, expectations.values[probe], probe, expectations)
    return any(one.rung in (Rung.VALUES, Rung.NON_FINITE, Rung.SHAPE) for one in found)


def bare(source: str) -> str:
    """Return code without blanks and comments, so that layout does not matter."""
    return "".join("".join(line.partition("#")[0].split()) for line in source.splitlines())


def _wanted(names: tuple[str, ...]) -> list[str]:
    """Return the parts that one mistake may explain by itself: each output with all of its entries, then each entry."""
    return list(dict.fromkeys([*(name.split("[")[0] for name in names), *names]))


def _finding(
    mistake: MistakeSignature,
    confidence: Confidence,
    *,
    runners_up: tuple[str, ...] = (),
    outputs: tuple[str, ...] = (),
) -> Finding:
    return Finding(
        kind=FindingKind.MISTAKE,
        mistake=mistake.id,
        confidence=confidence,
        seriousness=mistake.seriousness,
        keeps=mistake.keeps,
        outputs=outputs,
        runners_up=runners_up[:MOST_RUNNERS_UP],
    )


@dataclass(frozen=True)
class _Same:
    """A check as a dictionary key, compared by identity since it contains dictionaries."""

    check: Matches

    def __hash__(self) -> int:
        return id(self.check)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.check is self.check


Suspects = Callable[[Expectations, str, _Same, Parts], Candidates]
"""Function that returns the variants that could explain a check, in addition to earlier mistakes."""


@lru_cache(maxsize=256)
def _suspects(expectations: Expectations, function: str, check: _Same, before: Parts) -> Candidates:
    """Return the variants of a function, in addition to the earlier mistakes; prepared once for each rubric."""
    variants = [mistake for mistake in expectations.mistakes if function in mistake.functions]
    if before:
        probes = tuple(probes_of(check.check, expectations))
        variants = [expectations.combined((*before, (function, mistake.id)), probes) for mistake in variants]
    return Candidates(check.check, variants, expectations)
