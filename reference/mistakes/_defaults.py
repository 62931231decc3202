"""Forward passes whose settings have another default, so that this mistake is written once for all layers."""

from collections.abc import Callable
from typing import Any

from .._types import Param

Forward = Callable[..., Any]


def with_default(forward: Forward, name: str, value: float) -> Forward:
    """A forward pass that takes another value where its settings, its last argument, do not hold the name.

    Args:
        forward: the right forward pass.
        name: the name in the settings, such as "eps".
        value: what is taken where it is missing.
    """

    def call(*args: Any) -> Any:
        *others, param = args
        own: Param = {name: value, **param}
        result = forward(*others, own)
        param.update({key: kept for key, kept in own.items() if key != name})  # the running averages
        return result

    vars(call)["__wrapped__"] = forward  # so that its arguments are called as those of the right one
    return call
