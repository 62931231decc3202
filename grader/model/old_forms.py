"""Lists calls that older versions of numpy took and newer ones refuse, each with what to write today.

Why it is so: docs/decisions/0025; all of them in words: docs/numpy_versions.md.
"""

from __future__ import annotations

from dataclasses import dataclass

ONE_ELEMENT = "one_element"
"""The form in which an array of one element, such as `v.T @ v` of a column, is used as a number."""


@dataclass(frozen=True, slots=True)
class OldForm:
    """A call that newer versions of numpy refuse."""

    old: str
    """The call as it was written, code."""
    now: str
    """What to write instead, code."""
    since: str
    """The first version of numpy that refuses it."""


OLD_FORMS = {
    ONE_ELEMENT: OldForm("float(x)", "x.item()", "2.4"),
    "ptp": OldForm("x.ptp()", "np.ptp(x)", "2.0"),
    "itemset": OldForm("x.itemset(index, value)", "x[index] = value", "2.0"),
    "newbyteorder": OldForm("x.newbyteorder(order)", "x.view(x.dtype.newbyteorder(order))", "2.0"),
    "tostring": OldForm("x.tostring()", "x.tobytes()", "2.3"),
    "array": OldForm("np.array(x, copy=False)", "np.asarray(x)", "2.0"),
    "reshape": OldForm("np.reshape(x, newshape=...)", "np.reshape(x, shape)", "2.4"),
    "sum": OldForm("np.sum(generator)", "sum(generator)", "2.4"),
    "histogram": OldForm("np.histogram(x, normed=...)", "np.histogram(x, density=...)", "1.24"),
    "quantile": OldForm("np.quantile(x, q, interpolation=...)", "np.quantile(x, q, method=...)", "2.4"),
    "percentile": OldForm("np.percentile(x, q, interpolation=...)", "np.percentile(x, q, method=...)", "2.4"),
    "cross": OldForm("np.cross(x, y)", "x[..., 0] * y[..., 1] - x[..., 1] * y[..., 0]", "2.5"),
    "bincount": OldForm("np.bincount([1.0, 2.0])", "np.bincount(np.asarray(x, dtype=int))", "2.5"),
}
"""The refused forms, by the name under which the sandbox notes them."""
