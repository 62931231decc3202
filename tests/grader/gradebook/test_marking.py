"""Several people mark at once: what one has not seen is not overwritten, what was acknowledged is on disk."""

import pytest

from grader.errors import CallerError
from grader.gradebook.answer_groups import grouped
from grader.gradebook.decisions import DecisionReader, add_decisions, drop_decisions, read_decisions
from grader.gradebook.mark_log import MarkLog
from grader.gradebook.marking import GivenMark, SeenGroup, comment_version, give, take_back, undo, write_comment
from grader.model.decision import Comment, Decision

from .test_answer_groups import answer

ONE, TWO = sorted(
    grouped([answer("It rings.", "a"), answer("It rings. ", "b"), answer("A box.", "c")]), key=lambda g: -len(g.answers)
)


@pytest.fixture
def log(tmp_path):
    return MarkLog(tmp_path)


def _seen(log, group):
    with log.current():
        return SeenGroup(group=group, version=log.mark_of(group).version)


def _give(log, group=ONE, points=None, who="ann", action="", seen=None, **more):
    action = action or f"{who} {points} {more}"
    return give(log, GivenMark(action=action, who=who, seen=(seen or _seen(log, group),), points=points, **more))


def _mark(log, group=ONE):
    with log.current():
        return log.mark_of(group)


def _points(folder):
    return {(one.submission, one.question): (one.points, one.comment) for one in read_decisions(folder)}


def _comment(name="k", points=-0.5, text="The mean is missing.", **changed):
    given = {"question": "q", "criterion": "c", "who": "ann", "when": "2026-10-01T00:00:00+00:00"}
    return Comment(id=name, text=text, points=points, **{**given, **changed})


def _change(log, comment):
    before = log.comments.get(comment.id)
    return write_comment(log, comment, 2.0, "" if before is None else comment_version(before))


def test_a_mark_is_given_to_all_who_wrote_it_and_stands_in_the_file_of_decisions(log, tmp_path):
    assert _give(log, points=1.5, own="Half of it.") is None
    assert _points(tmp_path) == {("a", "q"): (1.5, "Half of it."), ("b", "q"): (1.5, "Half of it.")}
    assert (_mark(log).waiting, _mark(log, TWO).waiting) == (0, 1)


def test_a_mark_is_bound_to_what_each_of_them_wrote(log, tmp_path):
    _give(log, points=1)
    assert [one.answer for one in read_decisions(tmp_path)] == [one.text_revision for one in ONE.answers]


def test_the_second_of_two_is_told_what_was_saved_and_overwrites_nothing(log, tmp_path):
    seen = _seen(log, ONE)
    _give(MarkLog(tmp_path), points=2, who="ben")
    conflict = _give(log, points=1, seen=seen)
    assert (conflict.mark.decision.who, conflict.mark.decision.points) == ("ben", 2)
    assert _points(tmp_path)["a", "q"][0] == 2


def test_who_has_seen_it_may_overwrite_it(log, tmp_path):
    _give(MarkLog(tmp_path), points=2, who="ben")
    assert _give(log, points=1) is None
    assert _points(tmp_path)["b", "q"][0] == 1


def test_one_that_was_changed_by_a_command_meanwhile_is_a_conflict(log, tmp_path):
    seen = _seen(log, ONE)
    place = {"submission": "b", "question": "q", "criterion": "c"}
    add_decisions(tmp_path, [Decision(**place, points=0, comment="", who="cli", when="2026-10-01T00:00:00+00:00")])
    conflict = _give(log, points=1, seen=seen)
    assert conflict.mark.is_mixed
    assert conflict.mark.waiting == 1


def test_a_form_that_is_sent_twice_is_taken_once(log, tmp_path):
    seen = _seen(log, ONE)
    for _ in range(2):
        assert _give(log, points=1, seen=seen, action="form") is None
    assert len(read_decisions(tmp_path)) == 2


def test_of_several_groups_all_get_a_mark_or_none(log, tmp_path):
    stale, fresh = _seen(log, TWO), _seen(log, ONE)
    _give(log, TWO, points=0, who="ben")
    given = GivenMark(action="x", who="ann", seen=(fresh, stale), points=1)
    assert give(log, given).group == TWO
    assert _mark(log).waiting == 2
    assert give(log, GivenMark(action="y", who="ann", seen=(fresh, _seen(log, TWO)), points=1)) is None
    assert {points for points, _ in _points(tmp_path).values()} == {1}


@pytest.mark.parametrize("points", [-0.5, 2.5, float("nan"), float("inf")])
def test_points_out_of_range_are_refused(log, tmp_path, points):
    with pytest.raises(CallerError, match="out of range"):
        _give(log, points=points)
    assert read_decisions(tmp_path) == ()


@pytest.mark.parametrize("points", [-1, 15, float("inf")])
def test_points_out_of_range_are_refused_beside_a_comment_too(log, tmp_path, points):
    _change(log, _comment())
    with pytest.raises(CallerError, match="out of range"):
        _give(log, points=points, comments=("k",))
    assert read_decisions(tmp_path) == ()


def test_a_mark_without_points_is_refused(log):
    with pytest.raises(CallerError, match="no points"):
        _give(log, own="Nice.")


def test_a_comment_of_another_question_is_refused(log):
    _change(log, _comment(question="other"))
    with pytest.raises(CallerError, match="not one of this question"):
        _give(log, points=1, comments=("k",))


def test_comments_make_the_points_from_the_most_down_or_from_nothing_up(log, tmp_path):
    for comment in (_comment(), _comment("p", 1.0, "It says why."), _comment("t", 0.0, "See page 3.")):
        _change(log, comment)
    _give(log, comments=("k", "t"), own="Nearly.")
    assert _points(tmp_path)["a", "q"] == (1.5, "The mean is missing.\n\nSee page 3.\n\nNearly.")
    _give(log, comments=("k", "p"))
    assert _points(tmp_path)["a", "q"][0] == 0.5


def test_a_comment_that_is_changed_is_changed_for_all_who_got_it(log, tmp_path):
    _change(log, _comment())
    _give(log, comments=("k",))
    _give(log, TWO, points=1.0, comments=("k",), own="Else right.")
    _change(log, _comment(points=-1.0, text="Without the mean."))
    assert _points(tmp_path) == {
        ("a", "q"): (1.0, "Without the mean."),
        ("b", "q"): (1.0, "Without the mean."),
        ("c", "q"): (0.5, "Without the mean.\n\nElse right."),
    }
    assert _mark(log).decision.points == 1.0
    assert len(log.given("k")) == 3


def test_points_that_were_cut_off_at_nothing_come_back_when_a_comment_takes_less(log, tmp_path):
    _change(log, _comment(points=-1.5))
    _change(log, _comment("other", -1.5))
    _give(log, comments=("k", "other"))
    assert _points(tmp_path)["a", "q"][0] == 0
    _change(log, _comment(points=-0.25))
    assert _points(tmp_path)["a", "q"][0] == 0.25


def test_without_the_file_of_comments_marks_stay_as_they_were_given(log, tmp_path):
    _change(log, _comment())
    _give(log, comments=("k",))
    (tmp_path / "answer_comments.jsonl").unlink()
    assert _points(tmp_path)["a", "q"] == (1.5, "The mean is missing.")


def test_a_comment_that_somebody_else_changed_is_not_overwritten(log):
    _change(log, _comment())
    old = comment_version(log.comments["k"])
    _change(log, _comment(points=-1.0, who="ben"))
    assert write_comment(log, _comment(points=-0.25), 2.0, old).points == -1.0
    assert log.comments["k"].points == -1.0


def test_a_comment_says_something_and_carries_no_more_than_there_is(log):
    with pytest.raises(CallerError, match="says nothing"):
        _change(log, _comment(text=" "))
    with pytest.raises(CallerError, match="cannot carry"):
        _change(log, _comment(points=-2.5))


def test_a_mark_that_is_taken_back_waits_again(log, tmp_path):
    _give(log, points=1)
    assert take_back(log, "ann", "back", _seen(log, ONE)) is None
    assert _mark(log).waiting == 2
    assert {one.points for one in read_decisions(tmp_path)[2:]} == {None}


def test_undo_gives_back_what_was_there_step_by_step(log):
    _change(log, _comment())
    _give(log, comments=("k",), who="ben")
    _give(log, points=1)
    _give(log, TWO, points=2)
    assert undo(log, "ann", "u1")
    assert (_mark(log, TWO).waiting, _mark(log).decision.points) == (1, 1)
    assert undo(log, "ann", "u2")
    assert (_mark(log).decision.points, _mark(log).decision.who) == (1.5, "ben")
    assert list(_mark(log).record.mark.comments) == ["k"]
    assert undo(log, "ann", "u3") == ""


def test_undo_that_is_sent_twice_undoes_once(log):
    _give(log, points=1)
    _give(log, points=2)
    assert undo(log, "ann", "u") == undo(log, "ann", "u")
    assert _mark(log).decision.points == 1


def test_undo_takes_nothing_from_others(log):
    _give(log, points=1)
    _give(log, points=2, who="ben")
    with pytest.raises(CallerError, match="ben changed it since"):
        undo(log, "ann", "u")
    assert _mark(log).decision.points == 2


def test_after_a_restart_undo_still_knows_what_was_done(log, tmp_path):
    _give(log, points=1)
    assert undo(MarkLog(tmp_path), "ann", "u")
    assert _mark(log).waiting == 2


def test_who_reads_decisions_again_and_again_sees_what_one_reading_sees(log, tmp_path):
    reader = DecisionReader(tmp_path)

    def agree():
        assert reader.now() == read_decisions(tmp_path)

    agree()
    _change(log, _comment())
    _give(log, comments=("k",))
    agree()
    _change(log, _comment(points=-1.0))
    agree()
    _give(log, TWO, points=2)
    agree()
    drop_decisions(tmp_path, {"a"})
    agree()
    assert {one.points for one in reader.now()} == {1.0, 2}


def test_a_form_from_the_browser_s_history_is_not_taken_for_one_that_was_sent_twice(log):
    seen = _seen(log, ONE)
    _give(log, points=1, seen=seen, action="form")
    assert _give(log, points=2, seen=seen, action="form").mark.decision.points == 1
    undo(log, "ann", "u")
    assert _give(log, points=1, seen=seen, action="form") is None
    assert _mark(log).decision.points == 1
    assert undo(log, "ann", "u2")
    assert _mark(log).waiting == 2


def test_a_mark_that_is_taken_back_twice_by_one_form_is_taken_back_once(log, tmp_path):
    _give(log, points=1)
    seen = _seen(log, ONE)
    for _ in range(2):
        assert take_back(log, "ann", "back", seen) is None
    assert len(read_decisions(tmp_path)) == 4
