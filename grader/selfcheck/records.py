"""Defines records as `dataclasses` does, without compiling a text for each: a first check would wait for that.

Nothing here imports it: `grader release` puts it in the place of `dataclasses` in the modules that it packs.
Why it is so: docs/decisions/0047.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

__all__ = ["dataclass", "field", "replace"]

_FIELDS = "_record_fields"
_put = object.__setattr__


def dataclass(cls: Any = None, /, **options: bool) -> Any:
    """Make a class a record; what is not frozen, or has an order, is left to `dataclasses`.

    Args:
        cls: the class; None where the decorator is called with options.
        options: `frozen`, `slots`, `kw_only`, `eq` and `order`, as `dataclasses` knows them.
    """
    if cls is None:
        return lambda cls: dataclass(cls, **options)
    if not options.get("frozen") or options.get("order"):
        return dataclasses.dataclass(**options)(cls)
    fields = _fields(cls)
    methods = _methods(fields, kw_only=options.get("kw_only", False), eq=options.get("eq", True))
    methods = {name: method for name, method in methods.items() if not _defines(cls, name)}
    if not options.get("slots"):
        for name, method in methods.items():
            setattr(cls, name, method)
        for name, default in fields.items():
            if isinstance(cls.__dict__.get(name), dataclasses.Field):
                _set_or_delete(cls, name, default)
        return cls
    own = [name for name in cls.__annotations__ if name in fields]
    kept = {name: value for name, value in cls.__dict__.items() if name not in (*own, "__dict__", "__weakref__")}
    made = type(cls)(cls.__name__, cls.__bases__, {**kept, **methods, "__slots__": tuple(own)})
    made.__qualname__ = cls.__qualname__
    return made


def replace(record: Any, /, **changes: Any) -> Any:
    """Return a record with some of its fields changed.

    Args:
        record: a record, also one of `dataclasses`.
        changes: new values by field.
    """
    fields = getattr(record, _FIELDS, None)
    if fields is None:
        return dataclasses.replace(record, **changes)
    return type(record)(**{**{name: getattr(record, name) for name in fields}, **changes})


def _defines(cls: Any, name: str) -> bool:
    found = cls.__dict__.get(name)
    return found is not None and name != _FIELDS


def _set_or_delete(cls: Any, name: str, default: dataclasses.Field[Any]) -> None:
    if default.default is dataclasses.MISSING:
        delattr(cls, name)
    else:
        setattr(cls, name, default.default)


def _fields(cls: Any) -> dict[str, dataclasses.Field[Any]]:
    """Return the fields of a class and of the records that it inherits from, by name."""
    found: dict[str, dataclasses.Field[Any]] = {}
    for base in reversed(cls.__mro__[1:]):
        found |= base.__dict__.get(_FIELDS, {})
    for name, annotation in cls.__annotations__.items():
        if not str(annotation).startswith(("ClassVar", "typing.ClassVar")):
            given = cls.__dict__.get(name, dataclasses.MISSING)
            found[name] = given if isinstance(given, dataclasses.Field) else field(default=given)
    return found


def _methods(fields: Mapping[str, dataclasses.Field[Any]], kw_only: bool, eq: bool) -> dict[str, Any]:
    def values(record: Any) -> tuple[Any, ...]:
        return tuple(getattr(record, name) for name in fields)

    def equal(self: Any, other: Any) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def text(self: Any) -> str:
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in fields)
        return f"{type(self).__qualname__}({told})"

    found = {
        _FIELDS: fields,
        "__match_args__": () if kw_only else tuple(fields),
        "__init__": _init(fields, kw_only),
        "__repr__": text,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__reduce__": lambda self: (_remade, (type(self), dict(zip(fields, values(self))))),  # noqa: B905 - one each
    }
    return {**found, "__eq__": equal, "__hash__": lambda self: hash(values(self))} if eq else found


def _init(fields: Mapping[str, dataclasses.Field[Any]], kw_only: bool) -> Callable[..., None]:
    most = 0 if kw_only else len(fields)
    left_out = object()

    def init(self: Any, *given: Any, **named: Any) -> None:
        if len(given) > most:
            raise TypeError(f"{type(self).__name__} takes {most} positional arguments, and {len(given)} were given")
        placed = dict(zip(fields, given))  # noqa: B905 - the others have names or defaults
        if placed.keys() & named.keys() or named.keys() - fields.keys():
            raise TypeError(f"{type(self).__name__} got unexpected or repeated arguments: {sorted(named)}")
        placed.update(named)
        for name, about in fields.items():
            value = placed.get(name, left_out)
            _put(self, name, _default(self, about, name) if value is left_out else value)
        after = getattr(self, "__post_init__", None)
        if after is not None:
            after()

    return init


def _default(record: Any, about: dataclasses.Field[Any], name: str) -> Any:
    if about.default_factory is not dataclasses.MISSING:
        return about.default_factory()
    if about.default is dataclasses.MISSING:
        raise TypeError(f"{type(record).__name__} needs {name}")
    return about.default


def _refuse(self: Any, name: str, value: Any = None) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to or delete field {name!r}")


def _remade(cls: Any, values: dict[str, Any]) -> Any:
    return cls(**values)
