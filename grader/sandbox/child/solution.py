"""Defines `s`, by which a scenario calls a solution: results come back by name, a failed call ends the scenario.

The same object stands before the student's code (in the sandbox) and before the reference and its known
mistakes (in the grader), so that a scenario measures all of them alike.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NoReturn

import numpy as np

from .renamed_entries import ParameterNames, RenamedEntries
from .values.foreign import kind_of
from .values.given import copied

Returns = Mapping[str, Sequence[Sequence[str]]]
"""For each function the allowed lists of names of its returned values: `[["loss", "grads"], ["scores"]]`."""
OWN = ("variable", "accepts", "attempt", "figure")
"""Names that scenarios call on `s` itself; no function of the student's can have them."""


class Learned(Collection[str]):
    """The functions whose one value may be None or a tuple, learnt from a solution that is right: any may."""

    def __init__(self, names: set[str] | None = None) -> None:
        """Collect into a set; into one of its own unless given."""
        self.names = set() if names is None else names

    def __contains__(self, name: object) -> bool:
        """Add a name that is asked for, and return that it is one."""
        self.names.add(str(name))
        return True

    def __iter__(self) -> Iterator[str]:
        """Return the names so far."""
        return iter(self.names)

    def __len__(self) -> int:
        """Return how many there are so far."""
        return len(self.names)


class ScenarioStopped(BaseException):
    """Raised to end a scenario when a call failed; not an `Exception`, so that no scenario catches it by accident."""

    def __init__(self, kind: str, function: str, **detail: Any) -> None:
        super().__init__(kind, function)
        self.kind = kind
        self.function = function
        self.detail = detail


class Solution:
    """A namespace of functions, called by attribute: `s.batchnorm_forward(x, gamma, beta, bn_param)["out"]`.

    Every attribute whose name is not in `OWN` is a function of the student's.
    """

    def __init__(
        self,
        find: Callable[[str], Any],
        returns: Returns,
        describe: Callable[[str, BaseException], ScenarioStopped],
        on_call: Callable[[str], None] = lambda name: None,
        *,
        loose: Collection[str] = (),
        drawn: Callable[[str | None, bool], list[Any]] = lambda name, called: [],
        names: ParameterNames | None = None,
    ) -> None:
        """Wrap a solution.

        Args:
            find: returns the function or class of a name; raises LookupError when there is none.
            returns: what each function returns, by name.
            describe: turns an exception of a called function into the Stop that reports it.
            on_call: called with the name of each function before the function is called.
            loose: functions whose one value may be None, or a tuple of anything.
            drawn: returns the values of the figures that a cell drew, or of those drawn since the first call.
            names: the student's own names for a network's parameters, where they are other than the assignment's.
        """
        self._drawn = drawn
        self._has_called = False
        self._renaming = names
        self._find = find
        self._returns = returns
        self._describe = describe
        self._on_call = on_call
        self._loose = loose
        self._changed: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        """Return the guarded function or class of that name; raise ScenarioStopped when there is none."""
        if name.startswith("__"):
            raise AttributeError(name)
        self._on_call(name)
        try:
            target = self._find(name)
        except LookupError:
            raise ScenarioStopped("missing", name) from None
        except ScenarioStopped:
            raise
        except BaseException as error:
            raise self._describe(name, error) from None
        return self._guarded(name, target)

    def variable(self, name: str) -> Any:
        """Return a copy of the notebook's variable of that name; raise ScenarioStopped when there is none."""
        self._on_call(name)
        try:
            return _fresh(self._find(name))
        except LookupError:
            raise ScenarioStopped("missing", name) from None

    def figure(self, cell: str | None = None, axes: int | None = None, number: int = -1) -> Any:
        """Return what was drawn, as plain values; raise ScenarioStopped where nothing was (docs/decisions/0048).

        Args:
            cell: name of the figure in the rubric; without it, what the functions drew that were called so far, and
                where none was called, the last cell that drew.
            axes: the place of the axes that are returned, from 0; without it, the figure with all of its axes.
            number: which of several figures, in the order in which they were drawn.
        """
        self._on_call("figure")
        figures = self._drawn(cell, self._has_called)
        if not -len(figures) <= number < len(figures):
            raise ScenarioStopped("nothing_drawn", "figure")
        found = figures[number]
        if axes is None:
            return found
        if not -len(found["axes"]) <= axes < len(found["axes"]):
            raise ScenarioStopped("nothing_drawn", "figure")
        return found["axes"][axes]

    def accepts(self, name: str, keyword: str) -> bool:
        """Return whether a function or class takes an argument of that name; interfaces differ between years."""
        try:
            return keyword in inspect.signature(self._find(name)).parameters
        except (LookupError, TypeError, ValueError):
            return False

    def attempt(self, call: Callable[..., Any], *args: Any) -> Any:
        """Call a function, and return None instead of ending the scenario when the call fails."""
        try:
            return call(*args)
        except ScenarioStopped:
            return None

    def _guarded(self, name: str, target: Any) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            return self._call(name, target, args, kwargs)

        return call

    def _call(self, name: str, target: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        self._on_call(name)
        self._has_called = True
        copies = [_fresh(value) for value in args]
        try:
            result = target(*copies, **unguarded(kwargs))
        except ScenarioStopped:
            raise
        except BaseException as error:
            raise self._describe(name, error) from None
        if any(map(_differs, args, copies)):
            self._changed.add(name)
        if isinstance(target, type):
            return GuardedInstance(self, name, result)
        return self._named(name, result)

    def _named(self, name: str, result: Any) -> Any:
        ways = self._returns.get(name)
        if not ways:
            return result
        for names in ways:
            if len(names) > 1 and _has_entries(result) and len(result) == len(names):
                return NamedResults(self, name, self._renamed(dict(zip(names, result, strict=True))))
        for names in ways:
            if len(names) == 1 and (_is_one_value(result) or name in self._loose):
                return NamedResults(self, name, self._renamed({names[0]: result}))
        got = "None" if result is None else len(result) if isinstance(result, (tuple, list)) else 1
        raise ScenarioStopped("none_or_count", name, got=got, expected=[list(names) for names in ways])

    def _renamed(self, results: dict[str, Any]) -> dict[str, Any]:
        names = self._renaming
        return results if names is None else {name: names.of_result(value) for name, value in results.items()}

    def _wrong_return(self, name: str, wanted: str, got: Sequence[str]) -> NoReturn:
        """Raise ScenarioStopped, since a function returned by another of its allowed ways than the scenario needs."""
        raise ScenarioStopped("none_or_count", name, got=len(got), expected=[[wanted]])


def changed_by(solution: Solution) -> list[str]:
    """Return the functions that changed an array argument in place."""
    return sorted(solution._changed)


class NamedResults(dict[str, Any]):
    """The values that a function returned, by name; asking for one that was not returned is the function's failure."""

    def __init__(self, owner: Solution, function: str, values: dict[str, Any]) -> None:
        super().__init__(values)
        self._owner = owner
        self._function = function

    def __missing__(self, name: str) -> NoReturn:
        """Raise ScenarioStopped, since the function did not return this name."""
        self._owner._wrong_return(self._function, name, list(self))


class GuardedInstance:
    """A student's object: it and its methods are guarded when called, its attributes are returned unchanged."""

    def __init__(self, owner: Solution, name: str, target: Any) -> None:
        self._owner = owner
        self._name = name
        self._target = target

    def __getattr__(self, attribute: str) -> Any:
        """Return the guarded method, or the attribute itself; raise ScenarioStopped when there is none."""
        name = f"{self._name}.{attribute}"
        try:
            found = getattr(self._target, attribute)
        except AttributeError:
            raise ScenarioStopped("missing", name) from None
        except BaseException as error:
            raise self._owner._describe(name, error) from None
        names = self._owner._renaming
        if names is not None and type(found) is dict:
            return names.of_attribute(found)
        type_: Any = type(found)
        return self._owner._guarded(name, found) if callable(found) and kind_of(type_) is None else found

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the object itself, guarded."""
        return self._owner._call(self._name, self._target, args, kwargs)


def unguarded(value: Any, depth: int = 2) -> Any:
    """Return a value, or containers of values, with the student's objects themselves in place of guarded ones.

    Args:
        value: what a scenario made; its own containers hold each other no deeper than this.
        depth: how deep containers are looked into.
    """
    if type(value) is GuardedInstance:
        return value._target
    if depth and type(value) in (list, tuple):
        return type(value)(unguarded(item, depth - 1) for item in value)
    if type(value) is RenamedEntries:
        return dict(value)
    if depth and type(value) is dict:
        return {name: unguarded(item, depth - 1) for name, item in value.items()}
    return value


def _has_entries(result: Any) -> bool:
    return isinstance(result, (tuple, list)) or (type(result) is np.ndarray and result.ndim > 0)


def _is_one_value(result: Any) -> bool:
    """Return whether a result is surely one value: neither None nor a tuple of what may be several."""
    if isinstance(result, tuple):
        return bool(result) and all(isinstance(item, (int, float, complex, str, np.generic)) for item in result)
    return result is not None


def _fresh(value: Any) -> Any:
    """Return a copy of arrays and of other libraries' values, also in lists and tuples.

    A dictionary stays the same object, so that updates show; so does an object that the student's class made.
    """
    if type(value) is np.ndarray:
        return value.copy()
    if type(value) in (list, tuple):
        return type(value)(_fresh(item) for item in value)
    if type(value) is GuardedInstance:
        return value._target
    return value.copy() if type(value) is np.ma.MaskedArray else copied(value)


def _differs(before: Any, after: Any) -> bool:
    return type(before) is np.ndarray and before.tobytes() != after.tobytes()
