"""Makes variants of the reference by small edits, and finds those that give a student's numbers.

Why it is so: docs/decisions/0043.
"""

from __future__ import annotations

import ast
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np

from grader.compare.ladder import same_outputs
from grader.edits.edit import Edit
from grader.edits.every import ranked_edits_of
from grader.edits.function_code import FunctionCode, functions_in
from grader.model.assignment import Assignment, Reference
from grader.model.expectation import MistakeSignature, Probe

from .bounded_run import OverTimeError, at_most, slower
from .computed import Values
from .plan import scenarios_of
from .signatures import Evaluate

MOST_VARIANTS = 700
"""Most variants of one function, with the helpers that it calls; the likeliest edits are kept."""
CPU_SECONDS = 0.3
"""Most CPU time that a variant may take for one case; an edit may make a loop or a recursion that never ends."""
LEAST_SECONDS = 0.1
"""Fewest CPU seconds that a variant may take."""
MOST_FOR_REFERENCE = 60.0
"""After how many CPU seconds the time that the reference takes for one case is not measured further."""
TIMES_AS_LONG = 30
"""How many times as long as the reference a variant may take, within these limits."""
MOST_WASTED = 1.5
"""Most CPU seconds that variants of one function may use without an end; after them no further one is run."""
TOLD = ("function", "axis", "operator", "number", "key")
"""The facts of an edit that its sentence names; all others may hold the reference's text."""
MOST_STATEMENTS = 150
"""Most statements of a function that has variants."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Variant:
    """The reference with one edit."""

    function: str
    """The function or helper of the reference that is edited."""
    edit: Edit
    """The edit."""
    overrides: Mapping[str, Any]
    """What it replaces in the reference, by name."""
    module: ModuleType
    """The module of the reference that holds the function."""
    text: str
    """The text of that module, without the edit."""

    @property
    def id(self) -> str:
        """Return a name that tells it from other variants."""
        return f"{self.function}:{self.edit.start}:{self.edit.end}:{self.edit.kind}:{self.edit.text}"


@dataclass
class Variants:
    """The variants of an assignment's reference, run when a student's numbers are held against them."""

    assignment: Assignment
    """The assignment."""
    right: Mapping[Probe, Values]
    """The reference's values."""
    evaluate: Evaluate
    """Function that runs one probe on the reference with its present replacements."""
    floors: Mapping[Probe, Mapping[str, float]]
    """By case and output the smallest size that errors are relative to."""
    _made: dict[str, list[Variant]] = field(default_factory=dict)
    _values: dict[tuple[str, Probe], list[Values]] = field(default_factory=dict)
    _signed: dict[tuple[str, str], MistakeSignature] = field(default_factory=dict)
    _endless: dict[str, set[str]] = field(default_factory=dict)
    _wasted: dict[str, float] = field(default_factory=dict)
    _allowed: dict[Probe, float] = field(default_factory=dict)

    def alike(self, function: str, probe: Probe, values: Values) -> tuple[MistakeSignature, ...]:
        """Return the variants of a function that give these values in one case, the likeliest first.

        Args:
            function: the function.
            probe: the case.
            values: what a student's function gave.
        """
        variants, floors = self.of(function), self.floors.get(probe, {})
        key = (function, probe)
        if key not in self._values:
            self._values[key] = [self._run(function, variant, probe) for variant in variants]
        found = [
            variant
            for variant, theirs in zip(variants, self._values[key], strict=True)
            if theirs and same_outputs(theirs, self._like(theirs, values), floors)
        ]
        return tuple(self._signature(function, variant) for variant in found)

    @staticmethod
    def _like(theirs: Values, values: Values) -> Values:
        return {name: values.get(name) for name in theirs}

    def of(self, function: str) -> list[Variant]:
        """Return the variants of a function and of the helpers that it calls, the likeliest first."""
        if function not in self._made:
            self._made[function] = variants_of(self.assignment, function)
        return self._made[function]

    def _run(self, function: str, variant: Variant, probe: Probe) -> Values:
        """Return a variant's values in one case; empty where it raises, or gives what the reference gives."""
        found = self._attempted(function, variant, probe)
        return {} if same_outputs(found, self.right[probe], self.floors.get(probe, {})) else found

    def _signature(self, function: str, variant: Variant) -> MistakeSignature:
        key = (function, variant.id)
        if key not in self._signed:
            values = {probe: self._attempted(function, variant, probe) for probe in self._asked(function)}
            differing = {
                probe: found
                for probe, found in values.items()
                if not same_outputs(found, self.right[probe], self.floors.get(probe, {}))
            }
            facts = {name: fact for name, fact in variant.edit.facts.items() if name in TOLD}
            self._signed[key] = MistakeSignature(
                id=variant.id, functions=(function,), values=differing, edit={"edit": variant.edit.kind, **facts}
            )
        return self._signed[key]

    def _attempted(self, function: str, variant: Variant, probe: Probe) -> Values:
        """Return a variant's values in one case; empty where it raises, or takes too long."""
        endless = self._endless.setdefault(function, set())
        if variant.id in endless or self._wasted.get(function, 0.0) >= MOST_WASTED:
            return {}
        allowed = self._seconds(probe)
        with self.assignment.reference.replaced(variant.overrides), np.errstate(all="ignore"):
            try:
                with at_most(allowed):
                    return self.evaluate(probe)
            except OverTimeError:
                endless.add(variant.id)
                self._wasted[function] = self._wasted.get(function, 0.0) + allowed / slower()
            except Exception:  # noqa: S110 - the variant is wrong on purpose
                pass
        return {}

    def _seconds(self, probe: Probe) -> float:
        """Return how many CPU seconds a variant may take for one case, by what the reference takes."""
        if probe not in self._allowed:
            begun = time.thread_time()
            with np.errstate(all="ignore"), suppress(OverTimeError), at_most(MOST_FOR_REFERENCE):  # as variants are run
                self.evaluate(probe)
            taken = TIMES_AS_LONG * (time.thread_time() - begun)
            self._allowed[probe] = slower() * min(CPU_SECONDS, max(LEAST_SECONDS, taken / slower()))
        return self._allowed[probe]

    def _asked(self, function: str) -> list[Probe]:
        names = {n for q in self.assignment.rubric.questions if q.function == function for n in scenarios_of(q)}
        return [probe for probe in self.right if probe.scenario in names and probe.way == "run"]


def variants_of(assignment: Assignment, function: str) -> list[Variant]:
    """Return the variants of a function and of the helpers that it calls, the likeliest first.

    Args:
        assignment: the assignment with the reference.
        function: a function or class that a question asks for.
    """
    return list(islice(_variants(assignment, function), MOST_VARIANTS))


def _variants(assignment: Assignment, function: str) -> Iterator[Variant]:
    """Yield the variants of a function, and of helpers that no question is about, by the rank of their edits."""
    reference = assignment.reference
    questions = {question.function for question in assignment.rubric.questions}
    ranked: list[tuple[float, int, FunctionCode, Edit, ModuleType]] = []
    for module, code in _codes(reference, function, questions):
        if len(code.statements) > MOST_STATEMENTS:
            continue
        for rank, edit in ranked_edits_of(code):
            ranked.append((rank, len(ranked), code, edit, module))
    for _, _, code, edit, module in sorted(ranked, key=lambda one: one[:2]):
        overrides = _overrides(code, edit, module)
        if overrides is not None:
            yield Variant(function=code.name, edit=edit, overrides=overrides, module=module, text=code.module)


def _codes(
    reference: Reference, function: str, questions: set[str | None]
) -> Iterator[tuple[ModuleType, FunctionCode]]:
    """Yield the code of a function, or of a class's methods, and of the helpers that it calls."""
    known: dict[str, list[tuple[ModuleType, FunctionCode]]] = {}
    for module in reference.modules:
        for code in functions_in(_source(module)).values():
            known.setdefault(code.name.split(".")[0], []).append((module, code))
    seen, left = {function}, [function]
    while left:
        for module, code in known.get(left.pop(0), ()):
            yield module, code
            used = {node.id for node in ast.walk(code.node) if isinstance(node, ast.Name)}
            new = sorted(name for name in used & known.keys() if name not in seen and name not in questions)
            seen |= set(new)
            left += new


def _source(module: ModuleType) -> str:
    path = getattr(module, "__file__", None)
    try:
        return Path(path).read_text(encoding="utf-8") if path else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _overrides(code: FunctionCode, edit: Edit, module: ModuleType) -> dict[str, Any] | None:
    """Return what an edit replaces: the function, or a class like the original with one other method."""
    name, _, method = code.name.partition(".")
    original = vars(module).get(name)
    if not method:
        made = _made(original, code.with_edit(edit))
        return None if made is None else {name: made}
    if not isinstance(original, type):
        return None
    changed = _made(vars(original).get(method), code.with_edit(edit))
    return (
        None if changed is None else {name: type(name, (original,), {method: changed, "__module__": module.__name__})}
    )


def _made(original: Any, text: str) -> FunctionType | None:
    """Return a function like the original with other code; None where that cannot be made."""
    if type(original) is not FunctionType:
        return None
    try:
        found: CodeType = compile(text, "<variant>", "exec", dont_inherit=True)
        code = next(part for part in found.co_consts if isinstance(part, CodeType))
        made = FunctionType(code, original.__globals__, original.__name__, original.__defaults__, original.__closure__)
    except (SyntaxError, ValueError, TypeError, StopIteration, RecursionError):
        return None
    made.__kwdefaults__ = original.__kwdefaults__
    return made
