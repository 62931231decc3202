"""Says in a fixed word what kind a value is of; a student's own names for kinds are never repeated."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from grader.model.observation import NotNumeric
from grader.sandbox.child.values.foreign import Foreign

_KINDS: tuple[tuple[Any, str], ...] = (
    (NotNumeric, "object"),
    ((bool, np.bool_), "truth"),
    ((str, bytes), "text"),
    (dict, "dict"),
    ((set, frozenset), "set"),
    (tuple, "tuple"),
    (list, "list"),
    (np.ma.MaskedArray, "masked"),
    ((int, float, complex, Fraction, np.number), "number"),
)
_DTYPES = {"U": "words", "V": "record", "M": "times", "m": "times", "O": "objects", "b": "truths"}
_FOREIGN = {
    "DataFrame": "table",
    "Series": "series",
    "Index": "index",
    "Quantity": "quantity",
    "Tensor": "tensor",
    "Module": "module",
    "sparse": "sparse",
    "DataArray": "labelled",
    "Dataset": "dataset",
    "Expr": "expression",
    "Matrix": "matrix",
    "FiniteSet": "set",
}
KIND_WORDS = frozenset(
    {"none", "array", "object", *(word for _, word in _KINDS), *_DTYPES.values(), *_FOREIGN.values()}
)
"""All words for kinds, as a rubric's `kinds` may name them."""


def kind_word(value: Any) -> str:
    """Return the kind of a value, such as `list`: the key of a word in the catalogues, under `kind`."""
    if value is None:
        return "none"
    if isinstance(value, Foreign):
        return _FOREIGN.get(value.kind.rpartition(".")[2], "object")
    for types, word in _KINDS:
        if isinstance(value, types):
            return word
    if isinstance(value, np.ndarray):
        scalar = {"b": "truth", "U": "text"}.get(value.dtype.kind, "number")
        return _DTYPES.get(value.dtype.kind, "array") if value.ndim else scalar
    return "object"
