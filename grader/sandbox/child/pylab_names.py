"""Gives the names that `%pylab` puts into a notebook, also where matplotlib is not installed."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np

from .import_stub import ImportStub

_DRAWING = (
    *("axis", "bar", "cla", "clf", "close", "colorbar", "contour", "contourf", "draw", "errorbar", "figure", "gca"),
    *("gcf", "grid", "hist", "imshow", "legend", "loglog", "pcolormesh", "plot", "savefig", "scatter", "semilogx"),
    *("semilogy", "show", "subplot", "subplots", "text", "title", "xlabel", "xlim", "ylabel", "ylim"),
)
"""The functions of matplotlib that are given a stand-in where it is not installed."""


def pylab_names() -> dict[str, Any]:
    """Return the names and what they stand for."""
    try:
        pylab, pyplot = importlib.import_module("pylab"), importlib.import_module("matplotlib.pyplot")
    except ImportError:
        stub = ImportStub("matplotlib.pyplot")
        drawn: dict[str, Any] = {name: getattr(stub, name) for name in _DRAWING}
        names = {**_public(np.fft), **_public(np.random), **_public(np.linalg), **_public(np), **drawn}
        return {**names, "np": np, "numpy": np, "plt": stub, "pyplot": stub, "pylab": stub}
    return {**_public(pylab), "np": np, "numpy": np, "plt": pyplot, "pyplot": pyplot, "pylab": pylab}


def _public(module: Any) -> dict[str, Any]:
    listed = getattr(module, "__all__", None) or [name for name in vars(module) if not name.startswith("_")]
    return {name: getattr(module, name) for name in listed if hasattr(module, name)}
