"""Restores what newer versions of numpy refuse, once student code was refused it, and notes where it is used.

Nothing is touched before that: code that does not need it runs on numpy as it is. Why it is so: docs/decisions/0025.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from types import FrameType
from typing import Any

import numpy as np

from .older_calls import OLDER, taking_older
from .type_attributes import set_attributes

ONE_ELEMENT = "one_element"
"""The name under which an array that is used as a number is noted."""
MOST = 50
"""Most uses that are noted."""
_NUMBERS = ("__float__", "__int__", "__complex__")
_AS_NUMBER = re.compile(
    r"only 0-dimensional arrays can be converted to Python scalars|.*number is required, not numpy\.ndarray"
    r"|Error setting single item of array\."
)
_METHODS: dict[str, Callable[..., Any]] = {
    "ptp": np.ptp,
    "itemset": lambda x, *args: _set_item(x, *args),
    "newbyteorder": lambda x, order="S": x.view(x.dtype.newbyteorder(order)),
    "tostring": lambda x, order="C": x.tobytes(order),
}
"""What the removed methods of arrays did."""
_REMOVED = re.compile(
    r"(?:'numpy\.\w+' object has no attribute '(\w+)'|`(\w+)` was removed from the ndarray class).*", re.S
)

Namespaces = Callable[[], Iterable[dict[str, Any]]]
Place = Callable[[str], str | None]


class OldNumpy:
    """What older versions of numpy took, in one process."""

    def __init__(self, own_namespaces: Namespaces, place: Place) -> None:
        """Prepare; numpy stays as it is.

        Args:
            own_namespaces: returns the variables of each of the student's modules and of the notebook.
            place: returns the path to note for the file name of some code; None where the code is not the student's.
        """
        self._own_namespaces = own_namespaces
        self._place = place
        self._seen: list[tuple[str, str, int]] = []
        self._methods: dict[str, Any] = {}
        self._functions: dict[str, tuple[Any, Any]] = {}
        self.restored = False

    @property
    def uses(self) -> list[list[Any]]:
        """Return where older forms were used: the form's name, the path and the line, once each."""
        placed = ([form, self._place(name) or "", line] for form, name, line in self._seen)
        return [use for use in placed if use[1]]

    def restore_after(self, error: BaseException | None) -> bool:
        """Restore the older forms where an error is numpy's refusal of one.

        Returns:
            True when they are restored now, so that the code should be run again.
        """
        if not self.refused_now(error):
            return False
        self.restore()
        return True

    def refused_now(self, error: BaseException | None) -> bool:
        """Return whether an error is numpy's refusal of an older form, and none is restored yet."""
        return not self.restored and refused(error)

    def restore(self) -> None:
        """Restore all older forms."""
        self.restored = True
        numbers = {name: self._number(vars(np.ndarray)[name]) for name in _NUMBERS}
        absent = {name: self._method(name) for name in _METHODS if not _works(name)}
        self._methods = set_attributes(np.ndarray, numbers | absent)
        today = {name: getattr(np, name) for name in OLDER}
        self._functions = {name: (now, taking_older(name, now, self._note)) for name, now in today.items()}
        self._rebind()

    def undo(self) -> None:
        """Give numpy and the student's variables back as they were, where anything was restored."""
        if not self.restored:
            return
        set_attributes(np.ndarray, self._methods)
        self._functions = {name: (older, today) for name, (today, older) in self._functions.items()}
        self._rebind()
        self._methods, self._functions, self.restored = {}, {}, False

    def _rebind(self) -> None:
        """Replace the functions in numpy, and where the student imported them by name."""
        swapped = {id(before): after for before, after in self._functions.values()}
        for namespace in (vars(np), *self._own_namespaces()):
            for name, value in list(namespace.items()):
                if id(value) in swapped:
                    namespace[name] = swapped[id(value)]

    def _number(self, today: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def convert(array: Any) -> Any:
            if array.ndim == 0 or array.size != 1:
                return today(array)
            found = today(np.asarray(array).reshape(()))
            self._note(ONE_ELEMENT)
            return found

        return convert

    def _method(self, name: str) -> Callable[..., Any]:
        older = _METHODS[name]

        def method(array: Any, *args: Any, **given: Any) -> Any:
            self._note(name)
            return older(array, *args, **given)

        return method

    def _note(self, form: str) -> None:
        """Note the line of the student's that is being run."""
        if len(self._seen) >= MOST:
            return
        frame: FrameType | None = sys._getframe(2)
        while frame is not None and self._place(frame.f_code.co_filename) is None:
            frame = frame.f_back
        use = None if frame is None else (form, frame.f_code.co_filename, frame.f_lineno)
        if use is not None and use not in self._seen:
            self._seen.append(use)


def refused(error: BaseException | None) -> bool:
    """Return whether an error, or one that led to it, is numpy's refusal of an older form."""
    return any(_is_refusal(type(one), str(one.args[0])) for one in _chain(error) if one.args)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what led to it; only of Python's own kinds, since a student's may do anything when asked."""
    for _ in range(5):
        if error is None:
            return
        if type(error) in (TypeError, ValueError, AttributeError) and error.args and type(error.args[0]) is str:
            yield error
        error = error.__cause__ or error.__context__


def _is_refusal(kind: type[BaseException], text: str) -> bool:
    if kind is AttributeError:
        gone = _REMOVED.match(text)
        return gone is not None and (gone.group(1) or gone.group(2)) in _METHODS
    return _AS_NUMBER.match(text) is not None or any(part in text for parts, _ in OLDER.values() for part in parts)


def _set_item(array: Any, *args: Any) -> None:
    """Set one number, by `itemset(value)` or `itemset(index, value)`; an index that is no tuple counts all numbers."""
    index, value = args if len(args) == 2 else (0, *args)
    if isinstance(index, tuple):
        array[index] = value
    else:
        array.flat[index] = value


def _works(name: str) -> bool:
    """Return whether arrays still have a method; numpy 2.0 to 2.3 kept names that only raise."""
    return hasattr(np.zeros(1), name)
