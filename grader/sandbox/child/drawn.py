"""Reads a figure of matplotlib as plain values: curves, points, bars, images, labels, limits.

Only what a reader of the figure sees is read, and of matplotlib's own classes alone (docs/decisions/0048).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import numpy as np

from .artists import Artists

MOST_ARTISTS = 2_000
"""Most things drawn in one figure that are read."""
MOST_NUMBERS = 1_000_000
"""Most numbers in one figure that are read."""
MOST_TICKS = 100
THIN = 0.05
"""Width of a line, in points, below which nothing is seen."""

Values = dict[str, Any]


class TooMuchError(Exception):
    """Raised for a figure with more in it than is read."""


class FigureReader:
    """Reads one figure."""

    def __init__(self, artists: Artists) -> None:
        """Take the functions to read with."""
        self.of = artists
        self._numbers = MOST_NUMBERS
        self._artists = MOST_ARTISTS

    def read(self, figure: Any) -> Values:
        """Return a figure's `title`, its `legend`, and its `axes` in the order in which they were made.

        Raises:
            TooMuchError: it holds more than is read.
        """
        axes = [one for one in self.of.ask("Figure.get_axes", figure) if self.of.is_axes(one) and self.of.is_seen(one)]
        return {
            "title": self.of.text(getattr(figure, "_suptitle", None)),
            "legend": [text for legend in figure.legends for text in self._texts_of(legend)],
            "axes": [self._axes(one) for one in axes[:MOST_TICKS]],
        }

    def _axes(self, axes: Any) -> Values:
        of = self.of
        titles = [getattr(axes, name, None) for name in ("title", "_left_title", "_right_title")]
        frame = [id(one) for one in (*titles, axes.patch)]
        children = [child for child in of.seen_children(axes) if id(child) not in frame]
        self._artists -= len(children)
        if self._artists < 0:
            raise TooMuchError
        ground = of.color(of.ask("Axes.get_facecolor", axes))
        lines = [one for one in children if of.is_a(one, "Line2D") and self._is_drawn(one, ground)]
        own = [line for line in lines if of.ask("Artist.get_transform", line) is axes.transData]
        dots = [one for one in children if of.is_a(one, "PathCollection")]
        bars = list(self._bars(axes, {id(child) for child in children}))
        in_bars = {id(bar) for group, _ in bars for bar in group}
        found: Values = {
            "title": next(filter(None, map(of.text, titles)), ""),
            "legend": self._texts_of(of.ask("Axes.get_legend", axes)),
            "lines": [line for line in map(self._line, own) if _is_in_view(of, axes, line)],
            "guides": [self._line(line) for line in lines if not any(line is one for one in own)],
            "points": [points for points in map(self._points, dots) if _is_in_view(of, axes, points)],
            "bars": [self._bar_group(group, label) for group, label in bars],
            "areas": [area for one in children if id(one) not in in_bars for area in self._areas(one)],
            "images": [self._image(one) for one in children if of.is_a(one, "AxesImage", "QuadMesh")],
            "texts": [text for text in map(of.text, children) if text],
        }
        for name in ("x", "y"):
            found |= self._axis(axes, name)
        return found | {"curves": [_in_order(line) for line in found["lines"]]}

    def _axis(self, axes: Any, name: str) -> Values:
        """Return label, limits, scale and ticks of one axis."""
        axis = self.of.ask(f"Axes.get_{name}axis", axes)
        low, high = (float(end) for end in self.of.ask(f"Axes.get_{name}lim", axes))
        found: Values = {
            f"{name}label": self.of.text(axis.label),
            f"{name}lim": (low, high),
            f"{name}scale": str(self.of.ask(f"Axes.get_{name}scale", axes))[:40],
        }
        ticks: list[float] = []
        words: list[str] = []
        with suppress(Exception):  # a student's own locator or formatter
            places = np.asarray(self.of.ask("Axis.get_majorticklocs", axis), dtype=float).ravel()[:MOST_TICKS]
            inside = places[(places >= min(low, high)) & (places <= max(low, high))]
            texts = self.of.ask("Axis.get_major_formatter", axis).format_ticks(inside)
            ticks, words = inside.tolist(), [str(text)[:100] for text in texts]
        return found | {f"{name}ticks": ticks, f"{name}ticklabels": words}

    def _is_drawn(self, line: Any, ground: str) -> bool:
        """Return whether a line has a stroke or markers that stand out from the ground."""
        ask = self.of.ask
        if self.of.color(ask("Line2D.get_color", line)) == ground and ask("Line2D.get_marker", line) in ("None", ""):
            return False
        stroke = ask("Line2D.get_linestyle", line) not in ("None", "none", " ", "") and (
            ask("Line2D.get_linewidth", line) > THIN and not self.of.is_transparent(ask("Line2D.get_color", line))
        )
        marker = ask("Line2D.get_marker", line)
        colors = ask("Line2D.get_markerfacecolor", line), ask("Line2D.get_markeredgecolor", line)
        marked = str(marker) not in ("None", "none", " ", "") and ask("Line2D.get_markersize", line) > THIN
        return bool(stroke) or (marked and not self.of.is_transparent(*colors))

    def _line(self, line: Any) -> Values:
        self.of.ask("Line2D.recache", line, always=True)  # so that what is read is what will be drawn
        xy = self._taken(line._xy).reshape(-1, 2)
        style, marker = (str(self.of.ask(f"Line2D.get_{name}", line))[:20] for name in ("linestyle", "marker"))
        return {
            "x": xy[:, 0],
            "y": xy[:, 1],
            "label": self.of.label(line),
            "color": self.of.color(self.of.ask("Line2D.get_color", line)),
            "style": style,
            "marker": marker,
        }

    def _points(self, found: Any) -> Values:
        xy = self._taken(self.of.ask("Collection.get_offsets", found)).reshape(-1, 2)
        return {
            "x": xy[:, 0],
            "y": xy[:, 1],
            "sizes": self._taken(self.of.ask("PathCollection.get_sizes", found)),
            "label": self.of.label(found),
        }

    def _bars(self, axes: Any, seen: set[int]) -> Iterator[tuple[list[Any], str]]:
        """Yield the bars of each call of `bar` or `hist`, with their label."""
        for group in axes.containers:
            if type(group) is self.of.kinds["BarContainer"]:
                bars = [bar for bar in tuple(group) if id(bar) in seen and self.of.is_a(bar, "Rectangle")]
                bars = [bar for bar in bars if self._is_filled(bar)]
                if bars:
                    yield bars, self.of.label(group)

    def _bar_group(self, bars: list[Any], label: str) -> Values:
        parts = [[self.of.ask(f"Rectangle.get_{part}", bar) for part in ("x", "y", "width", "height")] for bar in bars]
        left, bottom, width, height = self._taken(parts).reshape(-1, 4).T
        sizes = {"left": left, "bottom": bottom, "width": width, "height": height}
        return {"x": left + width / 2, **sizes, "label": label}

    def _is_filled(self, patch: Any) -> bool:
        edge = "none" if self.of.ask("Patch.get_linewidth", patch) == 0 else self.of.ask("Patch.get_edgecolor", patch)
        face = self.of.ask("Patch.get_facecolor", patch) if self.of.ask("Patch.get_fill", patch) else (0, 0, 0, 0)
        return not self.of.is_transparent(face, (0, 0, 0, 0) if edge == "none" else edge)

    def _areas(self, found: Any) -> Iterator[Values]:
        """Yield the outlines of a patch, of `fill_between`, of `hlines` and `vlines`."""
        of = self.of
        if of.is_a(found, "Polygon", "StepPatch", "Rectangle", "Wedge", "Circle", "Ellipse", "FancyArrow"):
            if self._is_filled(found):
                path = type(found).get_path(found)
                if of.is_a(found, "Rectangle", "Circle", "Ellipse"):
                    path = found.get_patch_transform().transform_path(path)
                yield {"outline": self._taken(path.vertices).reshape(-1, 2), "label": of.label(found)}
        elif of.is_a(found, "PolyCollection", "FillBetweenPolyCollection", "LineCollection"):
            for path in of.ask("Collection.get_paths", found)[:MOST_ARTISTS]:
                yield {"outline": self._taken(path.vertices).reshape(-1, 2), "label": of.label(found)}

    def _image(self, image: Any) -> Values:
        ask = "Collection.get_array" if self.of.is_a(image, "QuadMesh") else "AxesImage.get_array"
        values = self._taken(self.of.ask(ask, image), keep_whole=True)
        extent = () if self.of.is_a(image, "QuadMesh") else self.of.ask("AxesImage.get_extent", image)
        low, high = image.norm.vmin, image.norm.vmax
        return {
            "values": values,
            "extent": tuple(float(end) for end in extent),
            "limits": tuple(None if end is None else float(end) for end in (low, high)),
            "cmap": str(image.cmap.name)[:80],
        }

    def _taken(self, values: Any, *, keep_whole: bool = False) -> np.ndarray[Any, Any]:
        """Return numbers as an array of our own, NaN where they are masked; whole numbers may stay such."""
        found = np.ma.asarray(values)
        self._numbers -= int(found.size)
        if self._numbers < 0:
            raise TooMuchError
        if keep_whole and found.dtype.kind in "iub" and not np.ma.is_masked(found):
            return np.array(found.data)
        return np.array(np.ma.filled(found.astype(float), np.nan))

    def _texts_of(self, legend: Any) -> list[str]:
        if not self.of.is_a(legend, "Legend") or not self.of.is_seen(legend):
            return []
        return [self.of.text(text) for text in self.of.ask("Legend.get_texts", legend)[:MOST_TICKS]]


def _in_order(line: Values) -> Values:
    """Return a line's points in the order of x, and of y where x is the same: the same for one drawn backwards."""
    order = np.lexsort((line["y"], line["x"]))
    return {"x": line["x"][order], "y": line["y"][order]}


def _is_in_view(of: Artists, axes: Any, found: Values) -> bool:
    """Return whether any of some points can lie within the limits of the axes."""
    for name in ("x", "y"):
        values = found[name][np.isfinite(found[name])]
        low, high = sorted(of.ask(f"Axes.get_{name}lim", axes))
        if not values.size or values.min() > high or values.max() < low:
            return False
    return True


def holds_anything(figure: Values) -> bool:
    """Return whether a figure shows data: not for empty axes."""
    kinds = ("lines", "guides", "points", "bars", "areas", "images", "texts")
    return any(axes[kind] for axes in figure["axes"] for kind in kinds)
