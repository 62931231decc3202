"""The notebook's run seen from outside: what was told of each cell, and when a cell has had its time."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from grader.inside.wire import pack
from grader.model.observation import CellRun, CellStatus, Transcript
from grader.model.rubric import Limits
from grader.model.submission import Cell
from grader.sandbox.fork import Fork

from .replies import stood_in, text_of

BACKSTOP = 5
"""Wall seconds allowed for each CPU second, since machines are busy."""
GRACE = 2.0
"""Seconds that an interrupted cell has to stop before its process is killed."""

MOST_SHOWN = 1 << 20
"""Most characters of what a cell shows."""


class NotebookRun:
    """Keeps the transcript and the deadlines of one run."""

    tick_seconds = 0.1
    """How often a silent run is looked at."""

    def __init__(self, cells: Sequence[Cell], limits: Limits) -> None:
        self._code = [cell for cell in cells if cell.kind == "code" and cell.source.strip()]
        self._limits = limits
        self._ended: dict[int, CellRun] = {}
        self._current: int | None = None
        self._started = (0.0, 0.0)
        self._interrupted: float | None = None
        self._begun = time.monotonic()
        self._stood_in: tuple[str, ...] = ()
        self.done = False

    def request(self) -> bytes:
        """The frame that asks for this run."""
        return pack({"op": "notebook", "cells": [[cell.index, cell.source] for cell in self._code]})

    def tell(self, head: dict[str, Any], cpu_seconds: float | None) -> None:
        """Take in one record; one that makes no sense is dropped: a transcript is a claim."""
        if head.get("op") == "notebook done":
            self.done = True
            self._stood_in = stood_in(head)
        elif head.get("state") == "started" and isinstance(head.get("index"), int):
            self._current, self._started = head["index"], (time.monotonic(), cpu_seconds or 0.0)
            self._interrupted = None
        elif head.get("state") == "done" and head.get("index") == self._current and self._current is not None:
            self._ended[self._current] = self._cell_run(self._current, head)
            self._current = None

    def watch(self, fork: Fork) -> None:
        """Interrupt a cell that has had its time; end the process when that does not help."""
        cpu = fork.cpu_seconds()
        if self._interrupted is not None:
            if time.monotonic() - self._interrupted > GRACE * BACKSTOP or self._beyond(cpu, GRACE):
                fork.kill()
        elif self._beyond(cpu, 0.0):
            self._interrupted = time.monotonic()
            fork.interrupt()

    def transcript(self, *, ended: bool) -> Transcript:
        """What is known of every code cell.

        Args:
            ended: whether the process ended before the run was done.
        """
        unfinished = [cell.index for cell in self._code if cell.index not in self._ended]
        stopped_in = self._current if self._current is not None else next(iter(unfinished), None)
        cells = []
        for cell in self._code:
            status = CellStatus.KILLED if ended and cell.index == stopped_in else CellStatus.NOT_RUN
            cells.append(self._ended.get(cell.index, CellRun(index=cell.index, status=status)))
        fine = all(cell.status is CellStatus.OK for cell in cells)
        return Transcript(
            status="killed" if ended else "ok" if fine else "raised", cells=tuple(cells), stood_in=self._stood_in
        )

    def _beyond(self, cpu: float | None, grace: float) -> bool:
        """Whether the running cell, or the whole run, has had its time; `grace` seconds are added to both."""
        now = time.monotonic()
        total = self._limits.notebook_cpu_seconds + grace
        if now - self._begun > BACKSTOP * total or (cpu is not None and cpu > total):
            return True
        if self._current is None:
            return False
        wall_start, cpu_start = self._started
        limit = self._limits.cell_cpu_seconds + grace
        return now - wall_start > BACKSTOP * limit or (cpu is not None and cpu - cpu_start > limit)

    def _cell_run(self, index: int, head: dict[str, Any]) -> CellRun:
        error = head.get("error")
        shown = text_of(head.get("text", ""), MOST_SHOWN)
        if not isinstance(error, dict):
            return CellRun(index=index, status=CellStatus.OK, shown=shown)
        status = CellStatus.RAISED if self._interrupted is None else CellStatus.TIMED_OUT
        kind, text = text_of(error.get("type", ""), 80), text_of(error.get("text", ""), 2000)
        return CellRun(index=index, status=status, error=kind, text=text, shown=shown)
