"""Who reads what next: what waits, of the own part first, and not what somebody else reads."""

import pytest

from grader.gradebook.answer_groups import grouped
from grader.gradebook.mark_log import MarkLog
from grader.gradebook.marking import GivenMark, SeenGroup, give
from grader.review.answers.board import AskedQuestion
from grader.review.answers.claims import SECONDS, Claims
from grader.review.answers.queue import next_group, part_of, progress_of
from tests.grader.gradebook.test_answer_groups import answer

TEXTS = ("First of all.", "Zweitens das.", "三个答案。", "Quatrième chose", "5 + 5")
QUESTION = AskedQuestion(
    key="q.c", title="Why?", groups=grouped([answer(text, str(number)) for number, text in enumerate(TEXTS)])
)
BOTH = ("ada", "bo")


class Clock:
    """A clock that goes on when it is told to."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def claims(clock):
    return Claims(clock)


@pytest.fixture
def log(tmp_path):
    return MarkLog(tmp_path)


def _mark(log, group, who="ada"):
    with log.current():
        seen = SeenGroup(group=group, version=log.mark_of(group).version)
    give(log, GivenMark(action=group.id, who=who, seen=(seen,), points=1))


def test_a_claim_is_told_to_others_until_it_runs_out(claims, clock):
    assert claims.take("g", "ada") == ""
    assert (claims.take("g", "bo"), claims.holder("g")) == ("ada", "ada")
    clock.now += SECONDS - 1
    assert claims.take("g", "ada") == ""
    clock.now += SECONDS - 1
    assert claims.holder("g") == "ada"
    clock.now += 2
    assert claims.take("g", "bo") == ""


def test_only_who_holds_a_claim_gives_it_up(claims):
    claims.take("g", "ada")
    claims.release("g", "bo")
    assert claims.holder("g") == "ada"
    claims.release("g", "ada")
    assert claims.holder("g") == ""


def test_parts_are_equally_large_up_to_one_and_make_up_the_whole():
    parts = [part_of(QUESTION, BOTH, name) for name in BOTH]
    assert sorted(map(len, parts)) == [2, 3]
    assert parts[0] | parts[1] == QUESTION.by_id.keys()
    assert part_of(QUESTION, BOTH, "guest") == QUESTION.by_id.keys()


def test_the_own_part_comes_first_then_what_is_left(log, claims):
    read = []
    while (group := next_group(QUESTION, log, claims, BOTH, "ada", None)) is not None:
        read.append(group.id)
        _mark(log, group)
    assert len(read) == 5
    own = part_of(QUESTION, BOTH, "ada")
    assert set(read[: len(own)]) == own


def test_what_somebody_else_reads_is_left_out(log, claims):
    for group in QUESTION.groups[1:]:
        claims.take(group.id, "bo")
    assert next_group(QUESTION, log, claims, BOTH, "ada", None) == QUESTION.groups[0]
    claims.take(QUESTION.groups[0].id, "bo")
    assert next_group(QUESTION, log, claims, BOTH, "ada", None) is None


def test_leaving_one_out_leads_on_and_the_last_one_comes_again(log, claims):
    seen, group = [], None
    for _ in range(5):
        group = next_group(QUESTION, log, claims, ("ada",), "ada", group)
        seen.append(group.id)
    assert set(seen) == QUESTION.by_id.keys()
    for one in QUESTION.groups[1:]:
        _mark(log, one)
    assert next_group(QUESTION, log, claims, ("ada",), "ada", QUESTION.groups[0]) == QUESTION.groups[0]


def test_progress_counts_what_is_marked_and_by_whom(log):
    _mark(log, QUESTION.groups[0], "bo")
    _mark(log, QUESTION.groups[1])
    found = progress_of(QUESTION, log, BOTH, "ada")
    assert (found.groups, found.waiting, found.hand_ins) == (5, 3, 3)
    assert found.by_marker == {"ada": 1, "bo": 1}
