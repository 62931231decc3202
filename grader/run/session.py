"""One submission's conversation with its slot: open, run the notebook, then one request after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from grader.inside.wire import FrameReader, WireError, pack
from grader.model.observation import Observation, Transcript
from grader.model.oldnames import OLD_NAMES
from grader.model.rubric import Rubric
from grader.model.submission import Cell, Submission
from grader.sandbox.fork import Fork
from grader.sandbox.slot import Slot

from .cells import definitions_in, runnable
from .ground import written
from .notebook import BACKSTOP, NotebookRun
from .replies import lost, malformed, observation_of

SLACK = 10.0
"""Wall seconds that the child's own backstop may be late."""

Reply = tuple[dict[str, Any], Any]


class Session:
    """Asks a submission's functions for numbers; a fork that is lost is replaced by one without the notebook."""

    def __init__(self, slot: Slot, rubric: Rubric, submission: Submission) -> None:
        self._slot = slot
        self._rubric = rubric
        self._submission = submission
        self._fork: Fork | None = None
        self._reader = FrameReader()
        self._modules = {_module(function.path) for function in rubric.functions.values()}
        self._hung: list[str] = []
        self._slow: list[str] = []
        self._lost_cells: list[Cell] = []
        self.cpu_seconds = 0.0

    def run_notebook(self) -> Transcript:
        """Run the notebook's code cells in the current fork."""
        if self._submission.notebook is None:
            return Transcript(status="missing")
        cells = runnable(self._submission.cells, self._rubric)
        run = NotebookRun(cells, self._rubric.limits)
        fork = self._opened()
        if fork is None or not fork.send(run.request(), SLACK):
            self._drop()
            return run.transcript(ended=True)
        while not run.done:
            found = self._next(fork, run.tick_seconds)
            if isinstance(found, tuple):
                run.tell(found[0], fork.cpu_seconds())
            elif found == "late":
                run.watch(fork)
            else:
                break
        if not run.done:
            self._drop()
            self._lost_cells = definitions_in(cells, self._submission.definitions)
        transcript = run.transcript(ended=not run.done)
        noted = written(transcript.stood_in, self._submission.files)
        return replace(transcript, again=bool(self._lost_cells), stood_in=noted)

    def ask(self, head: dict[str, Any], values: Any, function: str) -> Observation:
        """One request's observation.

        Args:
            head: what is asked; the limits are added here.
            values: arrays and plain values that go with it.
            function: the function to name when the fork is lost.
        """
        reply = self.reply(head, values)
        if isinstance(reply, Observation):
            return reply if reply.failure is None or reply.failure.function else lost(reply.failure.why, function)
        return observation_of(*reply)

    def reply(self, head: dict[str, Any], values: Any) -> Reply | Observation:
        """One request's reply as it came, or the observation that none came."""
        fork = self._fork or self._opened()
        if fork is None:
            return lost("")
        cpu = self._rubric.limits.scenario_cpu_seconds
        wall = float(BACKSTOP * cpu)
        frame = pack({**head, "cpu_seconds": cpu, "wall_seconds": wall, **self._known()}, values)
        if not fork.send(frame, wall):
            self._drop()
            return lost("wall")
        found = self._next(fork, wall + SLACK)
        if isinstance(found, tuple):
            self._note(found[0])
            return found
        self._drop()
        return malformed("a frame out of form") if found == "broken" else lost("wall" if found == "late" else "")

    def _known(self) -> dict[str, list[str]]:
        """What need not be tried again, since it has had its time already."""
        return {"hung": self._hung, "slow": self._slow}

    def _note(self, head: dict[str, Any]) -> None:
        """Remember a module that does not load, and a function that does not end."""
        self._hung += [module for module in self._modules if module == head.get("module")]
        function = self._rubric.functions.get(str(head.get("function")))
        if head.get("kind") == "limit" and head.get("why") == "cpu" and function and not function.methods:
            self._slow.append(function.name)

    def close(self) -> None:
        """End the fork."""
        if self._fork is not None:
            self._drop()

    def _opened(self) -> Fork | None:
        """The current fork, or a new one that has been told the course; None when it dies at once."""
        if self._fork is not None:
            return self._fork
        self._fork, self._reader = self._slot.fork(self._submission.running, self._rubric.limits), FrameReader()
        opened = self._fork.send(pack({"op": "open", "course": course_of(self._rubric, self._submission)}), SLACK)
        if opened and isinstance(self._next(self._fork, 6 * SLACK), tuple) and self._defined(self._fork):
            return self._fork
        self._drop()
        return None

    def _defined(self, fork: Fork) -> bool:
        """Whether the functions of a notebook that was lost are defined again, without its other lines."""
        if not self._lost_cells:
            return True
        run = NotebookRun(self._lost_cells, self._rubric.limits)
        if not fork.send(run.request(), SLACK):
            return False
        while not run.done:
            found = self._next(fork, SLACK)
            if not isinstance(found, tuple):
                self._lost_cells = []
                return False
            run.tell(found[0], None)
        return True

    def _drop(self) -> None:
        if self._fork is not None:
            self._slot.reap()
            self.cpu_seconds += self._fork.cpu_before_end
            self._fork = None

    def _next(self, fork: Fork, wall_seconds: float) -> Reply | str:
        """The next frame, or `late`, `ended`, `broken`."""
        try:
            while True:
                frame = self._reader.next()
                if frame is not None:
                    return frame
                chunk = fork.receive(wall_seconds)
                if chunk is None:
                    return "late"
                if not chunk:
                    return "ended"
                self._reader.feed(chunk)
        except WireError:
            return "broken"


def course_of(rubric: Rubric, submission: Submission) -> dict[str, Any]:
    """What the sandbox is told of an assignment: names, no answers."""
    functions = rubric.functions
    defined = submission.definitions
    return {
        "modules": {name: _module(function.path) for name, function in functions.items()},
        "in_notebook": [name for name in functions if name in defined and defined[name].cell is not None],
        "returns": rubric.returns(),
        "opaque": list(rubric.opaque),
        "variables": list(rubric.variables),
        "old_names": OLD_NAMES,
    }


def _module(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".")
