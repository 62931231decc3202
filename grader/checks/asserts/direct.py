"""Answers the steps of test code with the reference's objects, in the grader's own process."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, MutableMapping
from typing import Any

from grader.model.observation import Failure, Observation, Outcome
from grader.sandbox.child.locate_error import locate_error
from grader.sandbox.child.objects import RemoteObjects
from grader.sandbox.child.values.foreign import built
from grader.sandbox.child.wire import through_wire

from .chance import same_chance


class Direct:
    """Performs on the reference's objects the steps that the sandbox performs on a student's."""

    def __init__(self, find: Callable[[str], Any], names: MutableMapping[str, Any]) -> None:
        self._find = find
        self._names = names
        self._objects = RemoteObjects(find, lambda _name: names)

    def object_of(self, handle: int) -> Any:
        """Return the object of a handle."""
        return self._objects.kept[handle]

    def __call__(self, head: dict[str, Any], values: Any) -> Observation:
        """Return the answer to a step.

        Args:
            head: the step (`what`, `name`, `called`, `first`).
            values: its encoded arguments.
        """
        if head["first"]:
            self._objects = RemoteObjects(self._find, lambda _name: self._names)
        try:
            with same_chance(), contextlib.redirect_stdout(io.StringIO()):  # as in the sandbox: seeds and prints stay
                found = self._objects.apply(head["what"], head["name"], built(through_wire(values)))
            return Observation(outcome=Outcome.RETURNED, values=through_wire(found))
        except Exception as error:  # the reference raises what tests may expect of it
            if head["what"] == "find":
                return Observation(outcome=Outcome.MISSING, failure=Failure(function=head["name"]))
            stop = locate_error(head["called"], error, (), "")
            failure = Failure(
                function=stop.function, error=stop.detail["error"], base=stop.detail["base"], text=str(error)
            )
            return Observation(outcome=Outcome.RAISED, failure=failure)
