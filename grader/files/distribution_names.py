"""Names the distribution that brings an imported module, also where it is not installed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .installed import installed, normal_name

_NAMES = {
    "Bio": "biopython",
    "PIL": "pillow",
    "OpenSSL": "pyopenssl",
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python-headless",
    "dateutil": "python-dateutil",
    "fitz": "pymupdf",
    "mpl_toolkits": "matplotlib",
    "pylab": "matplotlib",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "umap": "umap-learn",
    "yaml": "pyyaml",
}
"""Distributions whose name is not that of their module."""
_BROUGHT = {
    *("numpy", "IPython", "ipykernel", "matplotlib_inline", "traitlets", "google", "pyodide", "js", "micropip"),
    *("otter", "nbgrader", "grader", "notebook-grader", "selfcheck", "__main__"),
}
"""Modules that are always there, that only one place of work has, or that belong to a grader."""


def distributions_of(modules: Iterable[str]) -> list[str]:
    """Return the distributions that bring imported modules, sorted and each once; what is always there is left out.

    Args:
        modules: the outermost names; none of the standard library.
    """
    return sorted({distribution_of(name) for name in modules} - {normal_name(name) for name in _BROUGHT})


def distribution_of(module: str) -> str:
    """Return the distribution that brings a module, as pip names it.

    Args:
        module: its outermost name.
    """
    found = sorted(name for name, one in installed().items() if module in one.modules)
    guess = normal_name(_NAMES.get(module, module))
    return guess if guess in found or not found else found[0]


def named_in(requirement: str) -> str:
    """Return the normal name of the distribution at the beginning of a line of requirements; empty where none is."""
    found = re.match(r"\s*([A-Za-z0-9][\w.-]*)", requirement)
    return normal_name(found[1]) if found else ""
