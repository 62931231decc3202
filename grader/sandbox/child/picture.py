"""Makes a small picture of a figure, beside the student's code; the grader checks what comes of it."""

from __future__ import annotations

import importlib
import io
import warnings
from typing import Any

from .artists import Artists

MOST_SIDE = 720
"""Largest width and height of a picture, pixels."""
MOST_BYTES = 160_000
"""Most bytes of a picture."""
DPI = 80.0
"""Pixels an inch, where the figure is not too large for that."""
MOST_INCHES = 24.0
"""Largest width and height in which a figure is drawn, inches; a larger one is drawn smaller."""
_SHRUNK = (1.0, 0.6, 0.35)
"""Parts of its size in which a picture is tried until it is small enough."""


def picture_of(artists: Artists, figure: Any) -> bytes:
    """Return a PNG of a figure; empty where none is small enough.

    Args:
        artists: matplotlib's own functions.
        figure: the figure.
    """
    canvas = importlib.import_module("matplotlib.backends.backend_agg").FigureCanvasAgg
    width, height = (max(float(side), 0.01) for side in artists.ask("Figure.get_size_inches", figure))
    largest = max(width, height)
    if largest > MOST_INCHES:  # of letters of no pixel's size nothing can be drawn
        width, height = (max(side * MOST_INCHES / largest, 0.1) for side in (width, height))
        artists.ask("Figure.set_size_inches", figure, width, height)
    dpi = min(DPI, MOST_SIDE / width, MOST_SIDE / height)
    for part in _SHRUNK:
        found = _png(canvas, figure, dpi * part)
        if 0 < len(found) <= MOST_BYTES:
            return found
    return b""


def _png(canvas: Any, figure: Any, dpi: float) -> bytes:
    content, before = io.BytesIO(), figure.canvas
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            canvas(figure).print_figure(content, dpi=dpi, format="png", metadata={"Software": None})
        finally:
            figure.set_canvas(before)
    return content.getvalue()
