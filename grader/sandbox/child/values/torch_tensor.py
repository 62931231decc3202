"""Defines torch's tensors: the numbers count; dtype, device and `requires_grad` travel with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .foreign import Options

NAME = "torch.Tensor"
TYPES = ("torch.Tensor",)


def parts(value: Any) -> dict[str, Any]:
    """Return `values`, `dtype`, `device` and `requires_grad`."""
    return {
        "values": numbers(value),
        "dtype": str(value.dtype).removeprefix("torch."),
        "device": str(value.device),
        "requires_grad": bool(value.requires_grad),
    }


def numbers(tensor: Any) -> Any:
    """Return a tensor's numbers as an array; those of bfloat16 as float32, which numpy has."""
    found = tensor.detach().cpu()
    if found.is_sparse:
        found = found.to_dense()
    if str(found.dtype) == "torch.bfloat16":
        found = found.float()
    return found.resolve_conj().resolve_neg().numpy()


def copied(value: Any) -> Any:
    """Return a copy: of a tensor that begins a graph another that begins one, of others one within their graph."""
    if not value.is_leaf:
        return value.clone()
    return value.detach().clone().requires_grad_(value.requires_grad)


def build(parts: Mapping[str, Any]) -> Any:
    """Return the tensor, on the processor."""
    import torch

    found = torch.as_tensor(parts["values"]).to(getattr(torch, parts["dtype"]))
    return found.requires_grad_(parts["requires_grad"])


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return the numbers."""
    return parts["values"]


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return the numbers."""
    return parts["values"]
