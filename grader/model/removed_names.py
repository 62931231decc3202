"""Lists names that older versions of numpy and Python had, each with the present name of the same meaning."""

from __future__ import annotations

OLD_NAMES = {
    "np.Inf": "np.inf",
    "np.Infinity": "np.inf",
    "np.NAN": "np.nan",
    "np.NINF": "-np.inf",
    "np.NaN": "np.nan",
    "np.PINF": "np.inf",
    "np.alltrue": "np.all",
    "np.asscalar": "np.ndarray.item",
    "np.bool": "bool",
    "np.complex": "complex",
    "np.complex_": "np.complex128",
    "np.cumproduct": "np.cumprod",
    "np.float": "float",
    "np.float_": "np.float64",
    "np.in1d": "np.isin",
    "np.infty": "np.inf",
    "np.int": "int",
    "np.mat": "np.asmatrix",
    "np.object": "object",
    "np.product": "np.prod",
    "np.round_": "np.round",
    "np.row_stack": "np.vstack",
    "np.sometrue": "np.any",
    "np.str": "str",
    "np.trapz": "np.trapezoid",
    "np.unicode_": "np.str_",
    "raw_input": "input",
    "reduce": "functools.reduce",
    "unichr": "chr",
    "xrange": "range",
}
"""By the old name, as written in a student's code, the name to write instead."""
OLD_CALLS = {
    "newshape": "np.reshape(x, shape)",
    "'a'": "np.reshape(x, shape)",
    "np.sum(generator)": "sum(...)",
}
"""By a text that the message of a TypeError contains, the call to write instead."""
