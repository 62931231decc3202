"""Runs a notebook's cells in order by nbclient, and sends a record when each starts and ends."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import sys
import warnings
from collections.abc import Callable
from typing import Any, NoReturn

import nbformat
from nbclient import NotebookClient

from .definitions_below import define_below, stopped_at
from .kernel import WarmKernel
from .shown import text_shown

MAX_ERROR = 2_000
"""Most characters of an error's text that are kept."""

Say = Callable[[dict[str, Any]], None]
StandIn = Callable[[BaseException | None], bool]
"""Returns whether a cell should be run again, given the error with which it stopped."""


class Client(NotebookClient):
    """An nbclient that keeps well-formed outputs and drops malformed ones without failing the cell."""

    def output(self, *args: Any) -> Any:
        """Store one output; a malformed one is dropped."""
        try:
            return super().output(*args)
        except nbformat.ValidationError:
            return None


def run_cells(
    warm: WarmKernel,
    cells: list[tuple[int, str, str]],
    say: Say,
    hold: Say | None = None,
    stand_in: StandIn = lambda error: False,
    stops: StandIn = lambda error: False,
    before: Callable[[int], None] = lambda index: None,
    after: Callable[[int], None] = lambda index: None,
) -> bool:
    """Run code cells in order; a cell that raises does not stop the ones behind it.

    Args:
        warm: the kernel, in a process of its own.
        cells: index in the notebook and source of each code cell, and what of it Python can read.
        say: called with a record when a cell starts.
        hold: called with a record when a cell ends, which may wait for the one that is said next; `say` unless given.
        stand_in: called with the error of a cell that failed at an import; if it returns True, the cell is run again.
        stops: called with the error of a cell that raised; if it returns True, the cells behind it are not run.
        before: called with the index of each cell before it is run.
        after: called with the index of each cell once it has ended and that is told, or held.

    Returns:
        Whether the cells behind one were not run.
    """
    warm.after_fork()
    signal.signal(signal.SIGINT, _interrupt)  # asyncio would only mark its task as cancelled
    notebook = nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": _cells(cells)})
    client = Client(
        notebook,
        km=warm.manager,
        timeout=None,
        allow_errors=True,
        record_timing=False,
        store_widget_state=False,
    )
    client.kc, client.owns_km = warm.client, False

    async def run() -> bool:
        client.reset_execution_trackers()
        for position, (index, source, readable) in enumerate(cells):
            cell = notebook.cells[position]
            before(index)
            say({"op": "cell", "index": index, "state": "started"})
            await client.async_execute_cell(cell, position, execution_count=position + 1)
            while _failed(cell.outputs) and stand_in(getattr(sys, "last_value", None)):
                cell.outputs = []
                await client.async_execute_cell(cell, position, execution_count=position + 1)
            error, raised = getattr(sys, "last_value", None), _raised(cell.outputs)
            line = {"line": stopped_at(error, warm.file_of(source))} if raised else {}
            refused = raised and stops(error)
            if raised and not refused:
                attempted = not isinstance(error, NotImplementedError)
                _define_below(warm, source, readable, line["line"], attempted)
            (hold or say)({"op": "cell", "index": index, "state": "done", **line, **_outcome(cell.outputs)})
            after(index)
            if refused:
                return True
        return False

    return asyncio.run(run())


def dry_run(warm: WarmKernel) -> None:
    """Run cells of each kind before the fork, so that IPython's late set-up is done; then remove their traces."""
    before = dict(warm.namespace)
    with warnings.catch_warnings():
        sources = ("print(1)", "1", "raise ValueError")
        run_cells(warm, [(index, source, source) for index, source in enumerate(sources)], lambda record: None)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        vars(sys).pop(name, None)
    gc.collect()
    gc.freeze()  # the shell looks for garbage too, and would look through all that was imported once more
    warm.kernel.shell.reset()
    warm.namespace.update(before)


def _define_below(warm: WarmKernel, source: str, readable: str, line: int, attempted: bool) -> None:
    """Define what stands below the line at which a cell stopped; an interrupt ends that too."""
    head, end, body = readable.partition("\n")
    plain = end + body if head.startswith("%%") else readable
    with contextlib.suppress(BaseException):  # it is the student's code, and the cell's error is told already
        text, file = warm.kernel.shell.transform_cell(plain), warm.file_of(source)
        define_below(text, line, file, warm.namespace, constants=attempted)


def _cells(cells: list[tuple[int, str, str]]) -> list[dict[str, Any]]:
    """Return the notebook's code cells, built directly, without nbformat's validation of each."""
    rest: dict[str, Any] = {"cell_type": "code", "metadata": {}, "execution_count": None}
    return [{**rest, "id": f"cell-{position}", "source": cell[1], "outputs": []} for position, cell in enumerate(cells)]


def _failed(outputs: list[Any]) -> bool:
    """Return whether a cell's outputs show that it stopped at an import."""
    return any(output.get("ename") in ("ImportError", "ModuleNotFoundError") for output in outputs)


def _raised(outputs: list[Any]) -> bool:
    return any(output["output_type"] == "error" for output in outputs)


def _interrupt(_number: int, _frame: Any) -> NoReturn:
    raise KeyboardInterrupt


def _outcome(outputs: list[Any]) -> dict[str, Any]:
    error = None
    for output in outputs:
        if output["output_type"] == "error":
            error = {"type": str(output["ename"])[:80], "text": str(output["evalue"])[:MAX_ERROR]}
    return {"error": error, "text": text_shown(outputs)}
