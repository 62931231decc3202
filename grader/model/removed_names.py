"""Lists names that older versions of numpy and Python had, each with the present name of the same meaning.

All of them in words: docs/numpy_versions.md.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RemovedName:
    """What has become of a name."""

    now: str
    """What to write instead, code."""
    since: str
    """The first version without it, such as `numpy 2.0`."""


def _since(version: str, **names: str) -> dict[str, RemovedName]:
    return {f"np.{name}": RemovedName(now, f"numpy {version}") for name, now in names.items()}


OLD_NAMES = {
    **_since("1.18", alen="len", rank="np.ndim"),
    **_since("1.23", asscalar="np.ndarray.item"),
    **_since("1.24", bool="bool", complex="complex", float="float", int="int", object="object", str="str"),
    **_since("1.24", warnings="warnings"),
    **_since("2.0", Inf="np.inf", Infinity="np.inf", NAN="np.nan", NINF="-np.inf", NaN="np.nan", PINF="np.inf"),
    **_since("2.0", infty="np.inf", alltrue="np.all", sometrue="np.any", product="np.prod", cumproduct="np.cumprod"),
    **_since(
        "2.0", complex_="np.complex128", cfloat="np.complex128", singlecomplex="np.complex64", float_="np.float64"
    ),
    **_since("2.0", longfloat="np.longdouble", longcomplex="np.clongdouble", clongfloat="np.clongdouble"),
    **_since("2.0", bool8="np.bool_", int0="np.intp", object0="np.object_", str0="np.str_", math="math"),
    **_since("2.0", string_="np.bytes_", unicode_="np.str_", mat="np.asmatrix", round_="np.round"),
    **_since("2.0", asfarray="np.asarray(x, dtype=float)", msort="np.sort(x, axis=0)", issubclass_="issubclass"),
    **_since("2.0", AxisError="np.exceptions.AxisError", ComplexWarning="np.exceptions.ComplexWarning"),
    **_since("2.0", RankWarning="np.exceptions.RankWarning"),
    **_since("2.0", VisibleDeprecationWarning="np.exceptions.VisibleDeprecationWarning"),
    **_since("2.4", in1d="np.isin", trapz="np.trapezoid", **{"linalg.linalg": "np.linalg"}),
    **_since("2.5", row_stack="np.vstack"),
    "raw_input": RemovedName("input", "Python 3"),
    "reduce": RemovedName("functools.reduce", "Python 3"),
    "unichr": RemovedName("chr", "Python 3"),
    "xrange": RemovedName("range", "Python 3"),
}
"""By the old name, as written in a student's code."""
_OF_LIB = (
    *("arraypad", "arraysetops", "function_base", "histograms", "index_tricks", "nanfunctions", "polynomial"),
    *("shape_base", "twodim_base", "type_check", "ufunclike"),
)
OLD_MODULES = {
    **{f"numpy.lib.{name}": RemovedName("numpy", "numpy 2.0") for name in _OF_LIB},
    "numpy.fft.fftpack": RemovedName("numpy.fft", "numpy 1.17"),
    "numpy.fft.helper": RemovedName("numpy.fft", "numpy 2.4"),
    "numpy.linalg.linalg": RemovedName("numpy.linalg", "numpy 2.4"),
}
"""By the name of a module that editors used to import from, the module that has its names today."""
