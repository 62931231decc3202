"""Runs scenarios, difference points and single calls on the student's functions; replies hold values, no verdicts."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any

from .assignment_names import AssignmentNames
from .callbacks import Callbacks
from .cpu_limit import limit_cpu
from .dialogue import Abandoned, Dialogue
from .exchange import function_at
from .figures import Figures
from .forbidden_calls import ForbiddenCalls
from .import_stub import ImportStub
from .locate_error import locate_error
from .missing_imports import MissingImports, is_barred_module
from .objects import RemoteObjects
from .old_numpy import OldNumpy
from .removed_names import OldNames
from .renamed_entries import ParameterNames
from .scenario import RunAgain, evaluate, reset_process_state, run
from .snapshots import Snapshots
from .solution import ScenarioStopped, Solution, changed_by
from .values.foreign import built
from .variants import lines, variants
from .wire import WireError, pack

LOADING = " is loaded for "
"""Separator between a module and the function for which it is loaded, in a note."""

Answer = tuple[dict[str, Any], Any]
"""Head and values of a reply."""


@dataclass
class Prober:
    """Answers the probe requests of a run, one at a time."""

    assignment: AssignmentNames
    namespace: dict[str, Any]
    """The notebook's variables."""
    note: Any
    """Called with the name of each function before the function is called."""
    cell_of: Callable[[str], int | None]
    """Returns the index of the notebook's cell that is compiled under a file name; None for other names."""
    handles: dict[int, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.missing_imports = MissingImports(self.assignment.folder, self.assignment.old_modules)
        self.old = OldNames(self.assignment.old_names)
        self.old_numpy = OldNumpy(self._own_namespaces, self.place)
        if self.assignment.older:
            self.old_numpy.restore()
        names, own = self.assignment.forbidden, self.assignment.modules.keys()
        self.forbidden = ForbiddenCalls(names, own, self.place, self.note.last)
        self.slow: dict[str, str] = {}
        self.snapshots = Snapshots(self.namespace)
        self.figures = Figures(pictured=frozenset(self.assignment.pictured))
        self.callbacks = Callbacks(self.answer)
        self.dialogue = Dialogue(self.callbacks)
        self.objects = self._no_objects()

    @property
    def stood_in(self) -> list[str]:
        """Return the names that were missing and got a stub or their old meaning."""
        return [*self.missing_imports.names, *self.old.used]

    @property
    def noted(self) -> dict[str, Any]:
        """Return what stood in for something so far, as it is told with every reply."""
        told = {"forbidden": self.forbidden.seen} if self.forbidden.seen else {}
        return {"stood_in": self.stood_in, "old_uses": self.old_numpy.uses, **told}

    def answer(self, head: dict[str, Any], values: Any) -> bytes:
        """Return the reply to one request, as a frame."""
        for name in head["hung"]:
            sys.modules[name] = None  # type: ignore[assignment]  # Python's own way to say that it must not be loaded
        self.slow = head["slow"]
        while True:
            try:
                return self._tried(head, values)
            except RunAgain:
                continue

    def _tried(self, head: dict[str, Any], values: Any) -> bytes:
        """Return the reply to a request, with the nonce of the request that came last."""
        reset_process_state(self.assignment.folder)
        limit_cpu(int(head["cpu_seconds"]))
        self.callbacks.arrived(head)
        if head["op"] != "apply":
            self.snapshots.put_back("")
            self.figures.forget()
        solution = self.own_solution(head)
        try:
            with self.forbidden.watching() if self.dialogue.is_outermost else nullcontext():
                reply, returned = _OPERATIONS[head["op"]](self, solution, head, built(values))
            told = {"kind": "returned", "changed": changed_by(solution), **self.noted}
            frame = self._told({**told, **reply}, returned)
            if len(frame) <= self.callbacks.room:
                return frame
            return self._told({"kind": "limit", "function": self.note.last(), "why": "replies"})
        except ScenarioStopped as stop:
            told = {"kind": stop.kind, "function": stop.function, **self.noted}
            return self._told({**told, **stop.detail})
        except WireError as error:
            return self._told({"kind": "limit", "function": self.note.last(), "why": "output", "text": str(error)})
        except (RunAgain, Abandoned):
            raise
        except BaseException as error:  # raised between two calls, by what the student's values are
            blamed = self._blame(self.note.last(), error)
            told = {"kind": blamed.kind if head["op"] == "apply" else "raised", "function": blamed.function}
            return self._told({**told, **self.noted, **blamed.detail})

    def _told(self, head: dict[str, Any], values: Any = None) -> bytes:
        """Return a reply as a frame."""
        return pack({**head, "nonce": self.callbacks.nonce}, values)

    def find(self, name: str) -> Any:
        """Return the student's function, from its module, else from the notebook; or a variable of the notebook."""
        if name in self.namespace and (name in self.assignment.in_notebook or name in self.assignment.variables):
            return self.namespace[name]
        if name not in self.assignment.modules:
            raise LookupError(name)
        if name in self.slow:
            raise ScenarioStopped("limit", name, why=self.slow[name])
        found = getattr(self._module(self.assignment.modules[name], name), name, self.namespace.get(name))
        if found is None or isinstance(found, ImportStub):
            raise LookupError(name)
        return found

    def _module(self, name: str, wanted: str) -> Any:
        """Return a student's module; None when there is none, or when the notebook defines the wanted name itself."""
        while name not in sys.modules:
            try:
                self.note(name + LOADING + wanted)
                importlib.import_module(name)
                reset_process_state(
                    self.assignment.folder
                )  # what a module sets for the whole process when it is loaded ends here
            except ImportError as error:
                if is_barred_module(error):
                    raise ScenarioStopped("limit", wanted, why="loading") from None
                if isinstance(error, ModuleNotFoundError) and f"{name}.".startswith(f"{error.name}."):
                    return None
                if not self.missing_imports.stand_in(error):
                    raise
        if sys.modules[name] is None:
            raise ScenarioStopped("limit", wanted, why="loading")
        return sys.modules[name]

    def _blame(self, called: str, error: BaseException) -> ScenarioStopped:
        if self.missing_imports.stand_in(error) or self.old_numpy.restore_after(error):
            raise RunAgain
        return locate_error(called, error, self.assignment.modules.keys(), self.assignment.folder, self.place)

    def _own_namespaces(self) -> list[dict[str, Any]]:
        """Return the variables of the notebook, and of each of the student's modules."""
        files = ((module, getattr(module, "__file__", None)) for module in list(sys.modules.values()))
        own = [vars(module) for module, file in files if type(file) is str and self._is_own(file)]
        return [self.namespace, *own]

    def _drawn(self, name: str | None, called: bool) -> list[Any]:
        """Return the figures of a cell, or those that the functions drew which a scenario called."""
        by_cell = name is not None or not called
        if by_cell and self.assignment.has_notebook and not self.figures.ran:
            raise ScenarioStopped("limit", "figure", why="figure_lost")
        found = self.figures.of(name, called, self.assignment.figures)
        if found is None:
            raise ScenarioStopped("limit", "figure", why="figure")
        return found

    def _is_own(self, file: str) -> bool:
        return file.startswith(self.assignment.folder + os.sep)

    def place(self, file: str) -> str | None:
        """Return a file of the student's relative to the folder, or the name of a cell; None for other files."""
        if self._is_own(file):
            return file[len(self.assignment.folder) + 1 :].replace(os.sep, "/")
        cell = self.cell_of(file)
        return None if cell is None else f"cell {cell + 1}"

    def scenario(self, solution: Solution, head: dict[str, Any], given: Any) -> Answer:
        """Run a scenario once; `source` in the head is its text."""
        return {}, run(head["source"], solution, given)

    def points(self, solution: Solution, head: dict[str, Any], values: Any) -> Answer:
        """Evaluate a scenario's forward at its base point and at other points; see `scenario.evaluate`."""
        return {}, evaluate(head["source"], solution, values, head["output"])

    def apply(self, _solution: Solution, head: dict[str, Any], values: Any) -> Answer:
        """Do one step of the instructor's test code; the first step of a criterion begins without stored objects."""
        if head["first"]:
            self.snapshots.put_back(head["place"])
            self.objects = self._no_objects()
        self.note(head["called"])
        try:
            return {}, self.objects.apply(head["what"], head["name"], values)
        except LookupError as error:
            if head["what"] == "find" and error.args == (head["name"],):
                raise ScenarioStopped("missing", head["name"]) from None
            raise

    def _no_objects(self) -> RemoteObjects:
        return RemoteObjects(self._any, self._names, self._exchange)

    def _exchange(self, told: dict[str, Any]) -> Any:
        """Return the answer of the test code to what a solution asks it."""
        called = self.note.last()
        found = self.dialogue.exchange(self.answer, told)
        self.note(called)
        return found

    def _any(self, name: str) -> Any:
        """Return the student's object of a name: a function of the rubric, else the notebook's, else a module's."""
        try:
            return self.find(name)
        except LookupError:
            if name in self.namespace:
                return self.namespace[name]
        for module in dict.fromkeys(self.assignment.modules.values()):
            found = getattr(self._module(module, name), name, None)
            if found is not None:
                return found
        raise LookupError(name)

    def _names(self, name: str) -> dict[str, Any]:
        """Return the namespace of the module that holds a name, else the notebook's."""
        module = None if name in self.assignment.in_notebook else self.assignment.modules.get(name)
        found = None if module is None else vars(self._module(module, name) or self)
        return found if found is not None and name in found else self.namespace

    def own_solution(self, head: dict[str, Any]) -> Solution:
        """Return a new solution, by which a scenario calls the student's functions."""
        names = ParameterNames(**head["renamed"]) if "renamed" in head else None
        loose = head.get("loose", ())
        found = self.find, self.assignment.returns, self._blame, self.note
        return Solution(*found, loose=loose, drawn=self._drawn, names=names)

    def function(self, module: str, name: str) -> FunctionType:
        """Return a function of a module, or of the notebook where the module is empty."""
        return function_at(self._module(module, name) if module else self.namespace, name)

    def call(self, solution: Solution, head: dict[str, Any], args: Any) -> Answer:
        """Call one function; opaque values that it returns stay here under handles.

        Args:
            solution: the student's solution.
            head: `function`; `handles`: pairs of an argument's position and the handle of the value to put there;
                `callbacks`: pairs of a position and the number of the grader's function to put there; `keywords`: the
                names of the last arguments.
            args: the arguments, in order.

        Returns:
            The handles of the new opaque values by name; the other results, and the dictionary arguments afterwards.
        """
        args = list(args)
        for position, handle in head["handles"]:
            args[position] = self.handles[handle]
        for position, number in head["callbacks"]:
            args[position] = self.callbacks.function(number)
        by_place = len(args) - len(head["keywords"])
        named = dict(zip(head["keywords"], args[by_place:], strict=True))
        result = getattr(solution, head["function"])(*args[:by_place], **named)
        kept: dict[str, int] = {}
        for name in self.assignment.opaque:
            if name in result:
                kept[name] = len(self.handles)
                self.handles[kept[name]] = result.pop(name)
        handed = {position for position, _ in head["handles"]}
        states = {place: arg for place, arg in enumerate(args) if type(arg) is dict and place not in handed}
        return {"handles": kept}, {"result": dict(result), "states": states}


_OPERATIONS = {
    "scenario": Prober.scenario,
    "points": Prober.points,
    "call": Prober.call,
    "apply": Prober.apply,
    "variants": variants,
    "lines": lines,
}
