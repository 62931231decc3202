"""Proposes a scenario from a recorded call: the inputs to draw, the earlier calls that it needs, and the call."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from .callables import function_argument
from .input_generator import MATRIX, POSITIVE, DrawStyle, InputGenerator, Sketch, input_generator
from .recording import RecordedCall, Recording
from .return_names import ReturnedValues
from .statements import Statement

MOST_LENGTH = 40
"""Largest length of an axis of a proposed input; longer axes of the notebook are shortened to it."""


class UndrawableError(Exception):
    """Raised with the name of an argument for which no similar value can be drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotebookFunctions:
    """The code, recorded calls and results of a notebook's functions."""

    recording: Recording
    """The recorded calls."""
    functions: Mapping[str, ast.FunctionDef]
    """The syntax tree of each function, by name."""
    returns: Mapping[str, ReturnedValues]
    """The returned values of each function that was called, by name."""
    statements: tuple[Statement, ...] = ()
    """The statements at the top level of the notebook's code."""


@dataclass(slots=True)
class ProposedScenario:
    """The scenario that repeats a recorded call on drawn inputs; it is complete once it is made."""

    known: NotebookFunctions
    """The functions of the notebook."""
    call: RecordedCall
    """The call of the function that the scenario measures."""
    style: DrawStyle
    """The way to draw inputs."""
    inputs: dict[str, str] = field(default_factory=dict)
    """For each input the Python expression that draws it."""
    definitions: list[str] = field(default_factory=list)
    """Code of the functions that `run` defines to pass them as arguments."""
    before: list[str] = field(default_factory=list)
    """Lines of `run` before the call: earlier calls whose results it needs."""
    builds_on: list[str] = field(default_factory=list)
    """Names of the functions that these lines call."""
    arguments: str = ""
    """The call's arguments, as Python."""
    places: dict[str, str] = field(default_factory=dict)
    """For each parameter of the call the name of the input that it gets."""
    _made: dict[int, str] = field(default_factory=dict)
    """For each earlier call in `run`, by its number in the record, the variable with its result."""
    _sketches: dict[str, Sketch] = field(default_factory=dict)
    """The recorded description of each input, by name."""

    def __post_init__(self) -> None:
        """Fill in inputs, earlier calls and arguments from the recorded call.

        Raises:
            UndrawableError: no value similar to an argument can be drawn.
        """
        drawing = self._drawing
        self.arguments = self._arguments(self.call, drawing, own=True)

    @property
    def _drawing(self) -> InputGenerator:
        return input_generator(list(self._drawn(self.call)), self.style)

    @property
    def sizes(self) -> dict[str, int]:
        """Return the length that each letter used by the inputs has in the notebook."""
        used = " ".join(self.inputs.values())
        return {letter: length for length, letter in self._drawing.sizes.items() if letter in used}

    @property
    def cases(self) -> Iterator[tuple[str, dict[str, int]]]:
        """Yield (case, lengths by letter) to try: the notebook's with long axes cut, the notebook's, and others."""
        near = {letter: min(length, MOST_LENGTH) for letter, length in self.sizes.items()}
        yield "as_in_the_notebook", near
        if near != self.sizes:
            yield "as_in_the_notebook", self.sizes
        if near:
            yield "other_sizes", {letter: length + 2 + place for place, (letter, length) in enumerate(near.items())}

    def sketch_of(self, name: str) -> Sketch:
        """Return the recorded description of an input."""
        return self._sketches[name]

    def given(self, seed: int, sizes: Mapping[str, int]) -> dict[str, object]:
        """Draw the inputs.

        Args:
            seed: the seed of the random generator.
            sizes: the length of each letter.

        Returns:
            The value of each input, by name.
        """
        scope: dict[str, object] = {"np": np, "rng": np.random.default_rng(seed), **sizes}
        exec(POSITIVE + MATRIX, scope)  # noqa: S102 - our own text
        if any("pd." in text for text in self.inputs.values()):
            scope["pd"] = importlib.import_module("pandas")
        return {name: eval(text, scope) for name, text in self.inputs.items()}  # noqa: S307 - our own text

    def run(self, function: str, head: str = "run") -> str:
        """Return the code of the scenario's `run`.

        Args:
            function: name of the function that it calls: the measured one, or a variant of it.
            head: name of the function that is written.
        """
        returns = self.known.returns[self.call.function]
        before = [line for text in (*self.definitions, *self.before) for line in text.splitlines()]
        lines = [f"def {head}(s, given):", *(f"    {line}" for line in before)]
        call = f"s.{function}({self.arguments})"
        if returns.is_plain:
            return "\n".join([*lines, f"    return {call}", ""])
        outputs = ", ".join(f'"{name}": {text}' for name, text in returns.outputs.items())
        return "\n".join([*lines, f"    found = {call}", f"    return {{{outputs}}}", ""])

    def _drawn(self, call: RecordedCall) -> Iterator[Sketch]:
        """Yield the sketches of the values to draw for a call and for the earlier calls that it needs."""
        for sketch in (*call.args, *call.kwargs.values()):
            if self._is_linked(sketch):
                yield from self._drawn(self.known.recording.calls[sketch["from"][0]])
            else:
                yield sketch

    def _is_linked(self, sketch: Sketch) -> bool:
        return "from" in sketch and (sketch["kind"] != "array" or self.style.linked)

    def _arguments(self, call: RecordedCall, drawing: InputGenerator, own: bool = False) -> str:
        """Return a call's arguments as Python, and add the inputs and earlier calls that they need to the scenario.

        Args:
            call: the recorded call.
            drawing: the generator of inputs.
            own: whether it is the measured call, whose parameters are noted in `places`.
        """
        names = _parameters(self.known.functions[call.function], len(call.args))
        placed = enumerate(zip(names, call.args, strict=True))
        texts = [self._argument(call, place, name, sketch, drawing, own) for place, (name, sketch) in placed]
        texts += [
            f"{name}={self._argument(call, name, name, sketch, drawing, own)}" for name, sketch in call.kwargs.items()
        ]
        return ", ".join(texts)

    def _argument(
        self, call: RecordedCall, place: int | str, name: str, sketch: Sketch, drawing: InputGenerator, own: bool
    ) -> str:
        if self._is_linked(sketch):
            return self._from_before(sketch["from"], drawing)
        if sketch["kind"] == "callable":
            return self._handed(call.function, place, name)
        text = drawing.text(sketch)
        if not text:
            raise UndrawableError(name)
        key, count = name, 1
        while key in self.inputs and self._sketches[key] != sketch:
            count += 1
            key = f"{name}_{count}"
        self.inputs[key], self._sketches[key] = text, sketch
        if own:
            self.places[name] = key
        if sketch["kind"] == "polynomial":
            made = "np.poly1d" if sketch["type"] == "poly1d" else "np.polynomial.Polynomial"
            return f'{made}(given["{key}"])'
        return f'given["{key}"]'

    def _handed(self, function: str, place: int | str, name: str) -> str:
        """Return the function that a call passes as an argument, as Python, and add its definition to `run`.

        Args:
            function: name of the function that is called.
            place: the argument: its index from 0, or its keyword.
            name: the parameter's name, for the error.
        """
        found = function_argument(self.known.statements, function, place)
        if found is None:
            raise UndrawableError(name)
        if found.definition and found.definition not in self.definitions:
            self.definitions.append(found.definition)
        return found.text

    def _from_before(self, source: tuple[int, int | None], drawing: InputGenerator) -> str:
        """Return the result of an earlier call as Python, and add that call to the lines before.

        Args:
            source: number of the recorded call, and the index of the value in a returned tuple.
            drawing: the generator of inputs.
        """
        number, place = source
        call = self.known.recording.calls[number]
        names = self.known.returns[call.function].names
        if (place or 0) >= len(names):  # another call of it returned more than the one that was chosen
            raise UndrawableError(call.function)
        if number not in self._made:
            arguments = self._arguments(call, drawing)
            self._made[number] = f"made_{len(self._made) + 1}"
            self.before.append(f"{self._made[number]} = s.{call.function}({arguments})")
            self.builds_on.append(call.function)
        return f'{self._made[number]}["{names[place or 0]}"]'


def _parameters(function: ast.FunctionDef, count: int) -> list[str]:
    """Return a name for each of the first `count` positional arguments of a function, those of `*args` too."""
    plain = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    rest = function.args.vararg.arg if function.args.vararg else "argument"
    return plain[:count] + [f"{rest}_{place}" for place in range(1, count - len(plain) + 1)]
