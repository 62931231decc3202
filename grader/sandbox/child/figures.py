"""Notes which figures a cell or a function draws, and keeps their values and pictures as they were when it ended.

A cell's figures are those that a notebook would show below it: open when it ends, or shown by it. Then they are closed,
as Jupyter does. Why it is so: docs/decisions/0048.
"""

from __future__ import annotations

import importlib
import os
import resource
import select
import signal
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .artists import Artists, is_installed
from .drawn import FigureReader, TooMuchError, holds_anything
from .picture import picture_of
from .wire import FrameReader, WireError, pack

CPU_SECONDS = 5
"""Most CPU seconds for reading the figures of one cell."""
WALL_SECONDS = 15.0
"""Most seconds for the same."""
MOST_FIGURES = 8
"""Most figures of one cell that are read, the last ones."""
MOST_KEPT = 96 << 20
"""Most bytes of values of all cells."""
MOST_PICTURES = 12
"""Most pictures that are made in one notebook."""

LAST = -1
"""Stands for the last cell that drew, among the cells of which pictures are wanted."""
UNREAD = "unread"
"""What stands for a cell whose figures could not be read within the limits."""


@dataclass
class Figures:
    """The figures of one process."""

    shell: Any = None
    """IPython's shell, whose display of figures is noted; None where there is none."""
    pictured: Collection[int] = ()
    """Cells of which pictures are wanted."""
    pictures: dict[str, Any] = field(default_factory=dict)
    """The pictures by the cell's index, PNG as an array of bytes."""
    cells: dict[int, list[Any] | str] = field(default_factory=dict)
    """The figures of each cell that drew, in order, or `UNREAD`."""
    ran: bool = False
    """Whether the notebook was run in this process as it was handed in."""
    _artists: Artists | None = None
    _shown: list[Any] = field(default_factory=list)
    _room: int = MOST_KEPT
    _managers: Mapping[int, Any] = field(default_factory=dict)
    """Pyplot's open figures."""
    _close_pyplot: Callable[[str], Any] = print
    """Pyplot's `close`."""

    def begin(self) -> None:
        """Take matplotlib as it is now, and note from now on what is shown; without matplotlib nothing is drawn."""
        if not is_installed():
            return
        plt = importlib.import_module("matplotlib.pyplot")
        self._managers = importlib.import_module("matplotlib._pylab_helpers").Gcf.figs
        self._close_pyplot = plt.close
        self._artists = Artists()
        plt.switch_backend("agg")

        def show(*_: Any, **__: Any) -> None:  # a function, on which pyplot sets attributes
            self._show()

        vars(plt)["show"] = show
        if self.shell is not None:
            self.shell.register_magic_function(lambda line: None, "line", "matplotlib")
            plain = self.shell.display_formatter.formatters["text/plain"]
            plain.for_type(self._artists.kinds["Figure"], self._displayed)

    def _show(self) -> None:
        """Note what is open and close it, as Jupyter does with what is shown."""
        for figure in self._open():
            self._note(figure)
        self._close()

    def _displayed(self, figure: Any, printer: Any, _cycle: bool) -> None:
        self._note(figure)
        printer.text("<Figure>")

    def _note(self, figure: Any) -> None:
        others = [one for one in self._shown if one is not figure]
        self._shown = [*others[1 - MOST_FIGURES :], figure]

    def _open(self) -> list[Any]:
        """Return pyplot's open figures, the current one last."""
        with suppress(Exception):  # what a student put among them
            return [manager.canvas.figure for manager in list(self._managers.values())]
        return []

    def _close(self) -> None:
        with suppress(Exception):  # a student's own callbacks
            self._close_pyplot("all")

    def forget(self) -> None:
        """Close what is open and forget what was shown, before a scenario begins."""
        if self._artists is not None:
            self._close()
            self._shown = []

    def drawn_now(self) -> list[Any]:
        """Return the values of what was drawn since `forget`, in order; figures without data are left out.

        Raises:
            TooMuchError: a figure holds more than is read.
        """
        return [values for values in map(self._values_of, self._figures()) if holds_anything(values)]

    def _figures(self) -> list[Any]:
        """Return the figures that were shown or are open, in order."""
        artists = self._artists
        if artists is None:
            return []
        artists.restore()
        for figure in self._open():
            self._note(figure)
        return [figure for figure in self._shown if artists.is_figure(figure)][-MOST_FIGURES:]

    def _values_of(self, figure: Any) -> Any:
        if self._artists is None:
            raise RuntimeError("there is no matplotlib")
        return FigureReader(self._artists).read(figure)

    def of(self, name: str | None, called: bool, cells: Mapping[str, int]) -> list[Any] | None:
        """Return the values of the figures that a scenario asks for; None where they could not be read.

        Args:
            name: the figure's name in the rubric; None for what was drawn by calls, and without these by the last cell.
            called: whether the scenario called functions before.
            cells: the index of the cell that should draw a figure, by the figure's name.
        """
        if name is None and called:
            with suppress(TooMuchError):
                return self.drawn_now()
            return None
        index = max(self.cells, default=LAST) if name is None else cells.get(name, LAST)
        found = self.cells.get(index, [])
        return None if isinstance(found, str) else found

    @property
    def has_drawn(self) -> bool:
        """Return whether figures were shown or are open."""
        return self._artists is not None and bool(self._shown or self._open())

    def end_cell(self, index: int, *, may_fork: bool) -> None:
        """Read and close what a cell drew.

        Args:
            index: the cell's.
            may_fork: whether a fork can read, so that nothing that a student's objects do there is left here.
        """
        if not self.has_drawn:
            return
        wanted = self._is_pictured(index)
        taken = _in_fork if may_fork else _here
        content = taken(lambda: self._frames(wanted), self._room)
        self.forget()
        figures, picture, *_ = [*_values_in(content), None, None]
        if figures is None:
            self.cells[index] = UNREAD
            return
        if figures:
            self._room -= len(content)
            self.cells[index] = figures
        if picture is not None:
            others = [name for name in self.pictures if int(name) not in self.pictured]
            if index not in self.pictured and len(others) >= self._room_for_others():
                del self.pictures[others[-1]]
            self.pictures[str(index)] = picture

    def _room_for_others(self) -> int:
        """Return how many pictures may be of cells that nobody named; the last one where it is wanted."""
        named = sum(index >= 0 for index in self.pictured)
        return max(int(LAST in self.pictured), MOST_PICTURES - named)

    def _is_pictured(self, index: int) -> bool:
        """Return whether a picture of a cell is wanted: of those that are named, and of all others while there is room.

        Where the last one is wanted, it takes the place of the one before it when there is no more room.
        """
        others = sum(int(name) not in self.pictured for name in self.pictures)
        if index in self.pictured:
            return len(self.pictures) - others < MOST_PICTURES - int(LAST in self.pictured)
        return LAST in self.pictured or others < self._room_for_others()

    def _frames(self, picture: bool) -> Iterator[bytes]:
        """Yield the values of what was drawn as a frame, and then the picture, which may take longer than it may."""
        figures = self._figures()
        values = [self._values_of(figure) for figure in figures]
        full = [place for place, one in enumerate(values) if holds_anything(one)]
        yield pack({}, [values[place] for place in full])
        if picture and full and self._artists is not None:
            image = picture_of(self._artists, figures[full[-1]])
            yield pack({}, np.frombuffer(image, np.uint8) if image else None)


def _values_in(content: bytes) -> Iterator[Any]:
    """Yield the values of the whole frames among some bytes."""
    reader = FrameReader()
    reader.feed(content)
    with suppress(WireError):
        while (frame := reader.next()) is not None:
            yield frame[1]


def _here(made: Callable[[], Iterable[bytes]], most: int) -> bytes:
    """Return the bytes that a function yields, until it fails."""
    parts: list[bytes] = []
    with suppress(Exception):  # matplotlib's code, on what a student made
        for part in made():
            parts.append(part if sum(map(len, parts)) + len(part) <= most else b"")
    return b"".join(parts)


def _in_fork(made: Callable[[], Iterable[bytes]], most: int) -> bytes:
    """Return the bytes that a function yields in a fork of this process, until it fails or takes too long."""
    source, target = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(source)
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            used = resource.getrusage(resource.RUSAGE_SELF)
            most = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
            resource.setrlimit(resource.RLIMIT_CPU, (most, most))
            for part in made():
                view = memoryview(part)
                while view:
                    view = view[os.write(target, view) :]
            os._exit(0)
        finally:
            os._exit(1)
    os.close(target)
    try:
        return b"".join(_received(source, most))
    finally:
        os.close(source)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _received(source: int, most: int) -> Iterator[bytes]:
    deadline = time.monotonic() + WALL_SECONDS
    while most > 0:
        ready, _, _ = select.select([source], [], [], max(deadline - time.monotonic(), 0))
        chunk = os.read(source, 1 << 20) if ready else b""
        if not chunk:
            return
        most -= len(chunk)
        yield chunk
