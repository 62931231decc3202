"""Calls a student's layer in the sandbox, and answers what the layer asks of the functions that it is given.

Why it is so: docs/decisions/0045.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.execution.decode import plain
from grader.execution.session import SandboxSession
from grader.model.observation import NotCarried, Observation
from grader.sandbox.child.solution import ScenarioStopped
from grader.sandbox.child.values.foreign import kind_of
from grader.sandbox.child.wire import WireError

MOST_STEPS = 4_000
"""Calls of layers and answers to layers in one carried run; after these it is given up."""
MOST_STEPS_OF_ALL = 12_000
"""The same in all carried runs of a submission together, so that they end well within the limits of judging."""
MOST_NESTED = 8
"""Calls of layers within functions that layers are given."""

Found = tuple[dict[str, Any], Any]
"""Head and values of a reply."""


@dataclass(frozen=True)
class SandboxValue:
    """A placeholder for a value that stayed in the sandbox, where it is stored under a handle."""

    handle: int | None
    """None where the reference's layer stands in place of the student's, so that there is no such value."""
    right: Any
    """What the reference's layer returned in its place."""
    follows: tuple[Any, ...] = ()
    """Where the call that returned it differs from the reference's, if only by more than rounding."""

    def __deepcopy__(self, _memo: Any) -> SandboxValue:
        """Return the same placeholder, since nothing changes it."""
        return self


@dataclass
class LayerCalls:
    """Sends the calls of one carried run, one at a time."""

    session: SandboxSession
    most_cpu_seconds: float
    """CPU seconds that student code may use in the whole run."""
    waiting: dict[int, Callable[..., Any]] = field(default_factory=dict)
    """By number, the functions that a layer which is running now was given."""
    steps: int = 0
    given: int = 0
    """Functions that were given so far."""

    def __post_init__(self) -> None:
        self.begun = self.session.computed_seconds()

    def ask(self, name: str, args: tuple[Any, ...], keywords: tuple[str, ...]) -> Found:
        """Return head and values of the sandbox's reply to one call.

        Args:
            name: the layer.
            args: the arguments; the last ones are those of the keywords.
            keywords: the names of the last arguments.

        Raises:
            ScenarioStopped: no reply came, or an argument cannot be sent.
        """
        numbers = {place: self._number(arg) for place, arg in enumerate(args) if is_function(arg)}
        handles = [[place, arg.handle] for place, arg in enumerate(args) if isinstance(arg, SandboxValue)]
        held = {place for place, _ in handles} | numbers.keys()
        sent = tuple(None if place in held else arg for place, arg in enumerate(args))
        if not _can_be_sent(sent):
            raise ScenarioStopped("raised", "", why=NotCarried.UNSENT.value)
        head = {"op": "call", "function": name, "handles": handles, "keywords": list(keywords)}
        reply = self._sent({**head, "callbacks": [list(pair) for pair in numbers.items()]}, sent, name)
        while reply[0].get("kind") == "callback":
            reply = self._answered(name, *reply)
        for number in numbers.values():
            del self.waiting[number]
        return reply

    def close(self) -> None:
        """End the process in which a layer still waits for an answer, since none will come."""
        if self.waiting:
            self.session.renew()

    def _number(self, function: Callable[..., Any]) -> int:
        self.given += 1
        self.waiting[self.given] = function
        return self.given

    def _sent(self, head: dict[str, Any], values: Any, name: str) -> Found:
        self.steps += 1
        self.session.steps += 1
        if self._is_over():
            raise ScenarioStopped("limit", "", why=NotCarried.STEPS.value)
        try:
            reply = self.session.reply(head, values)
        except WireError:
            raise ScenarioStopped("raised", "", why=NotCarried.UNSENT.value) from None
        if isinstance(reply, Observation):
            raise ScenarioStopped(reply.outcome.value, name)
        return reply[0], plain(reply[1])

    def _is_over(self) -> bool:
        if self.steps > MOST_STEPS or self.session.steps > MOST_STEPS_OF_ALL:
            return True
        return self.session.computed_seconds() - self.begun > self.most_cpu_seconds

    def _answered(self, name: str, head: Mapping[str, Any], values: Any) -> Found:
        """Answer one question of a layer, and return what came next."""
        function = self.waiting.get(head["number"]) if type(head.get("number")) is int else None
        args, kwargs = values if isinstance(values, list) and len(values) == 2 else (None, None)
        if function is None or not isinstance(args, list) or not isinstance(kwargs, dict):
            raise ScenarioStopped("malformed", name)
        error, found, open_calls = "", None, len(self.waiting)
        try:
            with np.errstate(all="ignore"):
                found = function(*map(number_of, args), **{str(key): number_of(v) for key, v in kwargs.items()})
        except MemoryError:
            raise
        except Exception as raised:  # the student's layer gave it something that it does not take
            error = next(kind.__name__ for kind in type(raised).__mro__ if vars(builtins).get(kind.__name__) is kind)
        if (
            len(self.waiting) > open_calls
        ):  # a call within it was given up, so a layer waits that this answer is not for
            raise ScenarioStopped("raised", "", why=NotCarried.UNFIT.value)
        if not _can_be_sent(found):
            raise ScenarioStopped("raised", "", why=NotCarried.UNSENT.value)
        return self._sent({"op": "answer", "error": error}, found, name)


def is_function(value: Any) -> bool:
    """Return whether an argument is a function, which stays in the grader and is asked from there."""
    kind: Any = type(value)
    return callable(value) and not isinstance(value, type) and kind_of(kind) is None


def _can_be_sent(value: Any) -> bool:
    """Return whether a value holds no function, class, or value that stayed in the sandbox."""
    if isinstance(value, Mapping):
        return all(map(_can_be_sent, value.values()))
    if isinstance(value, (list, tuple)):
        return all(map(_can_be_sent, value))
    return not (isinstance(value, (SandboxValue, type)) or is_function(value))


def number_of(value: Any) -> Any:
    """Return a number of numpy's, which travels as an array without axes, as the number that it was."""
    return value[()] if isinstance(value, np.ndarray) and value.ndim == 0 else value
