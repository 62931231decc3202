"""Finds the groups of a class: reads the records that are new, and holds each against the groups that are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.behaviour.alike import Compared, compared, comparing
from grader.behaviour.behaviour import Behaviour, behaviour_of, is_grouped
from grader.behaviour.groups import GroupEvidence, Known, evidence_of
from grader.behaviour.index import Index, Placed, made_by, read_index, record_key, write_index
from grader.behaviour.stored import read, store
from grader.errors import CallerError
from grader.execution.record_store import load, why_refused
from grader.gradebook.group_decisions import GroupDecisions, read_group_decisions
from grader.gradebook.paths import observations_of
from grader.gradebook.store import GradebookContents
from grader.model.record import Record
from grader.model.rubric import Question

from .assignment_grader import AssignmentGrader


def is_current(folder: Path, index: Index, rubric: str, submissions: Sequence[str]) -> bool:
    """Return whether the groups are those of the records and the rubric as they are now.

    Args:
        folder: the folder of results.
        index: the groups.
        rubric: hash of the assignment.
        submissions: the hand-ins of the class.
    """
    return index.made_by == made_by(rubric) and not _stale(folder, index, submissions)


def index_of(folder: Path, contents: GradebookContents) -> Index:
    """Return the groups of a class, with what is new placed in them.

    Args:
        folder: the folder of results.
        contents: the class.

    Raises:
        CallerError: the rubric was changed since the class was graded.
    """
    submissions, about = contents.about.submissions, contents.about
    index = read_index(folder)
    if is_current(folder, index, about.sha256, submissions):
        return index
    grader = AssignmentGrader(Path(about.rubric), about.audience, about.language)
    if grader.assignment.sha256 != about.sha256:
        raise CallerError("rubric_changed", where=about.rubric)
    return updated_index(folder, grader, submissions)


def _stale(folder: Path, index: Index, submissions: Sequence[str]) -> list[str]:
    keys = {name: record_key(observations_of(folder, name)) for name in submissions}
    placed = index.hand_ins
    return [name for name, key in keys.items() if name not in placed or placed[name].record != key]


def updated_index(folder: Path, grader: AssignmentGrader, submissions: Sequence[str]) -> Index:
    """Return the groups of a class, with what is new placed in them, and write them where they changed.

    Args:
        folder: the folder of results.
        grader: the grader of its assignment.
        submissions: the hand-ins of the class, in its order.

    Raises:
        OutputError: something cannot be written.
    """
    before = read_index(folder)
    if before.made_by != made_by(grader.assignment.sha256):
        before = Index(made_by=made_by(grader.assignment.sha256))
    stale = _stale(folder, before, submissions)
    if not stale and before.hand_ins.keys() <= set(submissions):
        return before
    placing = _Placing(folder.absolute(), grader, before, read_group_decisions(folder))
    with comparing(grader.assignment):
        placed = {name: placing.placed(name) for name in stale}
    after = {name: placed.get(name) or before.hand_ins[name] for name in submissions}
    found = Index(made_by=before.made_by, hand_ins=after, evidence=placing.evidence_in(after.values()))
    write_index(folder, found)
    return found


@dataclass
class _Placing:
    """Places hand-ins in groups; decided ones come first, so that a decision stays with its group."""

    folder: Path
    grader: AssignmentGrader
    before: Index
    decisions: GroupDecisions
    _known: dict[str, Known] = field(default_factory=dict)
    _evidence: dict[str, dict[str, GroupEvidence]] = field(default_factory=dict)

    def placed(self, name: str) -> Placed:
        """Return a hand-in's groups; none where it has no record that can be read."""
        observations = observations_of(self.folder, name)
        key = record_key(observations)
        record = None if why_refused(observations) is not None else _recorded(observations)
        if record is None:
            return Placed(record=key, groups={})
        asked = filter(is_grouped, self.grader.assignment.rubric.questions)
        groups = {question.id: self._group(question, record) for question in asked}
        return Placed(record=key, groups={question: group for question, group in groups.items() if group})

    def evidence_in(self, placed: object) -> dict[str, dict[str, GroupEvidence]]:
        """Return what is told of the groups in which somebody is."""
        used: set[tuple[str, str]] = {pair for one in placed for pair in one.groups.items()}  # type: ignore[attr-defined]
        found: dict[str, dict[str, GroupEvidence]] = {}
        for question, group in sorted(used):
            told = self._evidence.get(question, {}).get(group) or self.before.evidence.get(question, {}).get(group)
            if told is not None:
                found.setdefault(question, {})[group] = told
        return found

    def _group(self, question: Question, record: Record) -> str:
        behaviour = behaviour_of(question, record, self.grader.assignment, self.grader.expectations)
        found = self._compared(behaviour)
        if found is None:
            return ""
        known = self._known_at(question.id)
        name = known.name_of(found)
        if name is None:
            name = store(self.folder, behaviour)
            if name:
                self._add(known, question.id, name, found)
        return name

    def _known_at(self, question: str) -> Known:
        """Return the known groups at a question: those that were decided, then the others."""
        if question not in self._known:
            self._known[question] = known = Known()
            decided = [one.group for one in self.decisions.standing if one.question == question]
            for name in dict.fromkeys([*decided, *self.before.evidence.get(question, {})]):
                found = self._stored(name)
                if found is not None:
                    self._add(known, question, name, found)
        return self._known[question]

    def _stored(self, name: str) -> Compared | None:
        try:
            return self._compared(read(self.folder, name))
        except CallerError:  # somebody took it away; its hand-ins found a group anew
            return None

    def _compared(self, behaviour: Behaviour) -> Compared | None:
        return compared(behaviour, self.grader.assignment, self.grader.expectations)

    def _add(self, known: Known, question: str, name: str, found: Compared) -> None:
        known.add(name, found)
        self._evidence.setdefault(question, {})[name] = evidence_of(found)


def _recorded(observations: Path) -> Record | None:
    try:
        return load(observations)
    except CallerError:
        return None
