"""Gives a student's objects to test code by name; plain values come as such, others as proxies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

import numpy as np

from grader.model.observation import Failure, Observation, Outcome
from grader.sandbox.child.objects import FUNCTION
from grader.sandbox.child.tables import is_table
from grader.sandbox.child.test_code import become
from grader.sandbox.child.value_exchange import ITERATOR, at, decode
from grader.sandbox.child.values.foreign import Foreign, kind_named

from .callback import called_back
from .endings import Stopped, raised_error
from .forms import Following, Form, Key, Recording, Taken, has_no_entries
from .handed import Handed, digest_of, patched, print_again
from .remote import Drawn, Empty, Remote, Unlike
from .witnesses import Witnesses

Ask = Callable[[dict[str, Any], Any], Observation]
"""Function that answers one step, from its head (`what`, `name`, `called`, `first`) and values (`args`, `kwargs`)."""
MOST_STEPS = 20_000
"""Largest number of steps that one piece of test code may take."""
MOST_NESTED = 8
"""Deepest nesting of objects that are replaced by their plain values."""
_HOLDING = (list, tuple, dict, np.ndarray, np.ma.MaskedArray)
OWN_OBJECT = "an object"
"""What a failure says that a function gave, where the tests need a plain value."""


@dataclass
class Student:
    """Gives the student's objects by name: `student.square(3)`."""

    _ask: Ask
    """Function that answers each step."""
    _forms: Recording | Following = field(default_factory=lambda: Following(Taken()))
    """Says where an answer may hold objects."""
    _seed: int = 0
    """Seed of the order in which objects are compared."""
    _place: str = ""
    """Name of the place of the notebook as of which names are taken; empty for its end."""
    _steps: int = 0
    _failed: tuple[BaseException, Observation] | None = None
    _ended: Observation | None = None
    """The answer that ended the test, if one did."""
    _handed: Handed = field(default_factory=Handed)
    """What the test has handed to the student's code."""
    _calls: int = 0
    _within: int = 0
    """Number of functions of the test that the student's code waits for."""
    _proxies: dict[tuple[int, str], Remote] = field(default_factory=dict)
    """The proxies by handle and label, so that one class has one."""
    _origins: dict[int, tuple[Any, Unlike, str]] = field(default_factory=dict)
    """By id, plain values that were made of objects, with the object and a digest of the value."""

    def __post_init__(self) -> None:
        self._witnesses = Witnesses(self._seed)

    def __getattr__(self, name: str) -> Any:
        """Return a function, class or variable of the student's."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self._take("find", name, name, (), {})

    def _failure_behind(self, error: BaseException) -> Observation | None:
        """Return the answer for which this exception was raised here; None for any other exception."""
        return self._failed[1] if self._failed is not None and self._failed[0] is error else None

    def _take(self, what: str, name: str, called: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
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
        owner = args[0]._label if args and issubclass(type(args[0]), Remote) else ""
        key = (owner, what, name)
        place = None if self._within else len(self._forms.keys)
        form = self._forms.begin_within(key) if place is None else self._forms.begin(key)
        seen = self._request(what, name, called, args, kwargs)
        if place is not None:
            self._handed.chance.become(self._forms.chance_after(place, seen.values.get("chance")) or {})
        if seen.outcome is not Outcome.RETURNED:
            self._raise(seen, name)
        after = self._bring_back(args[1:], seen.values.get("args"), key, at(form, "args"))
        result = self._decoded(seen.values.get("result"), called, key, at(form, "result"))
        if place is None:
            self._forms.end_within(key, result, after)
        else:
            self._forms.end(place, result, after)
        return result

    def _left(self, remote: Remote, error: BaseException | None) -> bool:
        """Let an object end its context, and return whether it keeps an exception; believed where the reference's does.

        Why it is so: docs/decisions/0037.
        """
        place = len(self._forms.keys)
        told = bool(remote._step("compute", "exit", *([] if error is None else self._handed.error(error)[1:])))
        return told and (isinstance(self._forms, Recording) or (not self._within and self._forms.truth(place) is True))

    def _compared(self, name: str, remote: Remote, other: Any) -> Any:
        """Return an object's answer to `==` or `!=`, which it may not give to all others of its class too."""

        def ask(one: Remote) -> tuple[Any, bool | None]:
            place = len(self._forms.keys)
            return one._step("compute", name, other), self._forms.truth(place)

        return self._witnesses.answer(remote, other, ask)

    def _draw(self, drawn: Drawn, name: str, called: str, form: Any) -> Any:
        """Return all items of an iterator (`list`), or the one that comes next (`next`), in the form of a list's."""
        seen = self._request("compute", name, called, (drawn,), {})
        if seen.outcome is not Outcome.RETURNED:
            self._raise(seen, name)
        return self._decoded(seen.values.get("result"), called, ("", "compute", name), form)

    def _refuse(self, called: str) -> NoReturn:
        """End the test, since it uses an object of the student's where the reference has a plain value."""
        self._stop(Observation(outcome=Outcome.MALFORMED, failure=Failure(function=called, got=OWN_OBJECT)))

    def _stop(self, seen: Observation) -> NoReturn:
        self._ended = self._ended or seen
        raise Stopped(seen)

    def _request(self, what: str, name: str, called: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Observation:
        """Return the answer to a request; what the student's code asks of the test meanwhile is answered."""
        encode = self._handed.encode
        own = [self._object_behind(value) for value in args]
        named = {key: self._object_behind(value) for key, value in kwargs.items()}
        values = {"args": encode(own), "kwargs": encode(named), "chance": self._handed.chance.changes()}
        values |= {"patched": replaced} if (replaced := patched()) else {}
        seen = self._sent(what, name, called, values)
        while seen.outcome is Outcome.RETURNED and "result" not in seen.values and "raised" not in seen.values:
            seen = self._sent("answer", "", called, self._answer(seen.values, called))
        if seen.outcome is Outcome.RETURNED and "raised" in seen.values:
            self._raise_again(seen.values["raised"])
        return seen

    def _sent(self, what: str, name: str, called: str, values: dict[str, Any]) -> Observation:
        if self._steps >= MOST_STEPS:
            self._stop(Observation(outcome=Outcome.LIMIT))
        head = {"op": "apply", "what": what, "name": name, "called": called, "first": self._steps == 0}
        head |= {"place": self._place} if self._steps == 0 else {}
        self._steps += 1
        seen = self._ask(head, values)
        print_again(seen.values)
        return seen

    def _answer(self, told: Mapping[str, Any], called: str = "") -> dict[str, Any]:
        """Call a function of the test as the student's code asks for it, and return what it gives, encoded."""
        return called_back(self, told, called)

    def _raise_again(self, number: Any) -> NoReturn:
        """Raise an exception of the test's own that passed through the student's code."""
        try:
            error = self._handed.raised[number]
        except (TypeError, LookupError):
            self._stop(Observation(outcome=Outcome.MALFORMED))
        raise error

    def _decoded(self, tree: Any, called: str, key: Key, form: Form | None, depth: int = 0) -> Any:
        def given(told: tuple[Any, ...], wanted: Form | None) -> Any:
            if told[0] == FUNCTION:
                return self._handed.functions[told[1]]
            handle = int(told[0])
            label = self._forms.label(handle, key, wanted)
            if label:
                return self._proxy(handle, called, label)
            return self._plain(Unlike(self, handle, called, ""), key, wanted, depth)

        try:
            return self._without_nothing(decode(tree, given, form), called, form)
        except (TypeError, ValueError, LookupError, ArithmeticError, AttributeError, RecursionError):
            self._stop(Observation(outcome=Outcome.MALFORMED))

    def _proxy(self, handle: int, called: str, label: str) -> Remote:
        """Return the proxy for an object, for a handle the same one each time."""
        found = self._proxies.get((handle, label))
        if found is None:
            found = self._proxies[handle, label] = Remote(self, handle, called, label)
            self._witnesses.met.setdefault(label, []).append(found)
        return found

    def _without_nothing(self, value: Any, called: str, form: Form | None) -> Any:
        """Return a value, or what it holds, with a proxy for what is empty, and NaN for what is masked.

        Both are close to every number, and kept where the reference gives nothing else.
        """
        if form is None or not (type(value) in _HOLDING or is_table(type(value))):
            return value
        if isinstance(value, np.ma.MaskedArray):
            return value if form.is_masked else np.ma.filled(value.astype(np.result_type(value.dtype, 0.5)), np.nan)
        if form.has_entries and has_no_entries(value):
            return Empty(self, called, value)
        if type(value) not in (list, tuple, dict) or not (form.parts or form.every):
            return value
        items = list(value.items()) if type(value) is dict else list(enumerate(value))
        if not any(type(part) in _HOLDING or is_table(type(part)) for _, part in items):
            return value
        parts = [self._without_nothing(part, called, form.at(place)) for place, part in items]
        if all(part is was for part, (_, was) in zip(parts, items, strict=True)):
            return value
        return type(value)(zip(value, parts, strict=True)) if type(value) is dict else type(value)(parts)

    def _plain(self, unlike: Unlike, key: Key, form: Form | None, depth: int) -> Any:
        """Return the plain value that an object stands for, since the reference has one; else the object itself."""
        called = unlike._called
        seen = self._request("plain", "", called, (unlike,), {})
        if seen.outcome in (Outcome.LIMIT, Outcome.DIED):
            self._stop(seen)
        tree = seen.values.get("result") if seen.outcome is Outcome.RETURNED else None
        if tree is None or depth >= MOST_NESTED:
            return unlike
        if isinstance(tree, str) and tree == ITERATOR:
            return Drawn(self, unlike._handle, called, form)
        if isinstance(tree, Foreign):
            plain = kind_named(tree.kind).plain(tree.parts, {} if form is not None and form.is_dict else None)
            value = plain.copy() if type(plain) is np.ndarray else plain
        else:
            value = self._decoded(tree, called, key, form, depth + 1)
        if isinstance(value, (list, dict, set, np.ndarray)):
            self._origins[id(value)] = (value, unlike, digest_of(value))
        return value

    def _object_behind(self, value: Any) -> Any:
        """Return the object of which a plain value was made, to hand it on as it was; any other value as it is."""
        origin = self._origins.get(id(value))
        if origin is None or origin[0] is not value or origin[2] != digest_of(value):
            return value
        return origin[1]

    def _bring_back(self, args: tuple[Any, ...], trees: Any, key: Key, form: Form | None) -> list[Any]:
        """Apply the changes that a function made to its arguments to the test's own objects, and return these."""
        if not isinstance(trees, list) or len(trees) != len(args):
            return []
        found: list[Any] = [None] * len(args)
        for place, (own, tree) in enumerate(zip(args, trees, strict=True)):
            if issubclass(type(own), (list, dict, set, np.ndarray)) or is_table(type(own)):
                found[place] = self._decoded(tree, "", key, at(form, place))
                become(own, found[place])
        return found

    def _raise(self, seen: Observation, name: str) -> NoReturn:
        if seen.outcome is Outcome.MISSING:
            error: BaseException = NameError(f"name '{name}' is not defined")
        elif (
            seen.outcome in (Outcome.RAISED, Outcome.NOT_ATTEMPTED) and seen.failure is not None and seen.failure.error
        ):
            error = raised_error(seen.failure.error, seen.failure.base, seen.failure.text)
        else:
            self._stop(seen)
        self._failed = (error, seen)
        raise error
