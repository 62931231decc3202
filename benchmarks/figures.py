"""Writes what a benchmark measured, with what it was measured on, and names the checkouts that take turns."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from .cells import ROOT
from .measure import how

OWN = "this one"
"""The name of this checkout beside others."""


def checkouts_by_name(others: Iterable[Path]) -> dict[str, Path]:
    """The roots of this checkout and of others, by name."""
    return {OWN: ROOT, **{path.name: path.resolve() for path in others}}


def write_figures(out: Path, found: Mapping[str, Any], **more: Any) -> None:
    """Write figures as JSON.

    Args:
        out: the file.
        found: the figures.
        more: what else they depend on.
    """
    about = {"cores": os.cpu_count(), "python": platform.python_version(), "counted by": how(), "load": os.getloadavg()}
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps({"about": {**about, **more}, **found}, indent=1))
