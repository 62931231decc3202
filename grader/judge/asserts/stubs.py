"""Stand-ins for a student's objects in test code: each use of one is a question, and the answer comes from outside."""

from __future__ import annotations

import builtins
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

from grader.inside.exchange import HANDLE, decode, encode
from grader.model.observation import Observation, Outcome

Ask = Callable[[dict[str, Any], Any], Observation]
"""Answers one step: its head (`what`, `name`, `called`, `first`) and its values (`args`, `kwargs`)."""
MOST_STEPS = 20_000
"""Most steps of one piece of test code."""


class Stopped(BaseException):
    """Ends test code: the student's code was stopped, died, or gave what cannot be used; no test catches it."""

    def __init__(self, seen: Observation) -> None:
        super().__init__(seen.outcome.value)
        self.seen = seen


class StudentError(Exception):
    """Stands for an exception that is none of Python's own."""


@dataclass
class Student:
    """What a student wrote, by name: `student.square(3)`."""

    _ask: Ask
    """Answers each step."""
    _steps: int = 0
    _failed: tuple[BaseException, Observation] | None = None

    def __getattr__(self, name: str) -> Any:
        """A function, class or variable of the student's."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self.step("find", name, name, (), {})

    def failure_behind(self, error: BaseException) -> Observation | None:
        """The answer for which an exception was raised here, if it was."""
        return self._failed[1] if self._failed is not None and self._failed[0] is error else None

    def step(self, what: str, name: str, called: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Ask one step; raises what the student's code raised."""
        if self._steps >= MOST_STEPS:
            raise Stopped(Observation(outcome=Outcome.LIMIT))
        values = {"args": encode(list(args), _kept), "kwargs": encode(dict(kwargs), _kept)}
        head = {"op": "apply", "what": what, "name": name, "called": called, "first": self._steps == 0}
        self._steps += 1
        seen = self._ask(head, values)
        if seen.outcome is not Outcome.RETURNED:
            self._raise(seen, name)
        self._bring_back(args[1:], seen.values.get("args"))
        return self._decoded(seen.values.get("result"), called)

    def _decoded(self, tree: Any, called: str) -> Any:
        try:
            return decode(tree, lambda told: Remote(self, int(told[0]), called))
        except (TypeError, ValueError, LookupError, RecursionError):
            raise Stopped(Observation(outcome=Outcome.MALFORMED)) from None

    def _bring_back(self, args: tuple[Any, ...], after: Any) -> None:
        """What a function did to its arguments is done to the test's own."""
        if not isinstance(after, list) or len(after) != len(args):
            return
        for own, tree in zip(args, after, strict=True):
            if isinstance(own, (list, dict, set, np.ndarray)) and not isinstance(own, Remote):
                _become(own, self._decoded(tree, ""))

    def _raise(self, seen: Observation, name: str) -> NoReturn:
        if seen.outcome is Outcome.MISSING:
            error: BaseException = NameError(f"name '{name}' is not defined")
        elif (
            seen.outcome in (Outcome.RAISED, Outcome.NOT_ATTEMPTED) and seen.failure is not None and seen.failure.error
        ):
            error = _error(seen.failure.error, seen.failure.text)
        else:
            raise Stopped(seen)
        self._failed = (error, seen)
        raise error


def _error(name: str, text: str) -> BaseException:
    """An exception of Python's own, with its text; of another one the text alone."""
    kind = np.linalg.LinAlgError if name == "LinAlgError" else getattr(builtins, name, None)
    if isinstance(kind, type) and issubclass(kind, Exception):
        with contextlib.suppress(TypeError):  # some, such as UnicodeDecodeError, take more than a text
            return kind(text)
    return StudentError(f"{name}: {text}")


def _become(own: Any, after: Any) -> None:
    """Give a test's own container what a copy of it holds after the call."""
    if isinstance(own, np.ndarray):
        if isinstance(after, np.ndarray) and after.shape == own.shape and own.flags.writeable:
            own[...] = after
    elif type(after) is type(own):
        if isinstance(own, list):
            own[:] = after
        else:
            own.clear()
            own.update(after)


def _kept(value: Any) -> Any:
    if isinstance(value, Remote):
        return (HANDLE, value._handle)
    for module in (builtins, np):
        name = getattr(value, "__name__", "")
        if name and getattr(module, name, None) is value:
            return (HANDLE, module.__name__, name)  # the sandbox has the same; nothing like this comes back
    raise TypeError(f"a {type(value).__name__} of the test cannot be handed to the student's code")


class Remote:
    """A student's object that lives in the sandbox: a function, a class, an instance."""

    def __init__(self, student: Student, handle: int, called: str) -> None:
        self._student, self._handle, self._called = student, handle, called

    def _step(self, what: str, name: str, *args: Any, **kwargs: Any) -> Any:
        return self._student.step(what, name, self._called, (self, *args), kwargs)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it."""
        return self._step("call", "", *args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        """An attribute of the object."""
        if name.startswith("_") and name not in ("__name__", "__doc__", "__dict__"):
            raise AttributeError(name)
        return self._step("getattr", name)

    def __setattr__(self, name: str, value: Any) -> None:
        """Set an attribute of the object; our own begin with `_`."""
        if name.startswith("_"):
            object.__setattr__(self, name, value)
        else:
            self._step("compute", "setattr", name, value)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._step("compute", "list"))

    def __contains__(self, item: Any) -> bool:
        return bool(self._step("compute", "contains", item))

    def __hash__(self) -> int:
        return int(self._step("compute", "hash"))


def _asking(name: str) -> Callable[..., Any]:
    def method(self: Remote, *args: Any) -> Any:
        return self._step("compute", name, *args)

    return method


_COMPUTED = (
    *("len", "str", "repr", "bool", "float", "int", "abs", "round", "getitem", "setitem", "delitem"),
    *("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "neg", "invert"),
    *("eq", "ne", "lt", "le", "gt", "ge"),
)
"""What Python asks of an object by a method of that name between two underscores each."""
for _name in _COMPUTED:
    setattr(Remote, f"__{_name}__", _asking(_name))
