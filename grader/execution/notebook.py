"""Watches a notebook's run from outside: collects the records of its cells and enforces the time limits."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from grader.model.observation import CellRun, CellStatus, LimitReason, OldUse, Picture, Transcript, TranscriptStatus
from grader.model.rubric import Limits
from grader.model.submission import Cell, CellKind
from grader.sandbox.child.shown import MOST_SHOWN
from grader.sandbox.fork import Fork

from .channel import ChannelEnd
from .decode import old_uses_in, stubbed_names_in, text_of
from .png import pictures_in

BACKSTOP = 5
"""Wall seconds allowed for each CPU second, since machines are busy."""
GRACE = 2.0
"""Seconds that an interrupted cell has to stop before its process is killed."""
LIMITS = (ChannelEnd.CPU, ChannelEnd.MEMORY, ChannelEnd.PROCESSES, ChannelEnd.DISK, ChannelEnd.REPLIES)
"""Reasons for the end of a run that stand for a limit."""
MOST_SHOWN_IN_ALL = 4_000_000
"""Most characters that are kept of what all cells show."""
MOST_LINES = 1_000_000
"""The largest number of a line that is believed."""


def _endless() -> float:
    return float("inf")


class NotebookRun:
    """The transcript and the deadlines of one run."""

    tick_seconds = 0.1
    """Seconds between two looks at a silent run."""

    def __init__(
        self,
        cells: Sequence[Cell],
        limits: Limits,
        patience: Callable[[], float] = _endless,
        *,
        whole: bool = False,
        places: Sequence[tuple[int, str]] = (),
    ) -> None:
        """Prepare a run.

        Args:
            cells: the notebook's cells.
            limits: the limits of each cell and of the whole run.
            patience: returns the wall seconds that the run may still take beyond its CPU time.
            whole: whether they are as handed in; such a run stops where numpy refuses an older form, and is `refused`.
            places: the index of a cell, and the name of the place above it, in order.
        """
        self._code = [cell for cell in cells if cell.kind == CellKind.CODE and cell.source.strip()]
        self._indices = [cell.index for cell in self._code]
        self._limits = limits
        self._patience = patience
        self._room = MOST_SHOWN_IN_ALL
        self._ended: dict[int, CellRun] = {}
        self._current: int | None = None
        self._started = (0.0, 0.0)
        self._interrupted: float | None = None
        self._begun = time.monotonic()
        self._stood_in: tuple[str, ...] = ()
        self._old_uses: tuple[OldUse, ...] = ()
        self._whole = whole
        self._places = [list(place) for place in places]
        self._pictures: tuple[Picture, ...] = ()
        self.refused = False
        self._waited = False
        self._limit = ""
        self.done = False

    def request(self) -> dict[str, Any]:
        """Return the request that starts this run."""
        cells = [[cell.index, cell.source, cell.readable or cell.source] for cell in self._code]
        return {"op": "notebook", "cells": cells, "whole": self._whole, "places": self._places}

    def tell(self, head: dict[str, Any], cpu_seconds: float, values: Any = None) -> None:
        """Add one record to the transcript; a malformed one is dropped, since student code may have written it.

        Args:
            head: the record.
            cpu_seconds: CPU time that the fork's processes have used so far, for the time of each cell.
            values: what came with it: the `pictures` of cells.
        """
        if head.get("op") == "notebook done":
            self.done = True
            self._stood_in, self._old_uses = stubbed_names_in(head), old_uses_in(head)
            self.refused = self._whole and head.get("refused") is True
            self._pictures = tuple(pictures_in(values, self._indices))
        elif head.get("state") == "started" and head.get("index") in self._indices:
            self._current, self._started = head["index"], (time.monotonic(), cpu_seconds)
            self._interrupted = None
        elif head.get("state") == "done" and head.get("index") == self._current and self._current is not None:
            self._ended[self._current] = self._cell_run(self._current, head)
            self._current = None

    def watch(self, fork: Fork) -> None:
        """Interrupt a cell that is over its time limit; kill the process when the cell goes on."""
        cpu = fork.watchdog.cpu_seconds()
        if self._interrupted is not None or self._whole_beyond(cpu, GRACE):  # that cells start is a claim, too
            late = self._interrupted is not None and time.monotonic() - self._interrupted > GRACE * BACKSTOP
            if late or self._beyond(cpu, GRACE):
                waited = LimitReason.HAND_IN_WALL if self._patience() <= 0 else LimitReason.WALL
                self._limit = waited if self._waited else LimitReason.CPU
                fork.kill()
        elif self._beyond(cpu, 0.0):
            self._interrupted = time.monotonic()
            fork.interrupt()

    def transcript(self, end: ChannelEnd | None) -> Transcript:
        """Return the status of every code cell.

        Args:
            end: why the run was not done, or None.
        """
        unfinished = [cell.index for cell in self._code if cell.index not in self._ended]
        stopped_in = self._current if self._current is not None else next(iter(unfinished), None)
        cells = []
        for cell in self._code:
            status = CellStatus.KILLED if end and cell.index == stopped_in else CellStatus.NOT_RUN
            cells.append(self._ended.get(cell.index, CellRun(index=cell.index, status=status)))
        fine = all(cell.status is CellStatus.OK for cell in cells)
        return Transcript(
            status=TranscriptStatus.KILLED if end else TranscriptStatus.OK if fine else TranscriptStatus.RAISED,
            cells=tuple(cells),
            stood_in=self._stood_in,
            old_uses=self._old_uses,
            pictures=self._pictures,
            limit=end.value if end in LIMITS else self._limit,
            waited=self._waited,
        )

    def _whole_beyond(self, cpu: float, grace: float) -> bool:
        """Return whether the whole run is over its time limit."""
        total = self._limits.notebook_cpu_seconds + grace
        return time.monotonic() - self._begun > BACKSTOP * total or cpu > total or self._patience() + grace <= 0

    def _beyond(self, cpu: float, grace: float) -> bool:
        """Return whether the running cell or the whole run is over its limit; `grace` seconds are added to both."""
        now = time.monotonic()
        total = self._limits.notebook_cpu_seconds + grace
        waited, used = now - self._begun > BACKSTOP * total or self._patience() + grace <= 0, cpu > total
        if self._current is not None:
            wall_start, cpu_start = self._started
            limit = self._limits.cell_cpu_seconds + grace
            waited |= now - wall_start > BACKSTOP * limit
            used |= cpu - cpu_start > limit
        self._waited |= waited and not used
        return waited or used

    def _cell_run(self, index: int, head: dict[str, Any]) -> CellRun:
        error = head.get("error")
        shown = text_of(head.get("text", ""), min(MOST_SHOWN, self._room))
        self._room -= len(shown)
        if not isinstance(error, dict):
            return CellRun(index=index, status=CellStatus.OK, shown=shown)
        status = CellStatus.RAISED if self._interrupted is None else CellStatus.TIMED_OUT
        kind, text = text_of(error.get("type", ""), 80), text_of(error.get("text", ""), 2000)
        line = head.get("line")
        line = line if type(line) is int and 0 <= line <= MOST_LINES else 0
        return CellRun(index=index, status=status, error=kind, text=text, shown=shown, line=line)
