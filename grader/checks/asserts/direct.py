"""Answers the steps of test code with the reference's objects, in the grader's own process."""

from __future__ import annotations

import sys
from collections.abc import Callable, MutableMapping
from dataclasses import replace
from typing import Any

from grader.model.observation import Failure, Observation, Outcome
from grader.sandbox.child.locate_error import locate_error
from grader.sandbox.child.objects import RemoteObjects
from grader.sandbox.child.values.foreign import built
from grader.sandbox.child.wire import through_wire


class Direct:
    """Performs on the reference's objects the steps that the sandbox performs on a student's."""

    def __init__(self, find: Callable[[str], Any], names: MutableMapping[str, Any]) -> None:
        self._find = find
        self._names = names
        self._objects = RemoteObjects(find, lambda _name: names)

        self.answer: Callable[[dict[str, Any]], dict[str, Any]] | None = None
        """Answers for test code what the reference asks of it; set by whoever runs the test."""

    def object_of(self, handle: int) -> Any:
        """Return the object of a handle."""
        return self._objects.kept[handle]

    def __call__(self, head: dict[str, Any], values: Any) -> Observation:
        """Return the answer to a step, with the states of the generators after it.

        Args:
            head: the step (`what`, `name`, `called`, `first`).
            values: its encoded arguments.
        """
        if head["first"]:
            self._objects = RemoteObjects(self._find, lambda _name: self._names, self._exchange)
        try:
            found = self._objects.apply(head["what"], head["name"], built(through_wire(values)))
            seen = Observation(outcome=Outcome.RETURNED, values=through_wire(found))
        except Exception as error:  # the reference raises what tests may expect of it
            seen = _failed(head, error)
        return replace(seen, values={**seen.values, "chance": self._objects.chance.states()})

    def _exchange(self, told: dict[str, Any]) -> Any:
        if self.answer is None:
            raise RuntimeError("no test code is there to be called")
        if "calls" not in told:
            sys.stdout.write(told["printed"])
            return {"result": None, "args": []}
        sys.stdout.write(told["printed"])
        return built(through_wire(self.answer(through_wire(told))))


def _failed(head: dict[str, Any], error: Exception) -> Observation:
    if head["what"] == "find":
        return Observation(outcome=Outcome.MISSING, failure=Failure(function=head["name"]))
    stop = locate_error(head["called"], error, (), "")
    failure = Failure(function=stop.function, error=stop.detail["error"], base=stop.detail["base"], text=str(error))
    return Observation(outcome=Outcome.RAISED, failure=failure)
