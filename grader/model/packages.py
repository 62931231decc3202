"""Lists the packages that every hand-in may import, where they are installed.

Why it is so: docs/decisions/0035.
"""

from __future__ import annotations

ALWAYS = (
    *("numpy", "scipy", "matplotlib", "pandas", "polars", "xarray", "sympy", "astropy", "pint"),
    *("seaborn", "PIL", "imageio", "h5py", "tqdm", "ipywidgets"),
)
"""Packages whose values are compared, and such as show values, by the name that is imported."""
NOTEBOOK = ("IPython", "ipykernel", "matplotlib_inline", "traitlets")
"""Packages that are there because a notebook runs."""
