"""Computes what a right network would return on the student's layers: the reference's network calls these layers.

Each layer call travels to the sandbox and back, in lock-step; caches stay there under handles.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

import numpy as np

from grader.execution.allowance import bytes_in
from grader.execution.decode import lost_observation, observation_of, plain
from grader.execution.session import SandboxSession
from grader.files.captured_output import captured_output
from grader.model.assignment import Assignment
from grader.model.expectation import Probe
from grader.model.observation import Failure, Frame, LimitReason, Observation, Outcome
from grader.model.rubric import Question
from grader.probes.float64 import in_float64
from grader.sandbox.child.solution import ScenarioStopped, Solution


@dataclass(frozen=True)
class _SandboxValue:
    """A placeholder for a value that stayed in the sandbox, where it is stored under a handle."""

    handle: int


@dataclass
class _RemoteLayers:
    """Calls the student's layers in the sandbox, one call at a time."""

    session: SandboxSession
    assignment: Assignment
    moved: dict[str, bool] = field(default_factory=dict)
    """For each layer whether any call returned something else than its input or a constant."""

    def stand_ins(self, question: Question) -> dict[str, Callable[..., Any]]:
        """Return, for each layer's name, a function that calls the student's layer."""
        return {name: self._stand_in(name) for name in question.layers}

    def _stand_in(self, name: str) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            return self._call(name, args)

        return call

    def _call(self, name: str, args: tuple[Any, ...]) -> Any:
        handles = [[place, arg.handle] for place, arg in enumerate(args) if isinstance(arg, _SandboxValue)]
        sent = tuple(None if isinstance(arg, _SandboxValue) else arg for arg in args)
        reply = self.session.reply({"op": "call", "function": name, "handles": handles}, sent)
        if isinstance(reply, Observation):
            raise ScenarioStopped(reply.outcome.value, name)
        head, values = reply
        seen = observation_of(head, values)
        if seen.outcome is not Outcome.RETURNED:
            raise _stop(seen, name)
        return self._returned(name, args, head, plain(values))

    def _returned(self, name: str, args: tuple[Any, ...], head: dict[str, Any], values: Any) -> Any:
        for place, state in values.get("states", {}).items():
            args[place].clear()
            args[place].update(state)
        kept = {key: _SandboxValue(handle) for key, handle in head.get("handles", {}).items()}
        found = {**values.get("result", {}), **kept}
        way = next(way for way in self.assignment.rubric.functions[name].returns if set(way) == set(found))
        self._note(name, args[0], found[way[0]])
        return tuple(found[key] for key in way) if len(way) > 1 else found[way[0]]

    def _note(self, name: str, given: Any, out: Any) -> None:
        if isinstance(given, np.ndarray) and isinstance(out, np.ndarray) and out.size > 1:
            inert = (out.shape == given.shape and np.array_equal(out, given)) or bool(np.all(out == out.flat[0]))
            self.moved[name] = self.moved.get(name, False) or not inert


@captured_output()
def carry_forward(
    session: SandboxSession, assignment: Assignment, probe: Probe, question: Question, given: Any
) -> Observation:
    """Run a question's scenario on the reference's network with the student's layers in it.

    Args:
        session: the submission's session, in which the layers are called.
        assignment: the assignment with its reference.
        probe: the probe whose scenario is run.
        question: the question that the network belongs to; it says which functions are layers.
        given: the scenario's inputs; arrays are converted to float64.

    Returns:
        What a right network gives on these layers; or, when a layer failed, how it failed.
    """
    layers = _RemoteLayers(session, assignment)
    scenario = assignment.scenarios[probe.scenario]
    solution = Solution(assignment.reference.find, assignment.rubric.returns(), _pass_on)
    np.random.seed(0)  # noqa: NPY002 - as in the sandbox
    with assignment.reference.replaced(layers.stand_ins(question)):
        try:
            values = scenario.run(solution, in_float64(given))
        except ScenarioStopped as stop:
            return _failed(stop)
        except Exception as error:  # what the student's layers returned does not fit the wiring
            return Observation(outcome=Outcome.RAISED, failure=Failure(function="", error=type(error).__name__))
    if not session.room.takes(bytes_in(values)):  # it is recorded like a reply
        return lost_observation(LimitReason.REPLIES)
    inert = tuple(sorted(name for name, moved in layers.moved.items() if not moved))
    return Observation(outcome=Outcome.RETURNED, values=values, inert=inert)


def _pass_on(_name: str, error: BaseException) -> NoReturn:
    raise error


def _stop(seen: Observation, name: str) -> ScenarioStopped:
    failure = seen.failure or Failure(function=name)
    frames = [{"path": f.path, "line": f.line, "function": f.function, "source": f.source} for f in failure.frames]
    return ScenarioStopped(
        seen.outcome.value,
        failure.function or name,
        error=failure.error,
        text=failure.text,
        frames=frames,
        why=failure.why,
    )


def _failed(stop: ScenarioStopped) -> Observation:
    detail: Mapping[str, Any] = stop.detail
    frames = tuple(Frame(**frame) for frame in detail.get("frames", ()))
    failure = Failure(
        function=stop.function,
        error=detail.get("error", ""),
        text=detail.get("text", ""),
        frames=frames,
        why=detail.get("why", ""),
    )
    return Observation(outcome=Outcome(stop.kind), failure=failure)
