"""Lets a solution that is being called ask test code in the grader, which may call the solution meanwhile.

What is asked goes out as the reply to the last request, and the answer comes as the next request, so that there is
one reply to each request. Why it is so: docs/decisions/0037.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .callbacks import Callbacks, Request
from .values.foreign import built
from .wire import pack

MOST_WITHIN = 30
"""Most calls of test code and solution that are within each other."""


class Abandoned(BaseException):
    """Raised in a solution that waits for test code which has ended."""


def _no_send(_frame: bytes) -> None:
    raise RuntimeError("test code cannot be asked here")


def _no_receive() -> Request | None:
    raise RuntimeError("test code cannot be asked here")


@dataclass
class Dialogue:
    """The state of the requests that are answered at the moment, each within the one before."""

    known: Callbacks
    """Knows the nonce and room of the last request, which the grader's other functions use too."""
    send: Callable[[bytes], None] = _no_send
    """Sends a reply."""
    receive: Callable[[], Request | None] = _no_receive
    """Returns the next request; None where the grader has closed the pipe."""
    abandoned: Request | None = None
    """The request that came instead of an answer, and is still to be answered."""
    _within: int = 0

    @property
    def is_outermost(self) -> bool:
        """Return whether no solution waits for test code."""
        return self._within == 0

    def exchange(self, answer: Callable[[dict[str, Any], Any], bytes], told: dict[str, Any]) -> Any:
        """Tell test code what it is asked, answer what it asks meanwhile, and return its answer.

        Args:
            answer: answers a request.
            told: what it is asked.

        Raises:
            Abandoned: test code has ended.
        """
        if self.abandoned is not None:
            raise Abandoned
        if self._within >= MOST_WITHIN:
            raise RecursionError("test code and solution call each other too deeply")
        frame = pack({"kind": "returned", "nonce": self.known.nonce}, told)
        if len(frame) > self.known.room:
            raise MemoryError("more than a test may be told")
        self.send(frame)
        self._within += 1
        try:
            return self._answered(answer)
        finally:
            self._within -= 1

    def _answered(self, answer: Callable[[dict[str, Any], Any], bytes]) -> Any:
        while True:
            request = self.receive()
            if request is None:
                raise Abandoned
            head, values = request
            if head["op"] != "apply" or head["first"]:
                self.abandoned = request
                raise Abandoned
            if head["what"] == "answer":
                self.known.arrived(head)
                return built(values)
            self.send(answer(head, values))

    def abandoned_request(self) -> Request | None:
        """Return the request that a solution left to be answered, once."""
        request, self.abandoned = self.abandoned, None
        return request
