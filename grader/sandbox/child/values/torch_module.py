"""Defines torch's modules: parameters by name, and the gradients that `backward()` left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .foreign import Options
from .torch_tensor import numbers

NAME = "torch.Module"
TYPES = ("torch.Module",)


def parts(value: Any) -> dict[str, Any]:
    """Return `parameters` and `gradients` by name; a gradient is None where nothing was computed."""
    named = dict(value.named_parameters())
    return {
        "parameters": {name: numbers(one) for name, one in named.items()},
        "gradients": {name: None if one.grad is None else numbers(one.grad) for name, one in named.items()},
    }


def copied(value: Any) -> Any:
    """Return the module itself, as other objects with a state of their own are passed on."""
    return value


def build(parts: Mapping[str, Any]) -> Any:
    """Refuse: a module is code, which does not travel."""
    raise TypeError("a torch module cannot be an input; send its parameters")


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return parameters and gradients by name."""
    return dict(parts)


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return the parameters by name."""
    return parts["parameters"]
