"""Says where in an answer the reference gives an object of its own, and follows the steps at which it does.

Why it is so: docs/decisions/0034.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.sandbox.child.tables import is_table

from .remote import Remote

Key = tuple[str, str, str]
"""What a step applies to: the label of its object, its kind, and its name."""


@dataclass(frozen=True, slots=True)
class Form:
    """The form of an answer: a plain value, an object, or a container with objects at some places."""

    label: str = ""
    """For an object its class, for a function how it was found; empty for a plain value."""
    is_dict: bool = False
    """Whether it is a dictionary."""
    parts: Mapping[Any, Form] = field(default_factory=dict)
    """The forms of a container's parts, by index or key; empty where all are alike."""
    every: Form | None = None
    """The form of all parts of a container that holds only numbers and arrays."""
    has_entries: bool = False
    """Whether it is a number, or an array that is not empty."""
    is_masked: bool = False
    """Whether it is a masked array."""

    def at(self, place: Any) -> Form:
        """Return the form of a part; a place that the reference does not have is an object if all others are."""
        found = self.parts.get(place)
        if found is not None or not self.parts:
            return found or self.every or PLAIN
        first = next(iter(self.parts.values()))
        return first if all(part.label for part in self.parts.values()) else PLAIN


PLAIN = Form()
"""The form of a value without objects."""
_DICT = Form(is_dict=True)
_FILLED = Form(has_entries=True)
_FILLED_PARTS = Form(every=_FILLED)
_FILLED_DICT = Form(every=_FILLED, is_dict=True)


def form_of(value: Any) -> Form:
    """Return the form of an answer of the reference, in which objects are proxies."""
    if isinstance(value, Remote):
        return Form(label=value._label)
    if isinstance(value, dict):
        return _container(value.items(), is_dict=True)
    if isinstance(value, np.ndarray) and value.dtype.kind == "O":
        return _container(enumerate(value.ravel()))
    if isinstance(value, np.ma.MaskedArray):
        return Form(has_entries=value.size > 0, is_masked=True)
    if isinstance(value, bool):
        return PLAIN
    if isinstance(value, (int, float, complex, np.number)) or (isinstance(value, np.ndarray) and value.size):
        return _FILLED
    if is_table(type(value)):
        return _FILLED if value.size else PLAIN
    return _container(enumerate(value)) if isinstance(value, (list, tuple, set, frozenset, deque)) else PLAIN


def _container(items: Iterable[tuple[Any, Any]], is_dict: bool = False) -> Form:
    parts = {place: form_of(part) for place, part in items}
    if all(form is PLAIN for form in parts.values()):
        return _DICT if is_dict else PLAIN
    if all(form is _FILLED for form in parts.values()):
        return _FILLED_DICT if is_dict else _FILLED_PARTS
    return Form(is_dict=is_dict, parts=parts)


def _merged(one: Form, other: Form) -> Form:
    """Return a form that allows an object wherever one of two forms has it."""
    if one is other:
        return one
    parts = {
        place: _merged(one.parts.get(place, PLAIN), other.parts.get(place, PLAIN))
        for place in {**one.parts, **other.parts}
    }
    label, masked = one.label or other.label, one.is_masked or other.is_masked
    return Form(label=label, is_dict=one.is_dict or other.is_dict, parts=parts, is_masked=masked)


def has_no_entries(value: Any) -> bool:
    """Return whether a value is an empty array, or a list or tuple of nothing else: it is close to every number."""
    if isinstance(value, np.ndarray) or is_table(type(value)):
        return bool(value.size == 0)
    return type(value) in (list, tuple) and all(map(has_no_entries, value))


@dataclass(frozen=True)
class Taken:
    """The steps that a test takes on the reference, with the form of each answer."""

    keys: tuple[Key, ...] = ()
    """What each step applies to."""
    forms: tuple[Form, ...] = ()
    """The form of each answer, with `result`, and `args` after the step; plain where the reference raised."""
    truths: Mapping[int, bool] = field(default_factory=dict)
    """By index of the step, the answers that are true or false."""
    chance: Mapping[int, Any] = field(default_factory=dict)
    """By index of the step, the states of the random generators after it."""
    by_key: Mapping[tuple[str, ...], Form] = field(default_factory=dict)
    """For each key, and for each kind and name of step, the form that allows what any such step gives."""


@dataclass
class Recording:
    """Records the forms of the reference's answers while it takes the steps of a test."""

    object_of: Callable[[int], Any]
    """Returns the reference's object of a handle."""
    keys: list[Key] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    truths: dict[int, bool] = field(default_factory=dict)
    chance: dict[int, Any] = field(default_factory=dict)
    _within: list[tuple[Key, Form]] = field(default_factory=list)
    """The forms of steps that were taken, and of arguments that were given, while the reference called test code."""

    def begin(self, key: Key) -> Form | None:
        """Begin a step; the reference may give any form."""
        self.keys.append(key)
        self.forms.append(PLAIN)
        return None

    def begin_within(self, key: Key) -> Form | None:
        """Begin a step while the reference calls test code."""
        return None

    def end_within(self, key: Key, result: Any, args: Any) -> None:
        """Record the form of the answer to such a step."""
        self._within.append((key, form_of({"result": result, "args": args})))

    def chance_after(self, place: int, states: Any) -> Any:
        """Return the states of the generators after a step, which test code goes on with."""
        self.chance[place] = states
        return states

    def end(self, place: int, result: Any, args: list[Any]) -> None:
        """Record the form of the answer to the step with this index."""
        self.forms[place] = form_of({"result": result, "args": args})
        if type(result) is bool:
            self.truths[place] = result

    def truth(self, place: int) -> bool | None:
        """Return nothing, since the reference's answers are right by themselves."""
        return None

    def label(self, handle: int, key: Key, form: Form | None) -> str:
        """Return the label of an object: its class; for a function or class, how it was found."""
        found = self.object_of(handle)
        if isinstance(found, type) or hasattr(found, "__code__") or hasattr(found, "__self__"):
            return key[2] if key[1] == "find" else f"{key[0]}.{key[2]}"
        return f"{type(found).__module__} {type(found).__qualname__}"

    def taken(self) -> Taken:
        """Return the steps so far."""
        by_key: dict[tuple[str, ...], Form] = {}
        for key, form in (*zip(self.keys, self.forms, strict=True), *self._within):
            for known in (key, key[1:]):
                by_key[known] = _merged(by_key.get(known, form), form)
        keys, forms = tuple(self.keys), tuple(self.forms)
        return Taken(keys=keys, forms=forms, truths=self.truths, chance=self.chance, by_key=by_key)


@dataclass
class Following:
    """Gives the form of the answer to each step of a test that the reference took before."""

    steps: Taken
    """The reference's steps."""
    keys: list[Key] = field(default_factory=list)
    is_same: bool = True
    """Whether all steps so far were the reference's."""

    def begin(self, key: Key) -> Form:
        """Return the form of the reference's answer to a step; where the test went another way, that of its like."""
        place = len(self.keys)
        self.keys.append(key)
        self.is_same = self.is_same and self.steps.keys[place : place + 1] == (key,)
        if self.is_same:
            return self.steps.forms[place]
        return self.begin_within(key)

    def begin_within(self, key: Key) -> Form:
        """Return the form of the reference's answers to steps of this kind."""
        found = self.steps.by_key.get(key) or self.steps.by_key.get(key[1:])
        if found is None and key[1] == "find":
            return Form(parts={"result": Form(label=key[2])})
        return found or PLAIN

    def end(self, place: int, result: Any, args: list[Any]) -> None:
        """Do nothing, since the forms are known."""

    def end_within(self, key: Key, result: Any, args: Any) -> None:
        """Do nothing, since the forms are known."""

    def chance_after(self, place: int, states: Any) -> Any:
        """Return the states that the reference left where the test went the same way; what is told is not believed."""
        return self.steps.chance.get(place) if self.is_same else None

    def truth(self, place: int) -> bool | None:
        """Return the reference's answer to a step where that is true or false, and the test went the same way."""
        return self.steps.truths.get(place) if self.is_same else None

    def label(self, handle: int, key: Key, form: Form | None) -> str:
        """Return the label of the reference's object at the same place; empty where the reference has none."""
        return "" if form is None else form.label
