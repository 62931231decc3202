"""Tells which installed packages student code may import; all others are hidden from it.

Why it is so: docs/decisions/0035.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path

from grader.model.packages import ALWAYS

_OWN = ("ipykernel", "ipython", "nbclient", "nbformat", "numpy", "pyseccomp")
"""Distributions without which no notebook runs."""
_SITES = ("site-packages", "dist-packages")
"""Names of folders that hold installed packages."""
_REQUIREMENT = re.compile(r"\s*([\w.-]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Installed:
    """An installed distribution."""

    site: Path
    """The folder of packages in which it lies."""
    entries: frozenset[str]
    """Its files and folders there; of `__pycache__` the single files."""
    requires: tuple[str, ...]
    """The distributions that it needs, by normal name."""

    @property
    def modules(self) -> frozenset[str]:
        """Return the names by which it is imported."""
        return frozenset(_module(entry) for entry in self.entries)


@cache
def visible_modules(packages: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the outermost names that student code can import, besides the standard library and its own files, sorted.

    Args:
        packages: the packages that the rubric allows besides `ALWAYS`, by the name that is imported.
    """
    found = {module for name in _visible(packages) for module in _installed()[name].modules}
    return tuple(sorted({*found, *packages, *ALWAYS}))


@cache
def hidden_paths(packages: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the files and folders of installed packages that student code must not find.

    Args:
        packages: the packages that the rubric allows besides `ALWAYS`, by the name that is imported.
    """
    visible, modules = _visible(packages), set(visible_modules(packages))
    on_path = [Path(entry) for entry in sys.path if Path(entry).name in _SITES and Path(entry).is_dir()]
    others = [str(site) for site in _sites_elsewhere() if site not in on_path]
    hidden = [str(path) for site in on_path for path in _hidden_in(site, visible, modules)]
    return tuple(sorted({*others, *hidden}))


def _hidden_in(site: Path, visible: frozenset[str], modules: set[str]) -> Iterator[Path]:
    """Yield what lies in a folder of packages and belongs to no visible distribution."""
    shown, owned = set[str](), set[str]()
    for name, found in _installed().items():
        if found.site == site:
            owned |= found.entries
            shown |= found.entries if name in visible else set()
    unowned = {entry.name for entry in site.iterdir()} - owned - {"__pycache__"}
    hidden = (owned - shown) | {entry for entry in unowned if _module(entry) not in modules}
    yield from (site / entry for entry in hidden)


def _sites_elsewhere() -> Iterator[Path]:
    """Yield the folders of packages of this interpreter and of others, where student code could look for them."""
    roots = {Path(root) / "lib" for root in ("/usr", "/usr/local", sys.prefix, sys.base_prefix)}
    for root in sorted(roots):
        for name in _SITES:
            yield from root.glob(f"python3*/{name}")


def _visible(packages: Sequence[str]) -> frozenset[str]:
    """Return the distributions of the allowed packages, with all that they need."""
    asked = {*packages, *ALWAYS}
    left = [name for name, found in _installed().items() if name in _OWN or found.modules & asked]
    seen = set(left)
    while left:
        new = {name for name in _installed()[left.pop()].requires if name in _installed()} - seen
        seen |= new
        left += new
    return frozenset(seen)


@cache
def _installed() -> dict[str, _Installed]:
    """Return the installed distributions by normal name; of two of one name the first, which is the one imported."""
    named = [(found.metadata["Name"], found) for found in distributions()]
    return {_normal(name): _read(found) for name, found in reversed(named) if name}


def _read(found: Distribution) -> _Installed:
    record = found.read_text("RECORD") or found.read_text("installed-files.txt") or ""
    names = [line.split(",")[0].removeprefix("../") for line in record.splitlines()]
    top = (found.read_text("top_level.txt") or found.metadata["Name"]).split() if not names else []
    return _Installed(
        site=Path(str(found.locate_file(""))),
        entries=frozenset([*_entries(names), *top]) - {"", "..", "__pycache__"},
        requires=tuple(_required(found.requires or ())),
    )


def _entries(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        first, _, rest = name.strip('"').partition("/")
        yield f"{first}/{rest}" if first == "__pycache__" else first


def _required(requires: Iterable[str]) -> Iterator[str]:
    for text in requires:
        match = _REQUIREMENT.match(text)
        if match is not None and "extra ==" not in text:
            yield _normal(match[1])


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _module(entry: str) -> str:
    """Return the name by which a file or folder of a distribution is imported."""
    return re.split(r"[.-]", entry.removeprefix("__pycache__/"), maxsplit=1)[0]
