"""Computes what a right network would return on the student's layers: the reference's network calls these layers.

Each layer call travels to the sandbox and back, in lock-step; caches stay there under handles, functions that a layer
is given stay here. Beside each call the reference's own layer is called, so that the record says which layers differ. A
layer that no question asks for counts as the reference's where it differs.

Why it is so: docs/decisions/0033.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NoReturn

import numpy as np

from grader.execution.allowance import bytes_in
from grader.execution.decode import lost_observation, observation_of
from grader.execution.layer_calls import MOST_NESTED, LayerCalls, SandboxValue, is_function, number_of
from grader.execution.layer_deviation import ROUNDING, RULES, Answer, ReferenceLayers
from grader.execution.layer_effect import depends, does_something, others
from grader.execution.notebook import BACKSTOP
from grader.execution.session import SandboxSession
from grader.files.captured_output import captured_output
from grader.model.assignment import Assignment
from grader.model.expectation import Probe
from grader.model.observation import Failure, Frame, LimitReason, NotCarried, Observation, Outcome
from grader.model.rubric import Question
from grader.probes.float64 import in_float64
from grader.sandbox.child.solution import ScenarioStopped, Solution


@dataclass
class _RemoteLayers:
    """Calls the student's layers in the sandbox, one call at a time."""

    calls: LayerCalls
    assignment: Assignment
    question: Question
    reference: ReferenceLayers
    moved: dict[str, bool] = field(default_factory=dict)
    """For each layer whether any call returned something else than its input or a constant."""
    fixed: dict[str, bool] = field(default_factory=dict)
    """For each layer whether its first call returned the same for other inputs."""
    depth: int = 0
    """Calls that are running now, each within a function that the one before was given."""

    def stand_ins(self) -> dict[str, Callable[..., Any]]:
        """Return, for each layer's name, a function that calls the student's layer."""
        return {name: self._stand_in(name) for name in self.reference.names}

    @property
    def inert(self) -> tuple[str, ...]:
        """Return the layers whose results do not depend on their inputs, or are their inputs."""
        return tuple(sorted(name for name, moved in self.moved.items() if not moved or self.fixed.get(name)))

    def _stand_in(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            whole = (self._as_wired(arg) if is_function(arg) else arg for arg in (*args, *kwargs.values()))
            with self._nested():
                return self._call(name, tuple(whole), tuple(kwargs))

        return call

    @contextmanager
    def _nested(self) -> Iterator[None]:
        """Count the calls around the present one."""
        if self.depth >= MOST_NESTED:
            raise ScenarioStopped("limit", "", why=NotCarried.STEPS.value)
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1

    def _as_wired(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function of the reference's that calls the student's layers wherever it is called from."""

        def wired(*args: Any, **kwargs: Any) -> Any:
            with self.assignment.reference.replaced(self.stand_ins()):
                return function(*args, **kwargs)

        return wired

    def _call(self, name: str, args: tuple[Any, ...], keywords: tuple[str, ...]) -> Any:
        due = self.reference.call(name, _right(args), keywords)
        if any(isinstance(arg, SandboxValue) and arg.handle is None for arg in args):
            return self._of_reference(name, args, due)
        before = copy.deepcopy(args)
        head, values = self.calls.ask(name, args, keywords)
        seen = observation_of(head, values)
        free = name not in self.question.layers
        if seen.outcome is not Outcome.RETURNED:
            if free and due is not None:
                return self._of_reference(name, args, due)
            raise _stop(seen, name)
        states, result = values.get("states", {}), dict(values.get("result", {}))
        written = {key: value for state in states.values() for key, value in state.items()}
        got = {**written, **result}
        off = self.reference.deviations(name, before, got, due, RULES)
        if free and off and due is not None:
            return self._of_reference(name, args, due)
        for place, state in states.items():
            args[place].clear()
            args[place].update(state)
        follows = tuple(one for arg in args if isinstance(arg, SandboxValue) for one in arg.follows)
        if off:  # what follows from a forward pass is charged there
            self.reference.note(follows or off)
        slight = follows or self.reference.deviations(name, before, got, due, ROUNDING)
        kept = {
            key: SandboxValue(handle, None if due is None else due.values.get(key), slight)
            for key, handle in head.get("handles", {}).items()
        }
        found = {**result, **kept}
        way = next(way for way in self.assignment.rubric.functions[name].returns if set(way) == set(found))
        if not free:
            self._note(name, before, keywords, result, due)
        returned = {key: number_of(value) for key, value in found.items()}
        return tuple(returned[key] for key in way) if len(way) > 1 else returned[way[0]]

    def _of_reference(self, name: str, args: tuple[Any, ...], due: Answer | None) -> Any:
        """Return what the reference's layer returned in place of the student's."""
        if due is None:
            raise ScenarioStopped("raised", name)
        for arg, state in zip(args, due.states, strict=True):
            if type(arg) is dict and state is not None:
                arg.update(state)
        opaque = self.assignment.rubric.opaque
        values = [SandboxValue(None, value) if key in opaque else value for key, value in due.values.items()]
        return tuple(values) if len(values) > 1 else values[0]

    def _note(
        self,
        name: str,
        args: tuple[Any, ...],
        keywords: tuple[str, ...],
        result: Mapping[str, Any],
        due: Answer | None,
    ) -> None:
        """Remember whether a call shows that the layer does something with its inputs, in any of its results."""
        right = {} if due is None else due.values
        told = {does_something(args, value, right.get(key)) for key, value in result.items()}
        acts = True in told
        if told <= {None}:
            return
        self.moved[name] = self.moved.get(name, False) or acts
        other = others(args) if acts and name not in self.fixed else None
        if other is not None:
            self.fixed[name] = self._is_fixed(name, other, keywords, result, due)

    def _is_fixed(
        self,
        name: str,
        other: tuple[Any, ...],
        keywords: tuple[str, ...],
        result: Mapping[str, Any],
        due: Answer | None,
    ) -> bool:
        """Return whether a layer returns the same for other inputs, or does not take them."""
        again = self.reference.call(name, _right(other), keywords)
        head, values = self.calls.ask(name, other, keywords)
        if head.get("kind") != "returned":
            return again is not None
        found = values.get("result", {})
        right = {} if due is None else due.values
        return depends(result, found, right, None if again is None else again.values) is False


def _right(args: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return arguments with what the reference's layers returned in place of what stayed in the sandbox."""
    return tuple(arg.right if isinstance(arg, SandboxValue) else arg for arg in args)


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
    reference = ReferenceLayers(assignment, (*question.layers, *_free(assignment)))
    calls = LayerCalls(session, BACKSTOP * assignment.rubric.limits.scenario_cpu_seconds)
    layers = _RemoteLayers(calls, assignment, question, reference)
    scenario = assignment.scenarios[probe.scenario]
    solution = Solution(assignment.reference.find, assignment.rubric.returns(), _pass_on)
    np.random.seed(0)  # noqa: NPY002 - as in the sandbox
    with assignment.reference.replaced(layers.stand_ins()):
        try:
            values = scenario.run(solution, in_float64(given))
        except ScenarioStopped as stop:
            return _failed(stop)
        except Exception as error:  # what the student's layers returned does not fit the wiring
            unfit = Failure(function="", error=type(error).__name__, why=NotCarried.UNFIT.value)
            return Observation(outcome=Outcome.RAISED, failure=unfit)
        finally:
            calls.close()
    if not session.room.takes(bytes_in(values)):  # it is recorded like a reply
        return lost_observation(LimitReason.REPLIES)
    return Observation(outcome=Outcome.RETURNED, values=values, inert=layers.inert, deviations=tuple(reference.found))


def _free(assignment: Assignment) -> list[str]:
    """Return the functions that no question asks for: where they differ from the reference's, they count as these."""
    functions = assignment.rubric.functions.values()
    return [f.name for f in functions if not f.methods and assignment.rubric.question_of(f.name) is None]


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
