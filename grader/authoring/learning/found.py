"""Collects from a graded class what was found often and has no name: the reference with the students' own error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.errors import CallerError
from grader.execution.record_store import load, load_repairs, read_done, why_refused
from grader.gradebook.book import read_book
from grader.gradebook.paths import observations_of
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.pipeline import judge
from grader.model.assignment import Assignment
from grader.model.finding import FindingKind
from grader.model.repair import Repair, RepairedPlace
from grader.model.result import QuestionResult, Result
from grader.probes.variants import TOLD, Variant, variants_of
from grader.report.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """One thing that hand-ins have in common, and that no known mistake names."""

    id: str
    """The id that is proposed for it."""
    function: str
    """The function in which it was found."""
    kind: str
    """The kind of edit that makes it of a right function."""
    facts: Mapping[str, str]
    """Names and values for its sentence."""
    submissions: tuple[str, ...]
    """The hand-ins that have it, by id; the first is the example."""
    variant: Variant | None
    """The reference with this error; None where no small edit of the reference gives these numbers."""
    places: tuple[RepairedPlace, ...] = ()
    """What would mend the example; empty where no repair was found."""

    def title(self, words: Words) -> str:
        """Return the title that is proposed for it, in the language of these words."""
        return words(f"as_if.{self.kind}" if self.variant else "learn.only_mended", **self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedFromClass:
    """What a class did often, and of how many hand-ins it was read."""

    found: tuple[Learned, ...]
    """What was found, the most frequent first."""
    read: int
    """How many hand-ins were read."""
    to_run: tuple[str, ...]
    """Hand-ins whose record belongs to another state of the rubric: grade the class again to have them read."""


@dataclass
class _Group:
    """Hand-ins with the same error."""

    function: str
    kind: str
    facts: dict[str, str]
    variant: str
    submissions: list[str] = field(default_factory=list)
    places: tuple[RepairedPlace, ...] = ()


def learned(folder: Path, grader: AssignmentGrader, least: int) -> LearnedFromClass:
    """Return what the hand-ins of a class have in common and no known mistake names.

    Args:
        folder: the class's results.
        grader: the grader of the assignment, with the rubric as it is now.
        least: the least number of hand-ins of what is told.

    Raises:
        CallerError: no class was graded in this folder.
    """
    groups: dict[tuple[str, ...], _Group] = {}
    read, to_run = 0, []
    for row in read_book(folder).rows:
        observations = observations_of(folder, row.submission)
        if why_refused(observations) is not None:
            continue
        result = _judged(grader, row.submission, observations)
        if result is None:
            to_run.append(row.submission)
            continue
        read += 1
        repairs = load_repairs(observations)
        for key, group in _nameless(grader.assignment, result, repairs.found if repairs else ()):
            known = groups.setdefault(key, group)
            known.submissions.append(row.submission)
            known.places = known.places or group.places
    often = sorted((one for one in groups.values() if len(one.submissions) >= least), key=_rank)
    taken = {mistake.id for mistake in grader.assignment.mistakes}
    found = tuple(_proposed(group, grader.assignment, taken) for group in often)
    return LearnedFromClass(found=found, read=read, to_run=tuple(to_run))


def _judged(grader: AssignmentGrader, name: str, observations: Path) -> Result | None:
    """Return the result of a recorded hand-in; None where the rubric asks for other runs by now."""
    try:
        before, record = read_done(observations), load(observations)
    except CallerError:
        return None
    done = grader.done(name, record.submission.sha256, (), record.isolation)
    if before is None or done.run != before.run:
        return None
    return judge(record, grader.assignment, grader.expectations)


def _nameless(
    assignment: Assignment, result: Result, repairs: Sequence[Repair]
) -> Iterator[tuple[tuple[str, ...], _Group]]:
    """Yield for each function whose error has no name the key of its group, and a group of its own."""
    mended = {question: repair for repair in repairs for question in repair.questions}
    seen: set[str] = set()
    questions = {question.id: question.function for question in assignment.rubric.questions}
    for judged in result.questions:
        function = questions[judged.id]
        if function is None or function in seen or _is_named(judged):
            continue
        repair = mended.get(judged.id)
        places = () if repair is None else repair.places
        likened = [f for c in judged.criteria for f in c.findings if f.kind is FindingKind.AS_IF]
        if likened:
            seen.add(function)
            facts = {name: fact for name, fact in likened[0].facts.items() if name in TOLD}
            kind, variant = likened[0].facts["edit"], likened[0].variant
            yield (function, variant), _Group(function, kind, facts, variant, places=places)
        elif places:
            seen.add(function)
            texts = tuple(f"{place.kind} {place.old} {place.new}" for place in places)
            yield (function, *texts), _Group(function, places[0].kind, dict(places[0].facts), "", places=places)


def _is_named(judged: QuestionResult) -> bool:
    return any(finding.kind is FindingKind.MISTAKE for one in judged.criteria for finding in one.findings)


def _rank(group: _Group) -> tuple[int, str, str]:
    return -len(group.submissions), group.function, group.variant


def _proposed(group: _Group, assignment: Assignment, taken: set[str]) -> Learned:
    made = variants_of(assignment, group.function) if group.variant else []
    variant = next((one for one in made if one.id == group.variant), None)
    facts = {name: group.facts.get(name, "") for name in TOLD}
    name = free_id(re.sub(r"\W", "_", f"{group.function}_{group.kind}"), taken)
    taken.add(name)
    return Learned(
        id=name,
        function=group.function,
        kind=group.kind,
        facts=facts,
        submissions=tuple(group.submissions),
        variant=variant,
        places=group.places,
    )


def free_id(name: str, taken: Iterable[str]) -> str:
    """Return a mistake's id that is not taken: the name in small letters, with a number where it has to be."""
    known, number, found = set(taken), 2, name.lower()
    while found in known:
        found, number = f"{name.lower()}_{number}", number + 1
    return found
