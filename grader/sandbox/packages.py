"""Tells which installed packages student code may import; all others are hidden from it.

Why it is so: docs/decisions/0035.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from grader.files.installed import installed, outermost, with_needed
from grader.model.packages import ALWAYS

_OWN = ("ipykernel", "ipython", "nbclient", "nbformat", "numpy", "pyseccomp")
"""Distributions without which no notebook runs."""
_NEVER = "grader"
"""The package that no rubric can allow: this one, which stays outside."""
_SITES = ("site-packages", "dist-packages")
"""Names of folders that hold installed packages."""


@cache
def visible_modules(packages: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the outermost names that student code can import, besides the standard library and its own files, sorted.

    Args:
        packages: the packages that the rubric allows besides `ALWAYS`, by the name that is imported.
    """
    found = {module for name in _visible(packages) for module in installed()[name].modules}
    return tuple(sorted({*found, *packages, *ALWAYS} - {_NEVER}))


@cache
def hidden_paths(packages: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the files and folders of installed packages that student code must not find.

    Args:
        packages: the packages that the rubric allows besides `ALWAYS`, by the name that is imported.
    """
    visible, modules = _visible(packages), set(visible_modules(packages))
    hidden = [str(path) for site in _sites_on_path() for path in _hidden_in(site, visible, modules)]
    return tuple(sorted({*hidden_sites(), *hidden}))


def hidden_sites() -> tuple[str, ...]:
    """Return the folders of packages that are hidden as a whole, since nothing is imported from them."""
    on_path = _sites_on_path()
    return tuple(sorted({str(site) for site in _sites_elsewhere() if site not in on_path}))


def _sites_on_path() -> list[Path]:
    return [Path(entry) for entry in sys.path if Path(entry).name in _SITES and Path(entry).is_dir()]


def _hidden_in(site: Path, visible: frozenset[str], modules: set[str]) -> Iterator[Path]:
    """Yield what lies in a folder of packages and belongs to no visible distribution."""
    shown, owned = set[str](), set[str]()
    for name, found in installed().items():
        if found.site == site:
            owned |= found.entries
            shown |= found.entries if name in visible else set()
    unowned = {entry.name for entry in site.iterdir()} - owned - {"__pycache__"}
    hidden = (owned - shown) | {entry for entry in unowned if outermost(entry) not in modules}
    yield from (site / entry for entry in hidden)


def _sites_elsewhere() -> Iterator[Path]:
    """Yield the folders of packages of this interpreter and of others, where student code could look for them."""
    roots = {Path(root) / "lib" for root in ("/usr", "/usr/local", sys.prefix, sys.base_prefix)}
    for root in sorted(roots):
        for name in _SITES:
            yield from root.glob(f"python3*/{name}")


def _visible(packages: Sequence[str]) -> frozenset[str]:
    """Return the distributions of the allowed packages, with all that they need."""
    asked = {*packages, *ALWAYS} - {_NEVER}
    return with_needed(name for name, found in installed().items() if name in _OWN or found.modules & asked)
