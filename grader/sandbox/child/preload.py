"""Imports before the fork the modules that hand-ins usually import, once a slot instead of once a submission."""

from __future__ import annotations

import contextlib
import importlib
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from .nobody_answers import pass_over_breakpoints, take_any_backend
from .threads import ThreadCounter
from .visible_packages import show_only

_WANTED = (
    *("IPython.core.logger", "IPython.core.magics.extension", "IPython.extensions.autoreload", "bdb"),
    *("matplotlib.pyplot", "matplotlib_inline.backend_inline", "numpy.random", "numpy.typing"),
)
"""Modules that IPython loads with the first cell, or that a notebook of numbers is likely to import, where they are."""


def preload() -> None:
    """Import the modules that are installed, and prepare IPython for the fork."""
    for name in _WANTED:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    take_any_backend()
    pass_over_breakpoints()


def main(text: str) -> None:
    """Try to import what a rubric names, in a process of its own, and print as JSON what `refusal` returns.

    Args:
        text: the arguments of `refusal` as JSON, the modules as `preload`.
    """
    told = json.loads(text)
    print(json.dumps(refusal(told["preload"], told["readable"], told["visible"])))


def refusal(names: Sequence[str], readable: Sequence[str], visible: Sequence[str]) -> dict[str, str] | None:
    """Import modules that a rubric names, and return why one of them cannot be imported ahead; None where all are.

    What is imported here is in the memory of every submission, so nothing is taken from a path that these may not read.
    And it must leave no thread, since a fork has none of its parent's threads, and waits for them for ever.

    Args:
        names: the modules, such as `torch`.
        readable: the paths that a submission may read.
        visible: the outermost names that a submission can import; a module imports nothing else that it could use.

    Returns:
        `module`, `fault` (`missing`, `raises`, `outside` or `threads`) and `detail`, in words.
    """
    if names:
        show_only(visible)
    threads = ThreadCounter()
    roots = [Path(path).resolve() for path in readable]
    for name in names:
        before = set(sys.modules)
        try:
            importlib.import_module(name)
        except ModuleNotFoundError as error:
            return _refused(name, "missing", str(error))
        except Exception as error:  # a library's own code, or one that it needs
            return _refused(name, "raises", f"{type(error).__name__}: {error}")
        outside = _outside(set(sys.modules) - before, roots)
        if outside:
            return _refused(name, "outside", outside)
        if threads.of_libraries():
            return _refused(name, "threads", str(threads.of_libraries()))
    return None


def _refused(module: str, fault: str, detail: str) -> dict[str, str]:
    return {"module": module, "fault": fault, "detail": detail[:300]}


def _outside(names: Iterable[str], roots: Sequence[Path]) -> str:
    """Return the file of a module that lies below none of the paths; empty where there is none."""
    for name in sorted(names):
        file = getattr(sys.modules.get(name), "__file__", None)
        if file and Path(file).is_absolute() and not any(Path(file).resolve().is_relative_to(root) for root in roots):
            return Path(file).name
    return ""


def skip_debugger() -> None:
    """Import ipykernel without its debugger, which is not used and makes every fork slower."""
    if "debugpy" not in sys.modules:
        sys.modules["debugpy"] = None  # type: ignore[assignment]  # Python's own way to say that it must not be loaded
        importlib.import_module("ipykernel.debugger")
        del sys.modules["debugpy"]


def limit_autoreload() -> None:
    """Make `%autoreload` look at the submission's own modules alone, not at all loaded modules at each cell.

    What is loaded by now lies on a read-only file system and cannot change.
    """
    from IPython.extensions import autoreload
    from IPython.extensions.deduperreload import deduperreload

    before = frozenset(sys.modules)
    unchanging = dict.fromkeys(before, True)
    file_name = deduperreload.get_module_file_name

    class Reloader(autoreload.ModuleReloader):
        def check(self, *args: Any, **kwargs: Any) -> None:
            skipped, self.skip_modules = self.skip_modules, {**unchanging, **self.skip_modules}
            try:
                super().check(*args, **kwargs)
            finally:
                self.skip_modules = skipped

        def filename_and_mtime(self, module: Any) -> Any:
            known = getattr(module, "__name__", None) in before
            return (None, None) if known else super().filename_and_mtime(module)

    def own_file_name(module: ModuleType | Any) -> Any:
        return None if getattr(module, "__name__", None) in before else file_name(module)

    class Deduper(deduperreload.DeduperReloader):
        def __init__(self) -> None:
            super().__init__()
            self.source_by_modname = dict.fromkeys(before, "")  # as of all modules that cannot be read

    autoreload.ModuleReloader = Reloader  # type: ignore[misc]  # in the place of the class of that name
    vars(autoreload)["DeduperReloader"] = Deduper
    deduperreload.get_module_file_name = own_file_name
