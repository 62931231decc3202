"""Checks unpacked files in this process, with modules of their own, where no other process can be started."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .modules import own_modules
from .practice_bundle import PracticeBundle


def check_here(bundle: PracticeBundle, folder: Path, notebook: str) -> dict[str, Any]:
    """Return the summary of a check of all questions in a folder, as `check --json` prints it.

    Args:
        bundle: the practice bundle.
        folder: the folder with the files.
        notebook: path of the notebook in it.
    """
    from .session import SelfCheckSession

    with _modules_put_back(folder.parent):
        return SelfCheckSession(bundle, root=folder, notebook=notebook, is_apart=True).check().summary()


@contextmanager
def _modules_put_back(root: Path) -> Iterator[None]:
    """Unload the modules of the student's folder, and put them back at the end of a `with` block."""
    before = dict(sys.modules)
    for name, _ in list(own_modules(root)):
        del sys.modules[name]
    try:
        yield
    finally:
        for name in sys.modules.keys() - before.keys():
            del sys.modules[name]
        sys.modules.update(before)
        importlib.invalidate_caches()
