"""300 wrong hand-ins need few decisions, and no hand-in stands in a group whose behaviour it does not share.

Thirty hand-ins of `wrong`, each as ten people write it: with other names of variables, quotes and spaces, and products
taken in another order, by the seed of each.
"""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from grader.behaviour.groups import Kind
from grader.behaviour.index import groups_of
from grader.execution.record_store import load
from grader.gradebook.book import read_book
from grader.gradebook.paths import observations_of
from grader.gradebook.summary import summary_entries_in
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.batch import grade_class
from grader.grading.behaviour_index import updated_index
from grader.grading.pool import GradingSettings
from grader.model.observation import Outcome
from grader.model.submission import Audience
from grader.sandbox.selftest import chosen

from .renamed_code import rewritten
from .test_wrong import HAND_INS, ROOT

pytestmark = pytest.mark.slow

RUBRIC = ROOT / "rubrics/batch_normalization.toml"
COPIES = 10
WRONG = [
    one
    for one in HAND_INS
    if one.rubric == "batch_normalization" and one.name.startswith(("bn_", "ln_", "odd_bn", "odd_ln"))
][::3][:30]
LIMIT = 2e-6
"""Largest difference, relative to the largest number, at which two people's wrong numbers count as the same here."""


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    folder, out = tmp_path_factory.mktemp("class"), tmp_path_factory.mktemp("results")
    for one in WRONG:
        for seed in range(COPIES):
            copy = replace(one, name=f"{one.name}_{seed}", code=rewritten(one.code, seed) if seed else one.code)
            copy.written_to(folder)
    settings = GradingSettings(rubric=RUBRIC, audience=Audience.STAFF, language="en", isolation=chosen("auto"))
    grade_class(folder, out, settings, jobs=2)
    return out


@pytest.fixture(scope="module")
def groups(graded):
    contents = read_book(graded)
    grader = AssignmentGrader(RUBRIC, Audience.STAFF)
    index = updated_index(graded, grader, contents.about.submissions)
    asked = [question.id for question in grader.assignment.rubric.questions]
    return {question: groups_of(index, question, contents.about.submissions) for question in asked}


def test_three_hundred_wrong_hand_ins_need_at_most_forty_decisions(graded, groups):
    """Each group that lost points counts, also where a known mistake is named; not those that follow from another."""
    rows, entries = {row.submission: row for row in read_book(graded).rows}, summary_entries_in(graded)
    assert len(rows) == len(WRONG) * COPIES == 300

    def asks(group):
        first = group.members[0]
        lost = [c for c in rows[first].criteria if c.question == group.question and c.score < c.max_score]
        found = [one for one in entries[first]["found"] if group.question in one["questions"]]
        follows = all(c.verdict in ("blocked", "pending") for c in lost) or any(f["kind"] == "below_first" for f in found)
        return group.evidence.kind is not Kind.RIGHT and lost and not follows

    needed = [group for several in groups.values() for group in several if asks(group)]
    print(f"{len(needed)} decisions for {sum(len(group.members) for group in needed)} places of 300 hand-ins")
    assert len(needed) <= 40


def test_copies_of_one_hand_in_stand_together(groups):
    for question in ("batchnorm_forward", "batchnorm_backward", "layernorm_forward"):
        where = {name: group.id for group in groups[question] for name in group.members}
        for one in WRONG:
            assert len({where[f"{one.name}_{seed}"] for seed in range(COPIES)}) == 1, (question, one.name)


def test_no_hand_in_stands_in_a_group_whose_behaviour_it_does_not_share(graded, groups):
    """Compared pair by pair from the records, by numpy alone."""
    grader = AssignmentGrader(RUBRIC)
    outputs = {
        question.id: {
            (name, output)
            for criterion in question.criteria
            for name in criterion.check.scenario_names
            for output in criterion.check.output_names
        }
        for question in grader.assignment.rubric.questions
    }
    told = {name: _told(load(observations_of(graded, name))) for name in read_book(graded).about.submissions}
    for question, several in groups.items():
        for group in several:
            for one, other in combinations(_some(group.members), 2):
                difference = _difference(told[one], told[other], outputs[question])
                assert not difference, (question, one, other, difference)


def test_groups_of_one_question_differ(graded, groups):
    """Two groups are two since something that is compared differs: no decision has to be taken twice."""
    for several in groups.values():
        seen = [(group.evidence, group.id) for group in several]
        assert len({group for _, group in seen}) == len(seen)


def _some(members):
    """The members that are compared pair by pair: all of a small group, every tenth of the right ones."""
    return members if len(members) <= 40 else members[:: len(members) // 40 + 1]


def _told(record):
    return {probe: seen for probe, seen in record.observations.items() if probe.way == "run"}


def _difference(mine, theirs, outputs):
    """The first case and output in which two hand-ins do not do the same; empty where there is none."""
    for probe in mine.keys() | theirs.keys():
        if not any(name == probe.scenario for name, _ in outputs):
            continue
        one, other = mine[probe], theirs[probe]
        if one.outcome is not other.outcome:
            return probe, one.outcome, other.outcome
        if one.outcome is not Outcome.RETURNED:
            if (one.failure.error, one.failure.why, one.failure.got) != (other.failure.error, other.failure.why, other.failure.got):
                return probe, one.failure, other.failure
            continue
        for scenario, output in outputs:
            if scenario == probe.scenario and not _are_same(one.values.get(output), other.values.get(output)):
                return probe, output
    return ()


def _are_same(one, other):
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_are_same(one[key], other[key]) for key in one)
    if one is None or other is None:
        return one is other
    a, b = np.asarray(one), np.asarray(other)
    if a.dtype.kind not in "iufb" or b.dtype.kind not in "iufb":
        return type(one) is type(other)
    if a.shape != b.shape:
        return False
    largest = np.max(np.abs(b[np.isfinite(b)]), initial=0.0)
    limit = LIMIT * 100 if min(a.dtype.itemsize, b.dtype.itemsize) < 8 else LIMIT
    return bool(np.allclose(a, b, rtol=limit, atol=limit * max(largest, 1e-3), equal_nan=True))
