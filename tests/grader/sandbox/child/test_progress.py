"""A parent reads how far its fork is, also when that has ended."""

import os

from grader.sandbox.child.progress import Progress, State


def test_a_parent_reads_what_a_dead_fork_was_answering():
    progress = Progress()
    pid = os.fork()
    if pid == 0:
        progress.answers("abc", 100.0)
        os._exit(1)
    os.waitpid(pid, 0)
    assert (progress.state, progress.nonce, progress.is_late) == (State.ANSWERING, "abc", False)


def test_an_answer_is_late_behind_its_time_and_nothing_else_is():
    progress = Progress()
    assert not progress.is_late
    progress.answers("abc", -1.0)
    assert progress.is_late
    progress.set(State.WRITING)
    assert (progress.is_late, progress.nonce) == (False, "abc")
