"""Guesses which functions of a solved notebook return derivatives, of which output and with respect to which inputs."""

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
    """Name of its result that is differentiated."""
    upstream: str
    """Name of the input that holds the upstream gradient; empty where the output is a number."""
    wrt: Mapping[str, str]
    """For each gradient that is returned, the input with respect to which it is the derivative."""


def derivative_of(proposed: ProposedScenario, others: Mapping[str, ProposedScenario]) -> Derivative | None:
    """Guess from names and shapes which output a function's results are the derivatives of.

    The guess still has to be proved: the solution itself must pass the `gradient` criterion made of it.

    Args:
        proposed: the function's scenario.
        others: the scenarios of all functions, by name.

    Returns:
        The derivative; None where the function does not look like one.
    """
    return next(
        (found for found in (_of_itself(proposed), _of_forward(proposed), _of_twin(proposed, others)) if found), None
    )


def _of_itself(proposed: ProposedScenario) -> Derivative | None:
    """Return the derivative of a function that returns a number together with its gradients."""
    number, wrt = _number(proposed), dict(_gradients(proposed))
    name = proposed.call.function
    return _with(name, number, "", wrt, proposed.run(name, head="forward")) if number else None


def _of_forward(proposed: ProposedScenario) -> Derivative | None:
    """Return the derivative of a backward function, which gets its forward's cache and the upstream gradient."""
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
    """Return the derivative of a function named `...grad...` with the arguments of a function that returns a number."""
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
    """Yield (result, input) for each result that is named after an input, such as `dx`, and has its shape."""
    for name, shape in _arrays(proposed):
        for key in proposed.inputs:
            low = key.lower()
            named = name.lower() in {f"d{low}", f"d_{low}", f"grad_{low}", f"{low}_grad"}
            if named and _is_floats(proposed.sketch_of(key), shape):
                yield name, key


def _first_of_its_shape(proposed: ProposedScenario) -> Iterator[tuple[str, str]]:
    """Yield (result, input) for a function with one result: the input is the first of its shape."""
    for name, shape in _arrays(proposed):
        alike = [key for key in proposed.inputs if _is_floats(proposed.sketch_of(key), shape)]
        if alike and len(proposed.known.returns[proposed.call.function].names) == 1:
            yield name, alike[0]


def _in_order(proposed: ProposedScenario, upstream: str | None) -> dict[str, str]:
    """Return the input of each result where results and inputs agree in number, order and shapes; else nothing.

    Args:
        proposed: the function's scenario.
        upstream: the input that holds the upstream gradient, which is left out.
    """
    keys = [key for key in proposed.inputs if key != upstream and _is_floats(proposed.sketch_of(key))]
    found = list(_arrays(proposed))
    alike = len(keys) == len(found) and all(
        _is_floats(proposed.sketch_of(key), shape) for key, (_, shape) in zip(keys, found, strict=True)
    )
    return {name: key for key, (name, _) in zip(keys, found, strict=True)} if alike else {}


def _arrays(proposed: ProposedScenario) -> Iterator[tuple[str, object]]:
    """Yield (name, shape) for each array that a function returns."""
    for name, sketch in proposed.known.returns[proposed.call.function].sketches.items():
        if sketch["kind"] == "array":
            yield name, sketch["shape"]


def _number(proposed: ProposedScenario) -> str:
    """Return the name of the first float that a function returns; empty where it returns none."""
    sketches = proposed.known.returns[proposed.call.function].sketches
    return next((name for name, s in sketches.items() if s["kind"] == "plain" and s["type"] == "float"), "")


def _is_floats(sketch: Sketch, shape: object = None) -> bool:
    """Return whether a value is an array of floats, and of a shape where one is given."""
    return bool(sketch["kind"] == "array" and sketch["code"] == "f" and shape in (None, sketch["shape"]))
