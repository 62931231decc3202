"""Runs one submission's process: the notebook first, then each probe in a fork of what the notebook left."""

from __future__ import annotations

import os
import sys
from os import getpid  # as it is before student code runs
from typing import Any

from .assignment_names import AssignmentNames
from .callbacks import Request
from .kernel import WarmKernel
from .notebook import run_cells
from .probe import Prober
from .quiet import silence_selfcheck
from .threads import ThreadCounter
from .visible_packages import show_only
from .wire import FrameReader, frame_in, head_of, pack
from .worker import CHUNK, FunctionNote, Worker, end_unless, whole_answer


class RequestLoop:
    """Reads requests from one pipe and writes replies to the other until the first one closes."""

    def __init__(self, warm: WarmKernel, threads: ThreadCounter, requests: int, replies: int) -> None:
        self.warm = warm
        self.threads = threads
        self.requests = requests
        self.replies = replies
        self.reader = FrameReader()
        self.owner = getpid()
        self.notes = FunctionNote()
        self.opened: Prober | None = None
        self.worker: Worker | None = None
        self.cells: list[tuple[int, str, str]] = []
        self.files: dict[str, int] = {}
        self.held: list[bytes] = []
        self.reader = FrameReader()

    def serve(self) -> None:
        """Answer requests until the grader closes its end of the pipe."""
        while (request := self._next_request()) is not None:
            self._answer(request)

    def _next_request(self) -> bytes | None:
        """Return the next request; None when the grader has closed its end of the pipe."""
        while (request := self.reader.next_raw()) is None:
            end_unless(self.owner)
            chunk = os.read(self.requests, CHUNK)
            if not chunk:
                return None
            self.reader.feed(chunk)
        return request

    def _exchanged(self, frame: bytes) -> Request:
        """Send a frame of the prober's, where it answers in this process, and return the next request."""
        self._write(frame)
        request = self._next_request()
        return os._exit(0) if request is None else frame_in(request)

    def _receive(self) -> Request | None:
        request = self._next_request()
        return None if request is None else frame_in(request)

    def _answer(self, request: bytes) -> None:
        head = head_of(request)
        nonce = {"nonce": head["nonce"]}
        if head["op"] == "open":
            folder = os.getcwd()
            sys.path.insert(0, folder)
            silence_selfcheck()
            names = AssignmentNames(**head["assignment"], older=head["older"], folder=folder)
            show_only(names.packages)
            self.opened = Prober(names, self.warm.namespace, self.notes, self._cell_of)
            if names.draws:
                self.opened.figures.shell = self.warm.kernel.shell
                self.opened.figures.begin()
            self.opened.callbacks.exchange = self._exchanged
            self.opened.dialogue.send, self.opened.dialogue.receive = self._write, self._receive
            self._say({"op": "opened", **nonce})
        elif head["op"] == "notebook":
            self._run_notebook(head["cells"], head["whole"], head["places"], nonce)
        else:
            reply = self._probe(request, float(head["wall_seconds"]))
            self._write(pack({**reply, **nonce}) if isinstance(reply, dict) else reply)

    def _run_notebook(
        self, cells: list[tuple[int, str, str]], whole: bool, places: list[tuple[int, str]], nonce: dict[str, Any]
    ) -> None:
        """Run the notebook's cells.

        Args:
            cells: index and source of each, and what of it Python can read.
            whole: whether these are the cells as they were handed in; such a run stops where numpy refuses an older
                form, since what ran before must not run twice in one process.
            places: the index of a cell, and the name of the place above it, in order; tests are run as of there.
            nonce: the request's own.
        """
        prober = self.prober
        ahead = list(places)

        def before(index: int) -> None:
            while ahead and ahead[0][0] <= index:
                self._write()
                prober.snapshots.take(ahead.pop(0)[1])

        def after(index: int) -> None:
            if not prober.figures.has_drawn:
                return
            self._write()  # reading what a cell drew may end this process
            prober.figures.end_cell(index, may_fork=not self.threads.of_libraries())

        self.cells = cells if whole else []
        prober.figures.ran = whole
        stops = prober.old_numpy.refused_now if whole else _never
        stand_in = prober.missing_imports.stand_in
        say = lambda record: self._say({**record, **nonce})  # noqa: E731 - as the records of cells are sent
        hold = lambda record: self.held.append(pack({**record, **nonce}))  # noqa: E731 - sent with the next cell's start
        stopped = run_cells(self.warm, cells, say, hold, stand_in, stops, before, after)
        head = {"op": "notebook done", "refused": stopped, **prober.noted, **nonce}
        self._write(pack(head, {"pictures": prober.figures.pictures}))

    def _cell_of(self, file: str) -> int | None:
        """Return the index of the notebook's cell that is compiled under a file name; its folder holds a process id."""
        if "ipykernel" not in file and "ipython-input" not in file:
            return None
        if not self.files:
            self.files = {os.path.basename(self.warm.file_of(source)): index for index, source, _ in self.cells}
        return self.files.get(os.path.basename(file))

    @property
    def prober(self) -> Prober:
        """Return the object that answers probes."""
        if self.opened is None:
            raise RuntimeError("a request before `open`")
        return self.opened

    def _probe(self, request: bytes, wall_seconds: float) -> bytes | dict[str, Any]:
        """Return the worker's reply undecoded, or the head of a reply that says how the worker was lost.

        Where the notebook left threads of a library, there is no worker, since a fork would wait for them for ever:
        this process answers itself, and when it is lost, the grader starts another (docs/decisions/0030).
        """
        if self.worker is None and self.threads.of_libraries():
            return whole_answer(self.prober, frame_in(request))
        if self.worker is None:
            self.worker = Worker(self.prober, self.notes)
        reply = self.worker.ask(request, wall_seconds)
        if reply is not None:
            return reply
        lost, self.worker = self.worker.lost(), None
        return lost

    def _say(self, head: dict[str, Any]) -> None:
        self._write(pack(head))

    def _write(self, frame: bytes = b"") -> None:
        """Write what was held, and a frame behind it: each write wakes the grader."""
        end_unless(self.owner)
        view = memoryview(b"".join([*self.held, frame]))
        self.held.clear()
        while view:
            view = view[os.write(self.replies, view) :]


def _never(_error: BaseException | None) -> bool:
    return False
