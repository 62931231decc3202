"""Works on a student's objects for test code in the grader, one step at a time: find, call, look up, compute."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any

from .chance import SolutionChance
from .object_operations import COMPUTED
from .plain_value import plain_value
from .pyplot import PYPLOT, close_figures, pyplot
from .test_code import Surroundings, become, error_of, function_of, items_of
from .value_exchange import HANDLE, ToldByValue, decode, encode
from .values.foreign import Foreign

FUNCTION, ITEMS, GENERATOR = "test function", "test iterator", "generator"
"""First item of a handle for something of the test code's."""
_ONCE = (type, FunctionType)
Exchange = Callable[[dict[str, Any]], Any]
"""Tells test code what it is asked (`calls`, `printed`), and returns its answer."""


def _nobody(_told: dict[str, Any]) -> Any:
    raise RuntimeError("no test code is there to be called")


@dataclass
class RemoteObjects:
    """The objects of one criterion's test code; those that cannot be encoded stay here under handles."""

    find: Callable[[str], Any]
    """Returns the student's object of a name; raises LookupError when there is none."""
    names: Callable[[str], MutableMapping[str, Any]]
    """Returns the namespace that holds a name, so that the name can be bound again or removed."""
    exchange: Exchange = _nobody
    """Tells test code what it is asked, and returns its answer."""
    kept: list[Any] = field(default_factory=list)
    """The objects, by handle."""
    chance: SolutionChance = field(default_factory=SolutionChance)
    """The generators that the solution draws from."""
    _handles: dict[int, int] = field(default_factory=dict)
    """The last handles by id, so that a class or function has one; of other objects each answer is one of its own."""
    _given_out: dict[int, Any] = field(default_factory=dict)
    """Functions and iterators of the test code by number, so that one has one object here."""
    _numbers: dict[int, int] = field(default_factory=dict)
    """Their numbers, by id."""
    _raised: dict[int, tuple[BaseException, int]] = field(default_factory=dict)
    """By id, exceptions that test code raised when it was called back, with their numbers."""
    _around: Surroundings | None = None
    """What the solution finds around it in the step that is done now."""
    _thread: int = field(default_factory=threading.get_ident)

    def __post_init__(self) -> None:
        close_figures()

    def apply(self, what: str, name: str, values: Any) -> dict[str, Any]:
        """Do one step.

        Args:
            what: `find`, `call`, `getattr`, `compute`, `bind`, `unbind`, or `plain`, which gives the value that an
                object stands for.
            name: the name of the object, attribute or operation.
            values: `args` and `kwargs`, encoded; for all steps but `find` the first argument is the object. `chance`
                are the states of generators that test code has changed, `patched` names of what it has replaced.

        Returns:
            `result`, `args` after the step, since a function may change them, and what was `printed`; or the number
            of the exception of test code's own that was `raised`.
        """
        args, kwargs = decode(values["args"], self._given), decode(values["kwargs"], self._given)
        self.chance.tell(values.get("chance") or {})
        outer, self._around = self._around, Surroundings(self._call_back, values.get("patched"))
        around = self._around
        try:
            with self._inside():
                result = self._done(what, name, args, kwargs)
        except BaseException as error:
            printed = around.screen.take()
            if id(error) in self._raised:
                return {"raised": self._raised[id(error)][1], "printed": printed}
            if printed and isinstance(error, Exception):
                self.exchange({"printed": printed})
            raise
        finally:
            self._around = outer
        after = args[1:] if what == "call" else []
        told = result if what == "plain" and isinstance(result, Foreign) else encode(result, self._keep)
        found = {"result": told, "args": encode(list(after), self._keep)}
        printed = around.screen.take()
        return {**found, "printed": printed} if printed else found

    @contextmanager
    def _inside(self) -> Iterator[None]:
        """Let streams and generators be the solution's while the context lasts; within it, test code's again."""
        around = self._around
        if around is None:
            raise RuntimeError("no step is done now")
        around.swap()
        self.chance.swap()
        try:
            yield
        finally:
            self.chance.swap()
            around.swap()

    def _done(self, what: str, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
        if what == "find":
            return pyplot() if name == PYPLOT else self.find(name)
        if what == "call":
            return args[0](*args[1:], **kwargs)
        if what in ("bind", "unbind"):
            return self._rebind(what, name, args)
        if what == "getattr":
            return getattr(args[0], name)
        return plain_value(args[0]) if what == "plain" else COMPUTED[name](*args)

    def _rebind(self, what: str, name: str, args: list[Any]) -> None:
        names = self.names(name)
        if what == "bind":
            names[name] = args[0]
        else:
            del names[name]

    def _keep(self, value: Any) -> tuple[Any, ...]:
        if type(value) is ToldByValue:
            value = value.value
        if id(value) in self._numbers:
            return (HANDLE, FUNCTION, self._numbers[id(value)])
        if isinstance(value, _ONCE) and id(value) in self._handles:
            return (HANDLE, self._handles[id(value)])
        self._handles[id(value)] = len(self.kept)
        self.kept.append(value)
        return (HANDLE, len(self.kept) - 1)

    def _given(self, told: tuple[Any, ...], _form: Any) -> Any:
        if isinstance(told[0], int):
            return self.kept[told[0]]
        if told[0] == GENERATOR:
            return self.chance.generator(told[1], told[2])
        if told[0] in (FUNCTION, ITEMS):
            if told[1] not in self._given_out:
                make = (told[2],) if told[0] == FUNCTION else ()
                kind: Any = function_of if told[0] == FUNCTION else items_of
                made = self._given_out[told[1]] = kind(told[1], *make, self._call_back)
                self._numbers[id(made)] = told[1]
            return self._given_out[told[1]]
        return getattr(importlib.import_module(told[0]), told[1])

    def _call_back(self, number: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call a function of the test code from the solution, in the thread in which test code waits for it."""
        around = self._around
        if around is None or threading.get_ident() != self._thread:
            raise RuntimeError("a function of the test can only be called while the test waits for this thread")
        trees = encode(list(args), self._keep), {name: encode(value, self._keep) for name, value in kwargs.items()}
        told = {"calls": [number, *trees], "printed": around.screen.take()}
        with self._inside():  # again, which puts back what test code finds around it
            found = self.exchange(told)
        if "error" in found:
            error = error_of(*found["error"][1:])
            self._raised[id(error)] = (error, found["error"][0])
            raise error
        after, result = decode(found["args"], self._given), decode(found["result"], self._given)
        self.chance.tell(found.get("chance") or {})
        for own, changed in zip(args, after, strict=False):
            become(own, changed)
        return result
