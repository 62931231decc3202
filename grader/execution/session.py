"""Runs one submission in its slot: opens a fork, runs the notebook, then sends one request after the other."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from grader.model.observation import LimitReason, Observation, Transcript, TranscriptStatus
from grader.model.rubric import Rubric
from grader.model.submission import Cell, Submission
from grader.sandbox.child.wire import MAX_JSON, WireError
from grader.sandbox.slot import Slot

from .allowance import NOTEBOOK_SHARE, Patience, Room
from .asked_names import assignment_names, module_of
from .cells import definitions_in, runnable
from .channel import Channel, ChannelEnd, Reply
from .decode import lost_observation, malformed_observation, observation_of
from .notebook import BACKSTOP, NotebookRun
from .places import places_in
from .sanitize import sanitized_transcript

SLACK = 10.0
"""Wall seconds by which the child's own time limit may be late."""
TREE_SLACK = 2.0
"""CPU seconds that all processes together may use beyond the limit of one, so that the kernel stops that one first."""

MOST_WAITS = 3
"""Requests in a row that may run out of wall time; after these no more is sent, since nothing answers."""


class SandboxSession:
    """One submission's session in a slot; a fork that is lost is replaced by a new one without the notebook."""

    def __init__(self, slot: Slot, rubric: Rubric, submission: Submission) -> None:
        self._slot = slot
        self._rubric = rubric
        self._submission = submission
        self._channel: Channel | None = None
        self._waits = 0
        self._modules = {module_of(function.path) for function in rubric.functions.values()}
        self._hung: list[str] = []
        self._slow: dict[str, str] = {}
        self._definitions: list[Cell] = []
        self._lost_cells: list[Cell] = []
        self._starved_seconds = 0.0
        self._older = False
        self.cpu_seconds = 0.0
        self.peak_bytes = 0
        self.patience = Patience(rubric.limits.hand_in_wall_seconds, self.computed_seconds)
        self.room = Room(rubric.limits)
        self.steps = 0
        """Requests of carried runs so far."""

    def run_notebook(self) -> Transcript:
        """Run the notebook's code cells in the current fork."""
        if self._submission.notebook is None:
            return Transcript(status=TranscriptStatus.MISSING)
        cells = runnable(self._submission.cells, self._rubric)
        self._definitions = definitions_in(cells, self._submission.definitions)
        run = self._run_of(cells, whole=True)
        end = self._ran(run)
        if run.refused:  # what ran before the refusal must not run twice in one process
            self._drop()
            self._older = True
            run = self._run_of(cells, whole=True)
            end = self._ran(run)
        if end is not None:
            self._drop()
            self._lost_cells = self._definitions
        transcript = run.transcript(end)
        return sanitized_transcript(replace(transcript, again=bool(self._lost_cells)), self._submission)

    def _ran(self, run: NotebookRun) -> ChannelEnd | None:
        """Run the notebook in the current fork; return why it ended early, or None."""
        channel = self._opened()
        return ChannelEnd.GONE if channel is None else self._followed(run, channel)

    def ask(self, head: dict[str, Any], values: Any, function: str) -> Observation:
        """Send one request and return its observation.

        Args:
            head: what is asked; the limits are added here.
            values: arrays and plain values that go with it.
            function: the function to name when the fork is lost.
        """
        reply = self.reply(head, values)
        if isinstance(reply, Observation):
            return (
                reply
                if reply.failure is None or reply.failure.function
                else lost_observation(reply.failure.why, function)
            )
        return observation_of(*reply)

    def is_untouched(self, function: str | None) -> bool:
        """Return whether a function or class is still the template's."""
        definition = self._submission.definitions.get(function or "")
        return definition is not None and definition.unchanged

    def recalled(self, head: dict[str, Any], values: Any, run: Callable[[], Observation]) -> Observation:
        """Return what a run of several requests gives; a session that remembers earlier runs may know it.

        Args:
            head: names the run.
            values: its inputs.
            run: runs it.
        """
        return run()

    def reply(self, head: dict[str, Any], values: Any) -> Reply | Observation:
        """Send one request and return its reply, head and values, or the observation that says why none came.

        Args:
            head: what is asked; the limits are added here.
            values: arrays and plain values that go with it.
        """
        if self._waits >= MOST_WAITS:
            return lost_observation(ChannelEnd.LATE.value)
        if self.patience.left() <= 0:
            return lost_observation(LimitReason.HAND_IN_WALL)
        try:
            channel = self._opened()  # how long a fork takes is not the submission's to answer for
            if channel is None:
                return lost_observation("")
            with self.patience.waiting():
                return self._reply(channel, head, values)
        except MemoryError:  # a reply that takes more memory, once it is read, than is granted for judging
            self._drop()
            return lost_observation(LimitReason.JUDGING)

    def _reply(self, channel: Channel, head: dict[str, Any], values: Any) -> Reply | Observation:
        cpu = self._rubric.limits.scenario_cpu_seconds
        wall = float(BACKSTOP * cpu)
        if head["op"] != "answer" and head.get("what") != "answer":  # which goes on with what is not answered yet
            channel.fork.watchdog.allow(cpu + TREE_SLACK)
        bounds = {"cpu_seconds": cpu, "wall_seconds": wall, "room": self.room.left, **self._known()}
        sent = channel.send({**head, **bounds}, values, min(wall, self.patience.left()))
        found = self._answer(channel, wall + SLACK) if sent else ChannelEnd.LATE
        if isinstance(found, tuple) and found[0].get("kind") == "died":
            found = _killed(channel) or found
        if isinstance(found, tuple):
            self._note(found[0])
            return found if self.room.takes(channel.reply_bytes) else lost_observation(LimitReason.REPLIES)
        if self._drop() == -signal.SIGXCPU and found is ChannelEnd.GONE:
            found = ChannelEnd.CPU
        self._lost_cells = self._definitions
        self._waits += found is ChannelEnd.LATE
        return (
            malformed_observation("a frame out of form")
            if found is ChannelEnd.BROKEN
            else lost_observation(found.value)
        )

    def _answer(self, channel: Channel, wall_seconds: float) -> Reply | ChannelEnd:
        """Return the next record, waiting no longer than the submission as a whole may still take."""
        deadline = time.monotonic() + wall_seconds
        while True:
            ahead = deadline - time.monotonic()
            patience = self.patience.left()
            if ahead <= 0 or patience <= 0:
                return ChannelEnd.LATE if ahead <= 0 else ChannelEnd.HAND_IN_WALL
            found = channel.next(min(ahead, patience), self.room.left)
            if found is not ChannelEnd.LATE:
                return found

    def computed_seconds(self) -> float:
        """Return the seconds in which the submission computed, or was ready to and had no processor."""
        if self._channel is None:
            return self.cpu_seconds + self._starved_seconds
        watchdog = self._channel.fork.watchdog
        now = watchdog.cpu_seconds() + watchdog.starved_seconds
        return self.cpu_seconds + self._starved_seconds + now

    def _known(self) -> dict[str, Any]:
        """Return the modules, and with the limit the functions, that are not tried again: they used up their time."""
        return {"hung": self._hung, "slow": self._slow}

    def _note(self, head: dict[str, Any]) -> None:
        """Remember a module that does not load or a function that does not end, so that it is not tried again."""
        self._hung += [module for module in self._modules if module == head.get("module")]
        function = self._rubric.functions.get(str(head.get("function")))
        why = str(head.get("why")) if head.get("kind") == "limit" else ""
        known = function is not None and function.name in self._slow
        if why in (LimitReason.CPU, LimitReason.WALL) and function and not function.methods:
            self._slow[function.name] = why
        if not known:
            self._waits = self._waits + 1 if why == LimitReason.WALL else 0

    @property
    def used_cpu_seconds(self) -> float:
        """Return the CPU seconds that its forks have used so far."""
        running = 0.0 if self._channel is None else self._channel.fork.watchdog.cpu_seconds()
        return self.cpu_seconds + running

    def renew(self) -> None:
        """End the fork and its files; the next request gets a new one, with the notebook's definitions alone.

        Nothing that the student's code stored in an earlier request is left (docs/decisions/0033).
        """
        if self._submission.notebook is not None:
            cells = runnable(self._submission.cells, self._rubric)
            self._lost_cells = definitions_in(cells, self._submission.definitions)
        self._drop()

    def close(self) -> None:
        """End the fork."""
        self._drop()

    def _opened(self) -> Channel | None:
        """Return the current fork's channel, or that of a new fork; None if it dies at once."""
        if self._channel is not None:
            return self._channel
        rubric = self._rubric
        fork = self._slot.fork(self._submission.running, rubric.limits, rubric.preload, rubric.packages)
        channel = self._channel = Channel(fork)
        names = assignment_names(self._rubric, self._submission)
        told = channel.send({"op": "open", "assignment": names, "older": self._older}, None, SLACK)
        if told and isinstance(channel.next(6 * SLACK), tuple) and self._defined(channel):
            return channel
        self._drop()
        return None

    def _defined(self, channel: Channel) -> bool:
        """Define the functions of a lost notebook again, without its other lines; return whether that worked."""
        if not self._lost_cells or self._followed(self._run_of(self._lost_cells), channel) is None:
            return True
        self._lost_cells = self._definitions = []
        return False

    def _run_of(self, cells: Sequence[Cell], *, whole: bool = False) -> NotebookRun:
        places = places_in(self._submission.cells, self._rubric)
        patience = lambda: self.patience.left(NOTEBOOK_SHARE)  # noqa: E731 - read while it runs
        return NotebookRun(cells, self._rubric.limits, patience, whole=whole, places=places)

    def _followed(self, run: NotebookRun, channel: Channel) -> ChannelEnd | None:
        """Watch a run until its cells have ended; return why it ended early, or None."""
        with self.patience.waiting():
            try:
                sent = channel.send(run.request(), None, SLACK)
            except WireError:  # cells with more text than a frame holds
                return ChannelEnd.GONE
            if not sent:
                return ChannelEnd.LATE
            while not run.done:
                found = channel.next(run.tick_seconds, MAX_JSON)
                if isinstance(found, tuple):
                    run.tell(found[0], channel.fork.watchdog.cpu_seconds(), found[1])
                elif found is not ChannelEnd.LATE:
                    return found
                run.watch(channel.fork)
            return None

    def _drop(self) -> int:
        """End the fork and return its exit status; 0 where there is none."""
        if self._channel is None:
            return 0
        fork, self._channel = self._channel.fork, None
        status = self._slot.reap()
        self.cpu_seconds += fork.cpu_before_end
        self._starved_seconds += fork.watchdog.starved_seconds
        self.peak_bytes = max(fork.watchdog.peak_bytes, self.peak_bytes)
        return status


def _killed(channel: Channel) -> ChannelEnd | None:
    """Return the limit for which the system killed a process of the fork; None if it killed none."""
    over = channel.fork.watchdog.look(now=True)
    return None if over is None else ChannelEnd(over.value)
