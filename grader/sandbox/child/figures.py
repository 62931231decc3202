"""Notes which figures a cell or a function draws, and keeps their values and pictures as they were when it ended.

A cell's figures are those that a notebook would show below it: open when it ends, or shown by it. Then they are closed,
as Jupyter does. Why it is so: docs/decisions/0048.
"""

from __future__ import annotations

import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from .artists import Artists, is_installed
from .drawn import FigureReader, TooMuch, holds_anything
from .picture import picture_of
from .wire import FrameReader, WireError, pack

CPU_SECONDS = 10
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

    def begin(self) -> None:
        """Take matplotlib as it is now, and note from now on what is shown; without matplotlib nothing is drawn."""
        if not is_installed():
            return
        import matplotlib.pyplot as plt

        self._artists = Artists()
        plt.switch_backend("agg")
        plt.show = self._show  # type: ignore[assignment]  # as Jupyter's: what is shown is closed
        if self.shell is not None:
            self.shell.register_magic_function(lambda line: None, "line", "matplotlib")
            plain = self.shell.display_formatter.formatters["text/plain"]
            plain.for_type(self._artists.kinds["Figure"], self._displayed)

    def _show(self, *_: Any, **__: Any) -> None:
        for figure in self._open():
            self._note(figure)
        self._close()

    def _displayed(self, figure: Any, printer: Any, _cycle: bool) -> None:
        self._note(figure)
        printer.text("<Figure>")

    def _note(self, figure: Any) -> None:
        self._shown = [one for one in self._shown if one is not figure][1 - MOST_FIGURES :] + [figure]

    def _open(self) -> list[Any]:
        """Return pyplot's open figures, the current one last."""
        managers = sys.modules["matplotlib._pylab_helpers"].Gcf.figs
        return [manager.canvas.figure for manager in list(managers.values())]

    def _close(self) -> None:
        with suppress(Exception):  # a student's own callbacks
            sys.modules["matplotlib.pyplot"].close("all")

    def forget(self) -> None:
        """Close what is open and forget what was shown, before a scenario begins."""
        if self._artists is not None:
            self._close()
            self._shown = []

    def drawn_now(self) -> list[Any]:
        """Return the values of what was drawn since `forget`, in order; figures without data are left out.

        Raises:
            WireError: a figure holds more than is read.
        """
        found, _ = self._read(picture=False)
        return found

    def _read(self, *, picture: bool) -> tuple[list[Any], bytes]:
        if self._artists is None:
            return [], b""
        artists = self._artists
        artists.restore()
        for figure in self._open():
            self._note(figure)
        figures = [figure for figure in self._shown if artists.is_figure(figure)][-MOST_FIGURES:]
        try:
            values = [FigureReader(artists).read(figure) for figure in figures]
        except TooMuch:
            raise WireError("a figure with more in it than is read") from None
        full = [place for place, one in enumerate(values) if holds_anything(one)]
        image = picture_of(artists, figures[full[-1]]) if picture and full else b""
        return [values[place] for place in full], image

    def end_cell(self, index: int, *, may_fork: bool) -> None:
        """Read and close what a cell drew.

        Args:
            index: the cell's.
            may_fork: whether a fork can read, so that nothing that a student's objects do there is left here.
        """
        if self._artists is None or not (self._shown or self._open()):
            return
        wanted = (index in self.pictured or LAST in self.pictured) and len(self.pictures) < MOST_PICTURES
        frame = _in_fork(lambda: self._frame(wanted)) if may_fork else self._frame(wanted)
        self.forget()
        found = None if frame is None or len(frame) > self._room else _read_back(frame)
        if found is None:
            self.cells[index] = UNREAD
            return
        if found["figures"]:
            self._room -= len(frame or b"")
            self.cells[index] = found["figures"]
        if found["picture"] is not None:
            named = {name: image for name, image in self.pictures.items() if int(name) in self.pictured}
            self.pictures = {**named, str(index): found["picture"]}

    def _frame(self, picture: bool) -> bytes:
        import numpy as np

        figures, image = self._read(picture=picture)
        return pack({}, {"figures": figures, "picture": np.frombuffer(image, np.uint8) if image else None})


def _read_back(frame: bytes) -> Any:
    reader = FrameReader()
    reader.feed(frame)
    with suppress(WireError):
        whole = reader.next()
        return None if whole is None else whole[1]
    return None


def _in_fork(made: Callable[[], bytes]) -> bytes | None:
    """Return what a function returns in a fork of this process; None where it fails, or takes too long."""
    source, target = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(source)
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            used = resource.getrusage(resource.RUSAGE_SELF)
            most = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
            resource.setrlimit(resource.RLIMIT_CPU, (most, most))
            view = memoryview(made())
            while view:
                view = view[os.write(target, view) :]
            os._exit(0)
        finally:
            os._exit(1)
    os.close(target)
    try:
        return _received(source, pid)
    finally:
        os.close(source)


def _received(source: int, pid: int) -> bytes | None:
    deadline, parts, size = time.monotonic() + WALL_SECONDS, [], 0
    while True:
        ready, _, _ = select.select([source], [], [], max(deadline - time.monotonic(), 0))
        chunk = os.read(source, 1 << 20) if ready else None
        size += len(chunk or b"")
        if chunk is None or size > MOST_KEPT:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return None
        if not chunk:
            _, status = os.waitpid(pid, 0)
            return b"".join(parts) if status == 0 else None
        parts.append(chunk)
