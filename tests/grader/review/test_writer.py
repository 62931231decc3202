"""Decisions reach reports by themselves: not at once, not while somebody else writes, and none twice."""

import asyncio
from contextlib import suppress

import pytest

from grader.errors import CallerError
from grader.gradebook.book import refuse_unwritten
from grader.gradebook.decisions import add_decisions, read_decisions
from grader.gradebook.store import read_store
from grader.grading.lock import is_locked, locked
from grader.grading.override import write_decisions
from grader.model.decision import Decision
from grader.review import review, state_reader, writer
from grader.review.state_reader import StateReader
from grader.review.writer import Writer


def _decided(folder, points=0.5, submission="team"):
    place = {"submission": submission, "question": "dft", "criterion": "spectrum"}
    add_decisions(folder, [Decision(**place, points=points, comment="Seen.", who="ada", when="2026-10-05T00:00:00")])


def test_decisions_are_written_when_nobody_decided_for_a_while(course):
    reader, found = StateReader(course.out), Writer(course.out)
    assert not found.is_due(reader.now(), 0.0)
    _decided(course.out)
    assert not found.is_due(reader.now(), 100.0)
    _decided(course.out, 1.0)
    assert not found.is_due(reader.now(), 100.0 + writer.QUIET)
    assert found.is_due(reader.now(), 101.0 + 2 * writer.QUIET)


def test_decisions_are_written_after_a_minute_in_any_case(course):
    reader, found = StateReader(course.out), Writer(course.out)
    for step in range(int(writer.LONGEST_WAIT / 5) + 1):
        _decided(course.out, step / 100)
        due = found.is_due(reader.now(), 100.0 + 5 * step)
    assert due


@pytest.mark.slow
def test_a_server_brings_decisions_into_reports_by_itself(served, monkeypatch):
    monkeypatch.setattr(writer, "QUIET", 0.0)
    monkeypatch.setattr(review, "PAUSE", 0.01)

    async def kept_up():
        task = asyncio.create_task(served.review.keep_up())
        with locked(served.folder):
            await asyncio.sleep(0.2)
            behind = served.review.state().is_behind
        while served.review.state().is_behind:
            await asyncio.sleep(0.05)
        task.cancel()
        with suppress(asyncio.CancelledError):  # a command that is at work is ended before the loop is
            await task
        return behind

    _decided(served.folder)
    assert asyncio.run(asyncio.wait_for(kept_up(), 60))
    assert read_store(served.folder).decisions == read_decisions(served.folder)


@pytest.mark.slow
def test_what_keeps_decisions_from_being_written_is_told(served, course):
    _decided(served.folder)
    course.change_rubric("points = 3", "points = 5")
    asyncio.run(served.review.writer.write(str(course.rubric)))
    assert "has changed since the class was graded" in served.review.writer.trouble


def test_a_batch_that_began_before_a_decision_loses_nothing_of_it(course, monkeypatch):
    """The batch knows the decisions of its start; the next one that writes sees which are missing."""
    from grader.grading import batch

    close = batch._close

    def decided_meanwhile(*given, **named):
        _decided(course.out)
        return close(*given, **named)

    monkeypatch.setattr(batch, "_close", decided_meanwhile)
    course.batch(force=True)
    with pytest.raises(CallerError, match="1 decisions of people are in no report yet"):
        refuse_unwritten(course.out)
    write_decisions(course.out)
    refuse_unwritten(course.out)
    row = next(row for row in read_store(course.out).rows if row.submission == "team")
    assert row.questions["dft"] == 0.5


def test_a_decision_that_comes_while_others_are_written_is_written_by_the_next(course, monkeypatch):
    from grader.grading import override

    _decided(course.out)
    read = override.book_of

    def and_another(folder, stored):
        found = read(folder, stored)
        _decided(folder, 2.0, "solo")
        return found

    with monkeypatch.context() as patch:
        patch.setattr(override, "book_of", and_another)
        write_decisions(course.out)
    assert len(StateReader(course.out).now().unwritten) == 1
    write_decisions(course.out)
    rows = {row.submission: row for row in read_store(course.out).rows}
    assert (rows["team"].questions["dft"], rows["solo"].questions["dft"]) == (0.5, 2.0)


def test_looking_whether_somebody_writes_stops_nobody(course):
    assert not is_locked(course.out)
    with locked(course.out):
        assert is_locked(course.out)
    assert not is_locked(course.out / "nothing")


def test_a_large_class_is_read_again_beside_the_pages(course, monkeypatch):
    monkeypatch.setattr(state_reader, "LONGEST", -1.0)
    reader = StateReader(course.out)
    before = reader.now()
    _decided(course.out)
    write_decisions(course.out)
    assert reader.now().graded is before.graded
    assert reader.now().rows["team"].questions["dft"] == 0.5
    asyncio.run(reader.read_ahead())
    assert reader.now().graded is not before.graded
    assert reader.now().unwritten == ()


def test_results_that_break_while_pages_are_served_are_told(served):
    browser = served.browser()
    browser.open("/")
    about = served.folder / "class.json"
    about.write_text("{")
    (served.folder / "gradebook.sqlite").unlink(missing_ok=True)
    assert "class.json cannot be read" in browser.open("/", status=400)
    assert is_locked(served.folder) is False
