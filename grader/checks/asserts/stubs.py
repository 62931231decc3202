"""Defines proxies for a student's objects in test code: each use of one is a request that is answered from outside."""

from __future__ import annotations

import builtins
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

from grader.model.observation import Observation, Outcome
from grader.sandbox.child.value_exchange import HANDLE, decode, encode

Ask = Callable[[dict[str, Any], Any], Observation]
"""Function that answers one step, from its head (`what`, `name`, `called`, `first`) and values (`args`, `kwargs`)."""
_COMPARED = ("eq", "ne", "lt", "le", "gt", "ge")
_OPPOSITE = {"lt": "ge", "ge": "lt", "le": "gt", "gt": "le"}
MOST_STEPS = 20_000
"""Largest number of steps that one piece of test code may take."""


class Stopped(BaseException):
    """Ends test code when the student's code was stopped, died or gave unusable values; no test catches it."""

    def __init__(self, seen: Observation) -> None:
        super().__init__(seen.outcome.value)
        self.seen = seen


class StudentError(Exception):
    """Replaces an exception of the student's that is none of Python's own."""


@dataclass
class Student:
    """Gives the student's objects by name: `student.square(3)`."""

    _ask: Ask
    """Function that answers each step."""
    _seed: int = 0
    """Seed of the values that are compared in addition to a test's own."""
    _steps: int = 0
    _failed: tuple[BaseException, Observation] | None = None

    def __getattr__(self, name: str) -> Any:
        """Return a function, class or variable of the student's."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self.step("find", name, name, (), {})

    def failure_behind(self, error: BaseException) -> Observation | None:
        """Return the answer for which this exception was raised here; None for any other exception."""
        return self._failed[1] if self._failed is not None and self._failed[0] is error else None

    def step(self, what: str, name: str, called: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Take one step: send the request and return its result.

        Args:
            what: the kind of step, such as `find`, `call` or `compute`.
            name: the name or operator that it applies to.
            called: the student's function that is named in a failure.
            args: positional arguments.
            kwargs: keyword arguments.

        Raises:
            Exception: what the student's code raised.
            Stopped: the student's code was stopped, died or gave unusable values.
        """
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

    def compare(self, name: str, remote: Remote, value: Any) -> Any:
        """Return the student's object's answer to a comparison, unless it gives that answer to every value.

        To notice an object that equals everything, an order is asked together with its opposite, and every other
        comparison also with two other values, in an order that the student's code cannot predict.

        Args:
            name: the comparison, such as `eq`, `lt` or `contains`.
            remote: the student's object.
            value: the test's value.
        """
        rng = np.random.default_rng([self._seed, self._steps])
        like = "" if name == "contains" else value  # a wide interval holds many numbers, and no word
        others = [(name, _other(like, rng)) for _ in range(2)]
        asked = [(name, value), *([(_OPPOSITE[name], value)] if name in _OPPOSITE else others)]
        answers: dict[int, Any] = {}
        for place in map(int, rng.permutation(len(asked))):
            try:
                answers[place] = _settled(remote._step("compute", *asked[place]))
            except Exception:  # an object need not understand the other values
                if place == 0:
                    raise
        believed = name == "ne"  # what says "not equal" to a value may say so to others
        fooled = any(_is(answers.get(place), not believed) for place in range(1, len(asked)))
        return believed if _is(answers[0], not believed) and fooled else answers[0]

    def _decoded(self, tree: Any, called: str) -> Any:
        try:
            return decode(tree, lambda told: Remote(self, int(told[0]), called))
        except (TypeError, ValueError, LookupError, RecursionError):
            raise Stopped(Observation(outcome=Outcome.MALFORMED)) from None

    def _bring_back(self, args: tuple[Any, ...], after: Any) -> None:
        """Apply the changes that a function made to its arguments to the test's own objects."""
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
            error = _error(seen.failure.error, seen.failure.base, seen.failure.text)
        else:
            raise Stopped(seen)
        self._failed = (error, seen)
        raise error


def _error(name: str, base: str, text: str) -> BaseException:
    """Return an exception of Python's own; for one of the student's, the nearest that it inherits from."""
    for known in (name, base):
        kind = np.linalg.LinAlgError if known == "LinAlgError" else getattr(builtins, known, None)
        if isinstance(kind, type) and issubclass(kind, Exception) and kind is not Exception:
            with contextlib.suppress(TypeError):  # some, such as UnicodeDecodeError, take more than a text
                return kind(text)
    return StudentError(f"{name}: {text}")


def _other(value: Any, rng: np.random.Generator) -> Any:
    """Return another value of the same kind."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "iufc":
        return value + rng.integers(3, 1000)
    if isinstance(value, (int, float, complex, np.number)) and not isinstance(value, bool):
        return value + int(rng.integers(3, 1000))
    token = "".join(map(chr, rng.integers(97, 123, size=12)))
    if isinstance(value, (list, tuple)):
        return type(value)([*value, token])
    return {**value, token: token} if isinstance(value, dict) else token


def _settled(answer: Any) -> Any:
    """Return the answer to a comparison, as a bool where it has one, since an object could answer otherwise later."""
    if isinstance(answer, Remote):
        with contextlib.suppress(Exception):
            return bool(answer)
    return answer


def _is(answer: Any, truth: bool) -> bool:
    """Return whether an answer has this truth value, for an array in every entry."""
    return isinstance(answer, (bool, np.bool_, np.ndarray)) and bool(np.all(np.equal(answer, truth)))


def _become(own: Any, after: Any) -> None:
    """Change a test's own container to what a copy of it contains after the call."""
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
    """A proxy for a student's object in the sandbox: a function, a class or an instance."""

    def __init__(self, student: Student, handle: int, called: str) -> None:
        self._student, self._handle, self._called = student, handle, called

    def _step(self, what: str, name: str, *args: Any, **kwargs: Any) -> Any:
        return self._student.step(what, name, self._called, (self, *args), kwargs)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the object."""
        return self._step("call", "", *args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the object."""
        if name.startswith("_") and name not in ("__name__", "__doc__", "__dict__"):
            raise AttributeError(name)
        return self._step("getattr", name)

    def __setattr__(self, name: str, value: Any) -> None:
        """Set an attribute of the object; names that begin with `_` are set on the proxy itself."""
        if name.startswith("_"):
            object.__setattr__(self, name, value)
        else:
            self._step("compute", "setattr", name, value)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._step("compute", "list"))

    def __contains__(self, item: Any) -> bool:
        if isinstance(item, Remote):
            return bool(self._step("compute", "contains", item))
        return bool(self._student.compare("contains", self, item))

    def __hash__(self) -> int:
        return int(self._step("compute", "hash"))


def _asking(name: str) -> Callable[..., Any]:
    def method(self: Remote, *args: Any) -> Any:
        if name in _COMPARED and not isinstance(args[0], Remote):
            return self._student.compare(name, self, args[0])
        return self._step("compute", name, *args)

    return method


_COMPUTED = (
    *("len", "next", "str", "repr", "bool", "float", "int", "abs", "round", "getitem", "setitem", "delitem"),
    *("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "neg", "invert"),
    *_COMPARED,
)
"""Names of the operations that Python asks of an object through a method `__name__`."""
for _name in _COMPUTED:
    setattr(Remote, f"__{_name}__", _asking(_name))
