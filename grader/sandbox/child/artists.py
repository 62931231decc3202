"""Holds matplotlib's own functions as they are before student code runs, and tells which artists a reader sees.

Why it is so: docs/decisions/0048.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from types import FunctionType, MethodType
from typing import Any

_HELD = {
    "matplotlib.artist:Artist": "get_visible get_alpha get_label get_transform",
    "matplotlib.axes:Axes": (
        "get_children get_facecolor get_xlim get_ylim get_xscale get_yscale get_legend get_xaxis get_yaxis get_visible"
    ),
    "matplotlib.axis:Axis": "get_majorticklocs get_major_formatter",
    "matplotlib.figure:Figure": "get_axes get_size_inches set_size_inches",
    "matplotlib.text:Text": "get_text",
    "matplotlib.legend:Legend": "get_texts",
    "matplotlib.lines:Line2D": (
        "recache get_linestyle get_marker get_color get_markerfacecolor get_markeredgecolor get_linewidth "
        "get_markersize"
    ),
    "matplotlib.collections:Collection": "get_offsets get_paths get_array",
    "matplotlib.collections:PathCollection": "get_sizes",
    "matplotlib.patches:Patch": "get_facecolor get_edgecolor get_fill get_linewidth",
    "matplotlib.patches:Rectangle": "get_x get_y get_width get_height",
    "matplotlib.image:AxesImage": "get_array get_extent",
}
_KINDS = {
    "matplotlib.collections": (*("PolyCollection", "LineCollection", "QuadMesh", "FillBetweenPolyCollection"),),
    "matplotlib.container": ("BarContainer",),
    "matplotlib.patches": ("Polygon", "StepPatch", "Wedge", "Circle", "Ellipse", "FancyArrow"),
    "matplotlib.text": ("Annotation",),
    "matplotlib.colors": ("to_hex", "to_rgba"),
}
_MOST_TEXT = 1_000
FAINT = 0.02
"""Opacity below which nothing is seen."""

_FUNCTIONS = (FunctionType, MethodType, partial)

FIGURES = "matplotlib"
"""The library whose figures are read."""


class Artists:
    """Matplotlib's classes and functions; a student's own, or what was put in the place of one, is not asked."""

    def __init__(self) -> None:
        """Take them as they are now.

        Raises:
            ImportError: matplotlib is not installed.
        """
        self._functions: dict[str, Callable[..., Any]] = {}
        self.kinds: dict[str, Any] = {}
        for place, names in _HELD.items():
            module, _, kind = place.partition(":")
            found = self.kinds[kind] = getattr(importlib.import_module(module), kind)
            self._functions |= {f"{kind}.{name}": getattr(found, name) for name in names.split()}
        for module, listed in _KINDS.items():
            home = importlib.import_module(module)
            self.kinds |= {name: getattr(home, name) for name in listed if hasattr(home, name)}
        drawing = ("matplotlib.path:Path", "matplotlib.backends.backend_agg:FigureCanvasAgg")
        others = [place.partition(":") for place in drawing]
        classes = [getattr(importlib.import_module(module), name) for module, _, name in others]
        classes += [self.kinds["BarContainer"], *_below(self.kinds["Artist"])]
        self._classes = [(kind, dict(vars(kind))) for kind in classes]

    def restore(self) -> None:
        """Give matplotlib's classes back what student code replaced in them, so that a picture shows what is there."""
        for kind, before in self._classes:
            for name, value in list(vars(kind).items()):
                if name not in before:
                    with suppress(AttributeError, TypeError):
                        delattr(kind, name)
                elif value is not before[name]:
                    with suppress(AttributeError, TypeError):
                        setattr(kind, name, before[name])

    def ask(self, function: str, artist: Any, *args: Any, **kwargs: Any) -> Any:
        """Call one of matplotlib's own functions, such as `Line2D.get_color`, on an artist."""
        return self._functions[function](artist, *args, **kwargs)

    def is_a(self, artist: Any, *kinds: str) -> bool:
        """Return whether an artist is exactly of one of matplotlib's own classes, by name."""
        return any(type(artist) is self.kinds.get(kind) for kind in kinds)

    def is_axes(self, artist: Any) -> bool:
        """Return whether an object is axes of matplotlib's, also those of a projection."""
        return issubclass(type(artist), self.kinds["Axes"])

    def is_figure(self, found: Any) -> bool:
        """Return whether an object is exactly a figure of matplotlib's."""
        return type(found) is self.kinds["Figure"]

    def is_seen(self, artist: Any) -> bool:
        """Return whether an artist is neither hidden nor wholly transparent."""
        alpha = self.ask("Artist.get_alpha", artist)
        clear = isinstance(alpha, (int, float)) and alpha < FAINT
        return bool(self.ask("Artist.get_visible", artist)) and not clear

    def text(self, artist: Any) -> str:
        """Return the text that a reader sees; empty for what is no text of matplotlib's."""
        if not self.is_a(artist, "Text", "Annotation") or not self.is_seen(artist):
            return ""
        return str(self.ask("Text.get_text", artist))[:_MOST_TEXT]

    def label(self, artist: Any) -> str:
        """Return an artist's label; empty for those that matplotlib makes up."""
        found = str(self.ask("Artist.get_label", artist))[:_MOST_TEXT]
        return "" if found.startswith("_") else found

    def color(self, found: Any) -> str:
        """Return a colour as `#rrggbb`; empty for none, and for several."""
        try:
            return str(self.kinds["to_hex"](found))
        except (ValueError, TypeError):
            return ""

    def is_transparent(self, *colors: Any) -> bool:
        """Return whether nothing of these colours is seen."""
        return all(isinstance(one, str) and one == "none" for one in colors) or all(map(self._clear, colors))

    def _clear(self, color: Any) -> bool:
        try:
            return float(self.kinds["to_rgba"](color)[3]) < FAINT
        except (ValueError, TypeError):
            return False

    def seen_children(self, axes: Any) -> Iterator[Any]:
        """Yield what is drawn in axes, as far as it is seen."""
        artist = self.kinds["Artist"]
        for child in self.ask("Axes.get_children", axes):
            if issubclass(type(child), artist) and self.is_seen(child) and not _overrides(child):
                yield child


def _below(kind: Any) -> Iterator[Any]:
    """Yield a class and those that inherit from it."""
    yield kind
    for inner in type.__subclasses__(kind):
        yield from _below(inner)


def _overrides(artist: Any) -> bool:
    """Return whether an artist has functions of its own in the place of its class's, and may draw something else."""
    own = object.__getattribute__(artist, "__dict__")
    return any(isinstance(value, _FUNCTIONS) and hasattr(type(artist), name) for name, value in own.items())


def is_installed() -> bool:
    """Return whether matplotlib can be imported."""
    return importlib.util.find_spec(FIGURES) is not None
