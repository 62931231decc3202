"""Only the answer to the last request is heard, in its time; all else is an outcome."""

import pytest

from grader.execution import channel as module
from grader.execution.channel import Channel, ChannelEnd
from grader.sandbox.child.wire import pack
from grader.sandbox.watchdog import ExceededLimit


class FakeFork:
    """Gives what a test puts in, a piece at each look; time passes only here."""

    def __init__(self):
        self.watchdog, self.over = self, None
        self.pieces, self.now, self.sent = [], 0.0, []

    def send(self, frame, wall_seconds):
        self.sent.append(frame)
        return True

    def receive(self, wall_seconds):
        if not self.pieces:
            self.now += wall_seconds
            return None
        self.now += 0.05
        return self.pieces.pop(0)

    def look(self, now=False):
        return self.over


@pytest.fixture
def fork(monkeypatch):
    fork = FakeFork()
    monkeypatch.setattr(module.time, "monotonic", lambda: fork.now)
    return fork


@pytest.fixture
def channel(fork):
    channel = Channel(fork)
    channel.send({"op": "x"}, None, 1)
    return channel


def _answer(channel, **head):
    return pack({"nonce": channel._nonce, **head})


def test_the_answer_to_the_last_request_is_heard(fork, channel):
    fork.pieces = [_answer(channel, kind="returned")]
    assert channel.next(1)[0]["kind"] == "returned"


def test_what_was_told_before_it_was_asked_is_not_heard(fork, channel):
    early = _answer(channel, kind="early")
    channel.send({"op": "y"}, None, 1)
    fork.pieces = [early, pack({"kind": "forged"}), _answer(channel, kind="right")]
    assert channel.next(1)[0]["kind"] == "right"


def test_no_two_requests_share_a_nonce(fork, channel):
    first = channel._nonce
    channel.send({"op": "x"}, None, 1)
    assert channel._nonce != first


def test_silence_ends_in_time(fork, channel):
    assert channel.next(2) is ChannelEnd.LATE
    assert fork.now == pytest.approx(2)


def test_bytes_that_drip_do_not_stretch_the_time(fork, channel):
    fork.pieces = [bytes([byte]) for byte in _answer(channel)[:-1]]
    assert channel.next(2) is ChannelEnd.LATE
    assert fork.now < 2.2


def test_records_of_nobodys_request_do_not_stretch_it_either(fork, channel):
    fork.pieces = [pack({"kind": "flood"})] * 1000
    assert channel.next(2) is ChannelEnd.LATE
    assert fork.now < 2.2


def test_a_fork_that_has_gone_is_told_with_the_limit_that_ended_it(fork, channel):
    fork.pieces = [b""]
    assert channel.next(1) is ChannelEnd.GONE
    fork.pieces, fork.look = [b""], lambda now=False: ExceededLimit.MEMORY if now else None
    assert channel.next(1) is ChannelEnd.MEMORY


@pytest.mark.parametrize("over", list(ExceededLimit))
def test_a_limit_of_all_processes_together_ends_the_wait(fork, channel, over):
    fork.over = over
    assert channel.next(1).value == over.value


def test_bytes_that_are_no_record_are_told(fork, channel):
    fork.pieces = [b"\xff" * 64]
    assert channel.next(1) is ChannelEnd.BROKEN
