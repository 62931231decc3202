"""Runs the practice scenarios on the student's functions in this process, and returns the observations."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.checks.gradient import Gradient, as_gradient
from grader.execution.decode import observation_of
from grader.model.check import Place
from grader.model.expectation import Expectations, Probe
from grader.model.observation import Observation
from grader.model.rubric import Question
from grader.probes.finish import Finish, with_finish_applied
from grader.probes.plan import scenarios_of
from grader.probes.shapes import Shapes
from grader.probes.skip import forward_around
from grader.sandbox.child.locate_error import is_cell, locate_error
from grader.sandbox.child.old_numpy import OldNumpy
from grader.sandbox.child.scenario import RunAgain, evaluate, part, reset_process_state, run
from grader.sandbox.child.solution import ScenarioStopped, Solution, changed_by
from grader.sandbox.child.values.foreign import built
from grader.sandbox.child.wire import WireError, through_wire

from .folder import StudentFolder
from .modules import Modules
from .practice_bundle import PracticeBundle


class CheckInterrupted(BaseException):
    """Raised when the student stops the check; it is no `Exception`, so that it is not taken for the code's outcome."""

    def __init__(self, function: str) -> None:
        super().__init__(function)
        self.function = function


@dataclass
class PracticeRunner:
    """Runs scenarios on the student's functions, which it takes from modules and from the notebook."""

    bundle: PracticeBundle
    """The practice bundle."""
    folder: StudentFolder
    """The student's folder, with the modules."""
    namespace: Mapping[str, Any]
    """The notebook's variables."""
    modules: Modules
    """The student's loaded modules."""
    in_notebook: Collection[str]
    """Names of the functions that the notebook defines and no module does."""
    _called: list[str] = field(default_factory=list)
    """Names of the student's functions in the order in which they were called."""

    def __post_init__(self) -> None:
        self.old_numpy = OldNumpy(self._own_namespaces, self._place)

    def observe(self, question: Question, expectations: Expectations) -> dict[Probe, Observation]:
        """Run a question's scenarios, and return what the grader would observe for each probe.

        Args:
            question: the question.
            expectations: the recorded inputs and expected values of its scenarios.

        Raises:
            CheckInterrupted: the student stopped the check.
        """
        names = scenarios_of(question)
        seen = {
            probe: self._run(probe, given, expectations.shapes.get(probe, {}))
            for probe, given in expectations.inputs.items()
            if probe.scenario in names
        }
        for criterion in question.criteria:
            place = Place(rubric=self.bundle.rubric, question=question, criterion=criterion)
            seen |= criterion.check.observe(place, self.folder.files, expectations.find, self._ask)
            gradient = as_gradient(criterion.check)
            if gradient is not None:
                probes = [probe for probe in expectations.points if probe.scenario == gradient.scenario]
                seen |= {probe: self._evaluate(probe, gradient, expectations) for probe in probes}
        return seen

    def _ask(self, head: dict[str, Any], values: Any, called: str) -> Observation:
        """Run the code of a scenario that a check makes itself.

        Args:
            head: the request, with the code in `source`.
            values: the inputs.
            called: name of the function that the code calls.
        """
        self._called.append(called)
        return self._observed(lambda solution: run(head["source"], solution, built(deepcopy(values))))

    def _run(self, probe: Probe, given: Mapping[str, Any], shapes: Shapes) -> Observation:
        practice = self.bundle.scenarios[probe.scenario]
        seen = self._observed(lambda solution: run(practice.source, solution, built(deepcopy(given))))
        if not practice.finish:
            return seen
        return with_finish_applied(seen, Finish(function=part(practice.finish, "finish"), given=given, shapes=shapes))

    def _evaluate(self, probe: Probe, check: Gradient, expectations: Expectations) -> Observation:
        """Run a scenario's `forward` on its inputs, and near them where its result is not the reference's."""
        given = expectations.inputs[probe.as_run]
        source = self.bundle.scenarios[probe.scenario].source

        def around(shifts: Mapping[str, Any]) -> Observation:
            values = {"given": built(deepcopy(given)), "shifts": shifts}
            return self._observed(lambda solution: evaluate(source, solution, values, check.output))

        return forward_around(around, probe, expectations)

    def _observed(self, call: Any) -> Observation:
        while True:
            try:
                return self._tried(call)
            except RunAgain:
                continue

    def _tried(self, call: Any) -> Observation:
        returns, loose = self.bundle.rubric.returns(), self.bundle.loose
        solution = Solution(self._find, returns, self._blame, self._called.append, loose=loose)
        reset_process_state(str(self.folder.root))
        try:
            returned = through_wire(call(solution))
            told = {"kind": "returned", "changed": changed_by(solution), "old_uses": self.old_numpy.uses}
            return observation_of(told, returned)
        except ScenarioStopped as stop:
            return observation_of({"kind": stop.kind, "function": stop.function, **stop.detail}, None)
        except WireError as error:
            told = {"kind": "limit", "function": self._last(), "why": "output", "text": str(error)}
            return observation_of(told, None)
        except KeyboardInterrupt:
            raise CheckInterrupted(self._last()) from None
        except Exception as error:  # raised by the scenario itself, on values that the student's code returned
            blamed = self._blame(self._last(), error)
            return observation_of({"kind": "raised", "function": blamed.function, **blamed.detail}, None)

    def _last(self) -> str:
        return self._called[-1] if self._called else ""

    def _find(self, name: str) -> Any:
        """Return the student's function or variable that the grader would use.

        Raises:
            LookupError: there is none of this name.
            BaseException: anything that the code of its module raises.
        """
        rubric = self.bundle.rubric
        if name in self.namespace and (name in self.in_notebook or name in rubric.variables):
            return self.namespace[name]
        if name not in rubric.functions:
            raise LookupError(name)
        path = rubric.functions[name].path
        if path.endswith(".py") and (self.folder.root / path).is_file():
            found = getattr(self._module(path), name, self.namespace.get(name))
        else:
            found = self.namespace.get(name)
        if found is None:
            raise LookupError(name)
        return found

    def _module(self, path: str) -> Any:
        return self.modules.load(path[: -len(".py")].replace("/", "."), self.folder.root)

    def _own_namespaces(self) -> list[dict[str, Any]]:
        own = self.modules.namespaces(self.folder.root)
        return [self.namespace, *own] if isinstance(self.namespace, dict) else own

    def _place(self, file: str) -> str | None:
        """Return a file of the student's relative to the folder, or `notebook`; None for other files."""
        if is_cell(file):
            return "notebook"
        own = os.path.realpath(self.folder.root) + os.sep
        path = os.path.realpath(file)
        return path[len(own) :].replace(os.sep, "/") if path.startswith(own) and "site-packages" not in path else None

    def _blame(self, called: str, error: BaseException) -> ScenarioStopped:
        if isinstance(error, KeyboardInterrupt):
            raise CheckInterrupted(called) from None
        if self.old_numpy.restore_after(error):
            raise RunAgain
        stop = locate_error(called, error, self.bundle.rubric.functions.keys(), str(self.folder.root))
        if isinstance(error, SyntaxError) and error.filename and error.lineno:
            path = _shown(error.filename, self.folder.root)
            line = {"path": path, "line": error.lineno, "function": called, "source": (error.text or "").strip()}
            stop.detail["frames"] = [*stop.detail.get("frames", []), line]
        return stop


def _shown(path: str, root: Path) -> str:
    try:
        return Path(path).resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return Path(path).name
