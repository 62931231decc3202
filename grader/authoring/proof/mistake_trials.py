"""Grades a hand-in for each known mistake, several at a time, but for those that an earlier audit has judged.

Why it is so: docs/decisions/0054.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from grader.diagnose.named_below import combined_in
from grader.files.disk_cache import DiskCache
from grader.files.hashes import hash_of_parts
from grader.grading.pipeline import judge
from grader.model.assignment import Assignment, Mistake
from grader.model.expectation import Expectations
from grader.model.record import Record
from grader.model.submission import Submission, hash_of
from grader.report.words import words
from grader.sandbox.slot import Slot
from grader.submission.solved import reference_files, solved_submission

from .forbidden import without_forbidden
from .kept_pieces import FilesBeside, KeptPieces
from .mistakes import AuditedMistake, audited
from .runs import HandInRuns, needs_notebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """Other processes that have all that this one has."""

    spread: Callable[[Callable[[Slot, str], Any], Collection[str]], Iterator[tuple[str, Any]]]
    """Function that calls another with a slot and each of some names in these processes, and yields each name with what
    that returned; what it yields for a process that ended is no `JudgedMistake`."""
    fewest: int
    """Fewest hand-ins for which they are started: each imports what a slot needs once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedMistake:
    """The outcome of one mistake, and what it depends on besides the key under which it is kept."""

    found: AuditedMistake
    """What the audit's report needs."""
    lasting: bool
    """Whether another run has the same outcomes, on another day."""
    others: tuple[str, ...] = ()
    """The mistakes of which it may hang on what several give together."""
    contents: str = ""
    """Hash of what these were."""


@dataclass
class MistakeTrials:
    """The hand-ins of an assignment's known mistakes."""

    assignment: Assignment
    """The assignment."""
    expectations: Expectations
    """Its expected values."""
    runs: HandInRuns
    """Runs the hand-ins."""
    right: Record
    """The record of the right solution."""
    language: str
    """The language of the reasons."""
    beside: FilesBeside
    """What results depend on besides."""
    kept: DiskCache
    """Where they are kept."""
    workers: Workers | None = None
    """What does several at a time; None for one after the other."""
    _asked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _hashes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._lenient = without_forbidden(self.assignment)
        self._mistakes = {mistake.id: mistake for mistake in self.assignment.mistakes}

    def of(self, asked: Mapping[str, tuple[str, ...]]) -> list[AuditedMistake]:
        """Return what the report needs of each mistake.

        Args:
            asked: by mistake, the questions that should name it.
        """
        self._asked = dict(asked)
        pieces = KeptPieces(self.kept, "judged", self._depends_on(), JudgedMistake)
        keys = {name: self._key(name) for name in asked}
        known = {name: pieces.get(key) for name, key in keys.items()}
        found = {name: one for name, one in known.items() if one and one.contents == self._contents(one.others)}
        for name, piece in self._judged([name for name in asked if name not in found]):
            found[name] = piece
            if piece.lasting:
                pieces.add(keys[name], piece)
        pieces.write()
        return [found[name].found for name in asked]

    def _judged(self, names: Collection[str]) -> Iterator[tuple[str, JudgedMistake]]:
        if self.workers is None or len(names) < self.workers.fewest:
            yield from ((name, self._judge(self.runs, name)) for name in names)
            return
        for name, found in self.workers.spread(lambda slot, name: self._judge(self.runs.in_slot(slot), name), names):
            yield name, found if isinstance(found, JudgedMistake) else self._judge(self.runs, name)

    def _judge(self, runs: HandInRuns, name: str) -> JudgedMistake:
        mistake = self._mistakes[name]
        record = self._record(runs, mistake)
        result = judge(record, self._lenient, self.expectations)
        rubric, said = self.assignment.rubric, words(self.language)
        found = audited(name, result, self._asked[name], rubric, said, tuple(mistake.overrides))
        replaced = {one.id: one.overrides.keys() for one in self.assignment.mistakes}
        others = tuple(combined_in(rubric, result, replaced))
        lasting = runs.is_lasting(record)
        return JudgedMistake(found=found, lasting=lasting, others=others, contents=self._contents(others))

    def _record(self, runs: HandInRuns, mistake: Mistake) -> Record:
        """Return a mistake's record; its notebook is run only where scenarios use what that makes."""
        submission = self._submission(mistake)
        if needs_notebook(self.assignment.rubric):
            return runs.record(submission)
        seen = runs.record(replace(submission, notebook=None, cells=()), mistake)
        return replace(seen, submission=submission, transcript=self.right.transcript)

    def _submission(self, mistake: Mistake) -> Submission:
        return solved_submission(self.assignment, mistake, self.right.submission)

    def _depends_on(self) -> str:
        """Return a hash of what all results depend on; empty where nothing can be kept."""
        if not (self.beside.without_mistakes and self.expectations.sha256 and self.runs.is_lasting(self.right)):
            return ""
        mistakes = [
            (one.id, one.seriousness.value, one.keeps, one.mark, sorted(one.overrides), len(one.variants))
            for one in self.assignment.mistakes
        ]
        return hash_of_parts(
            [
                *(self.beside.without_mistakes, self.expectations.sha256, self.language),
                *(repr(self.assignment.rubric), repr(self.runs.isolation), hash_of(reference_files(self.assignment))),
                *(mistakes, msgspec.json.encode(self.right.transcript).decode(errors="replace")),
            ]
        )

    def _key(self, name: str) -> str:
        return hash_of_parts([name, list(self._asked[name]), self._content(name)])

    def _contents(self, names: Collection[str]) -> str:
        """Return a hash of the code of some mistakes; those that are no longer there have none."""
        return hash_of_parts([self._content(name) if name in self._mistakes else "" for name in names])

    def _content(self, name: str) -> str:
        """Return a hash of a mistake's code, with all that it may import."""
        if name not in self._hashes:
            submission = self._submission(self._mistakes[name])
            self._hashes[name] = hash_of_parts([submission.sha256, hash_of(submission.running)])
        return self._hashes[name]
