"""A solution that waits for test code: requests meanwhile are answered, and one that begins anew ends the wait."""

import pytest

from grader.sandbox.child.callbacks import Callbacks
from grader.sandbox.child.dialogue import MOST_WITHIN, Abandoned, Dialogue

HEAD = {"op": "apply", "what": "call", "first": False, "nonce": "n", "room": 10_000}
ANSWER = {**HEAD, "what": "answer"}


def _dialogue(*requests):
    sent, coming = [], list(requests)
    known = Callbacks(lambda head, values: b"")
    known.arrived(HEAD)
    found = Dialogue(known, sent.append, lambda: coming.pop(0) if coming else None)
    return found, sent


def test_the_answer_is_the_next_request():
    dialogue, sent = _dialogue((ANSWER, {"result": 3}))
    assert dialogue.exchange(lambda head, values: b"", {"calls": [0, [], {}]}) == {"result": 3}
    assert len(sent) == 1


def test_what_test_code_asks_meanwhile_is_answered():
    dialogue, sent = _dialogue((HEAD, "asked"), (ANSWER, {"result": 3}))
    assert dialogue.exchange(lambda head, values: values.encode(), {}) == {"result": 3}
    assert sent[1] == b"asked"


@pytest.mark.parametrize("request_", [({**HEAD, "first": True}, None), ({**HEAD, "op": "scenario"}, None)])
def test_another_test_s_request_ends_the_wait_and_is_left_to_be_answered(request_):
    dialogue, _ = _dialogue(request_)
    for _ in range(2):
        with pytest.raises(Abandoned):
            dialogue.exchange(lambda head, values: b"", {})
    assert dialogue.abandoned_request() == request_
    assert dialogue.abandoned_request() is None


def test_a_closed_pipe_ends_the_wait():
    dialogue, _ = _dialogue()
    with pytest.raises(Abandoned):
        dialogue.exchange(lambda head, values: b"", {})


def test_calls_within_calls_have_an_end():
    dialogue, _ = _dialogue(*[(HEAD, None)] * (MOST_WITHIN + 1))

    def answer(_head, _values):
        return dialogue.exchange(answer, {})

    with pytest.raises(RecursionError):
        dialogue.exchange(answer, {})


def test_what_is_told_is_bounded():
    dialogue, _ = _dialogue()
    with pytest.raises(MemoryError):
        dialogue.exchange(lambda head, values: b"", {"printed": "x" * 20_000})
