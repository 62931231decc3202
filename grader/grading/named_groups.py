"""Lists the groups that people gave a name, with the edits of the reference that do the same.

A mistake for the rubric begins here: a variant that gives a group's numbers in every case is its code, the name is its
title. Where there is none, or no audit proves it, the name stays what it is: a finding of this class's reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from grader.behaviour.alike import comparing
from grader.behaviour.behaviour import Behaviour
from grader.behaviour.index import groups_of
from grader.behaviour.stored import read
from grader.checks.matches import matches_in, probes_of
from grader.diagnose.candidates import Candidates
from grader.gradebook.group_decisions import read_group_decisions
from grader.gradebook.store import GradebookContents
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations, MistakeSignature
from grader.model.observation import Outcome
from grader.model.rubric import Question
from grader.probes.finish import finish_of, with_finish_applied

from .behaviour_index import index_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedGroup:
    """A group with a name."""

    question: str
    """The question's id."""
    group: str
    """The group's name in the results, the fingerprint of its behaviour."""
    name: str
    """What it was called last."""
    comment: str
    """The comment that its students read."""
    who: str
    """Who named it."""
    members: tuple[str, ...]
    """The hand-ins that have the behaviour now."""
    behaviour: Behaviour
    """The behaviour."""


def named_groups(folder: Path, contents: GradebookContents) -> tuple[NamedGroup, ...]:
    """Return the groups that people gave a name, in the order in which they were first named.

    Args:
        folder: the class's results.
        contents: the class.

    Raises:
        CallerError: the rubric was changed since the class was graded, or a file cannot be read.
    """
    decisions, index = read_group_decisions(folder), index_of(folder, contents)
    order = [row.submission for row in contents.rows]
    last = {(one.question, one.group): one for one in decisions.standing if one.name}
    members = {(q, one.id): one.members for q in {q for q, _ in last} for one in groups_of(index, q, order)}
    return tuple(
        NamedGroup(
            question=question,
            group=group,
            name=one.name,
            comment=one.comment,
            who=one.who,
            members=members.get((question, group), ()),
            behaviour=read(folder, group),
        )
        for (question, group), one in last.items()
    )


def variants_giving(
    behaviour: Behaviour, assignment: Assignment, expectations: Expectations
) -> tuple[MistakeSignature, ...]:
    """Return the edits of the reference that give a behaviour's numbers in every case, the likeliest first.

    Args:
        behaviour: the behaviour.
        assignment: the assignment.
        expectations: the values of its reference.

    Returns:
        Their signatures; `grader.probes.variants` makes the code from the id. None where no number is wrong, or
        something did not return.
    """
    question = next((one for one in assignment.rubric.questions if one.id == behaviour.question), None)
    if question is None or not question.function:
        return ()
    with comparing(assignment):
        return _giving(behaviour, question, assignment, expectations)


def _giving(
    behaviour: Behaviour, question: Question, assignment: Assignment, expectations: Expectations
) -> tuple[MistakeSignature, ...]:
    seen = {
        probe: with_finish_applied(one, finish_of(assignment, probe, expectations))
        for probe, one in behaviour.observations.items()
    }
    probes = [probe for check in matches_in(question) for probe in probes_of(check, expectations)]
    found: Sequence[MistakeSignature] = ()
    for probe in probes:
        if probe in seen and seen[probe].outcome is Outcome.RETURNED:
            found = found or expectations.alike(question.function or "", probe, seen[probe].values)
    fits = np.ones(len(found), dtype=bool)
    for check in matches_in(question) if found else ():
        fits &= Candidates(check, found, expectations).met_by(seen).same.all(axis=0)
    return tuple(one for one, is_same in zip(found, fits, strict=True) if is_same)
