"""Functions of a solved notebook that return derivatives: of what, and with respect to which inputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .input_generator import Sketch
from .proposed_scenario import ProposedScenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivative:
    """The parts of a `gradient` criterion."""

    function: str
    """The function that is differentiated."""
    forward: str
    """The text of the scenario's `forward`, which calls it."""
    output: str
    """The result of it that is differentiated."""
    upstream: str
    """The input that holds the upstream gradient; empty for a number."""
    wrt: Mapping[str, str]
    """For each gradient the input that it belongs to."""


def derivative_of(proposed: ProposedScenario, others: Mapping[str, ProposedScenario]) -> Derivative | None:
    """Guess what a function's results are the derivatives of; to be proved on the solution itself.

    Args:
        proposed: the function's scenario.
        others: those of the other functions.
    """
    return next(
        (found for found in (_of_itself(proposed), _of_forward(proposed), _of_twin(proposed, others)) if found), None
    )


def _of_itself(proposed: ProposedScenario) -> Derivative | None:
    """Return a function that returns a number, and its gradients beside it."""
    number, wrt = _number(proposed), dict(_gradients(proposed))
    name = proposed.call.function
    return _with(name, number, "", wrt, proposed.run(name, head="forward")) if number else None


def _of_forward(proposed: ProposedScenario) -> Derivative | None:
    """Return a backward function, which gets what its forward function kept, and the upstream gradient."""
    if len(proposed.builds_on) != 1:
        return None
    sketches = proposed.known.returns[proposed.builds_on[0]].sketches
    output = next((name for name, s in sketches.items() if s["kind"] == "array" and s["code"] == "f"), None)
    if output is None:
        return None
    shape = sketches[output]["shape"]
    upstream = next((key for key in proposed.places.values() if _is_floats(proposed.sketch_of(key), shape)), None)
    forward = (
        f'def forward(s, given):\n    return {{"{output}": {proposed.before[0].partition(" = ")[2]}["{output}"]}}\n'
    )
    wrt = {name: key for name, key in _gradients(proposed) if key != upstream} or _in_order(proposed, upstream)
    return _with(proposed.builds_on[0], output, upstream, wrt, forward) if upstream else None


def _of_twin(proposed: ProposedScenario, others: Mapping[str, ProposedScenario]) -> Derivative | None:
    """Return a function whose name says that it is the gradient of another one with the same arguments."""
    if "grad" not in proposed.call.function.lower():
        return None
    for name, other in others.items():
        number = _number(other)
        if number and name != proposed.call.function and other.inputs == proposed.inputs and not other.before:
            arguments = f"s.{name}({other.arguments})"
            forward = f'def forward(s, given):\n    return {{"{number}": {arguments}["{number}"]}}\n'
            wrt = dict(_gradients(proposed)) or dict(_first_of_its_shape(proposed))
            return _with(name, number, "", wrt, forward)
    return None


def _with(function: str, output: str, upstream: str, wrt: Mapping[str, str], forward: str) -> Derivative | None:
    if not wrt:
        return None
    return Derivative(function=function, forward=forward, output=output, upstream=upstream, wrt=wrt)


def _gradients(proposed: ProposedScenario) -> Iterator[tuple[str, str]]:
    """Results that are named after an input, and have its shape."""
    for name, shape in _arrays(proposed):
        for key in proposed.inputs:
            low = key.lower()
            named = name.lower() in {f"d{low}", f"d_{low}", f"grad_{low}", f"{low}_grad"}
            if named and _is_floats(proposed.sketch_of(key), shape):
                yield name, key


def _first_of_its_shape(proposed: ProposedScenario) -> Iterator[tuple[str, str]]:
    """Yield the only result, and the first input of its shape."""
    for name, shape in _arrays(proposed):
        alike = [key for key in proposed.inputs if _is_floats(proposed.sketch_of(key), shape)]
        if alike and len(proposed.known.returns[proposed.call.function].names) == 1:
            yield name, alike[0]


def _in_order(proposed: ProposedScenario, upstream: str | None) -> dict[str, str]:
    """Results without telling names, where each has the shape of one input, in their order."""
    keys = [key for key in proposed.inputs if key != upstream and _is_floats(proposed.sketch_of(key))]
    found = list(_arrays(proposed))
    alike = len(keys) == len(found) and all(
        _is_floats(proposed.sketch_of(key), shape) for key, (_, shape) in zip(keys, found, strict=True)
    )
    return {name: key for key, (name, _) in zip(keys, found, strict=True)} if alike else {}


def _arrays(proposed: ProposedScenario) -> Iterator[tuple[str, object]]:
    """Yield the arrays that a function returns, with their shapes."""
    for name, sketch in proposed.known.returns[proposed.call.function].sketches.items():
        if sketch["kind"] == "array":
            yield name, sketch["shape"]


def _number(proposed: ProposedScenario) -> str:
    """Return the number that a function returns, if it returns one."""
    sketches = proposed.known.returns[proposed.call.function].sketches
    return next((name for name, s in sketches.items() if s["kind"] == "plain" and s["type"] == "float"), "")


def _is_floats(sketch: Sketch, shape: object = None) -> bool:
    """Return whether a value is an array of floats, of some shape."""
    return bool(sketch["kind"] == "array" and sketch["code"] == "f" and shape in (None, sketch["shape"]))
