"""Makes functions of the grader's that student code may call: each call is a question, whose answer is a request.

What the function computes stays in the grader; only arguments and values travel. While a question waits, the grader may
ask other things of this process.
Why it is so: docs/decisions/0045.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from .wire import WireError, pack

_MARGIN = 300
"""Calls that a question may nest where student code has used up what it may, so that no frame is lost half way."""
Request = tuple[dict[str, Any], Any]
"""Head and values of a request."""
Exchange = Callable[[bytes], Request]
"""Function that sends a frame to the grader and returns its next request."""


class Callbacks:
    """Asks the grader for what its functions return."""

    def __init__(self, nested: Callable[[dict[str, Any], Any], bytes]) -> None:
        """Begin without a way to the grader; whoever serves requests sets one.

        Args:
            nested: answers a request that is no answer, and returns the reply as a frame.
        """
        self._nested = nested
        self.exchange: Exchange | None = None
        """The way to the grader."""
        self.nonce = ""
        """The nonce of the request that came last, which the next frame has to bear."""
        self.room = 0
        """Largest frame that the grader takes, bytes."""

    def arrived(self, head: dict[str, Any]) -> None:
        """Note a request."""
        self.nonce, self.room = head["nonce"], head["room"]

    def function(self, number: int) -> Callable[..., Any]:
        """Return the function that the grader knows by a number."""

        def callback(*args: Any, **kwargs: Any) -> Any:
            return self._asked(number, args, kwargs)

        return callback

    def _asked(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(limit + _MARGIN)
        try:
            head, values = self._exchanged(number, args, kwargs)
        finally:
            sys.setrecursionlimit(limit)
        if head["error"]:
            raise getattr(builtins, head["error"])("the function that was given raised this")
        return _of_numpy(values)

    def _exchanged(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Request:
        """Return the answer to a question; whatever else is asked before it comes is answered."""
        if self.exchange is None:
            raise RuntimeError("nobody answers")
        frame = pack({"kind": "callback", "number": number, "nonce": self.nonce}, [list(args), kwargs])
        if len(frame) > self.room:
            raise WireError("more than the grader takes")
        head, values = self.exchange(frame)
        while head["op"] != "answer":
            head, values = self.exchange(self._nested(head, values))
        self.arrived(head)
        return head, values


def _of_numpy(value: Any) -> Any:
    """Return a number of numpy's, which travels as an array without axes, as the number that it was."""
    if type(value) in (list, tuple):
        return type(value)(map(_of_numpy, value))
    return value[()] if type(value) is np.ndarray and value.ndim == 0 else value
