"""A scenario made of a call that was seen: what is drawn, what other functions make first, and the call itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from .callables import function_argument
from .input_generator import POSITIVE, DrawStyle, InputGenerator, Sketch, input_generator
from .recording import RecordedCall, Recording
from .return_names import ReturnedValues
from .statements import Statement

MOST_LENGTH = 40
"""Longest axis of a proposed input; longer ones of the notebook are cut."""


class UndrawableError(Exception):
    """An argument like which nothing can be drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotebookFunctions:
    """The calls and results of a notebook's functions."""

    recording: Recording
    """The recorded calls."""
    functions: Mapping[str, ast.FunctionDef]
    """Their code."""
    returns: Mapping[str, ReturnedValues]
    """The names of their results."""
    statements: tuple[Statement, ...] = ()
    """The notebook's top level."""


@dataclass(slots=True)
class ProposedScenario:
    """A scenario; `call` of the constructor's is what it measures."""

    known: NotebookFunctions
    call: RecordedCall
    style: DrawStyle
    inputs: dict[str, str] = field(default_factory=dict)
    """Python that draws each input."""
    definitions: list[str] = field(default_factory=list)
    """Small functions that are handed to others, as they are defined in `run`."""
    before: list[str] = field(default_factory=list)
    """Lines of `run` before the call."""
    builds_on: list[str] = field(default_factory=list)
    """Functions that are called in these."""
    arguments: str = ""
    """The call's arguments, as Python."""
    places: dict[str, str] = field(default_factory=dict)
    """For each parameter of the call the input that is given for it."""
    _made: dict[int, str] = field(default_factory=dict)
    _sketches: dict[str, Sketch] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take the call apart.

        Raises:
            UndrawableError: nothing like an argument can be drawn.
        """
        drawing = self._drawing
        self.arguments = self._arguments(self.call, drawing, own=True)

    @property
    def _drawing(self) -> InputGenerator:
        return input_generator(list(self._drawn(self.call)), self.style)

    @property
    def sizes(self) -> dict[str, int]:
        """Return the length that each letter has in the notebook."""
        used = " ".join(self.inputs.values())
        return {letter: length for length, letter in self._drawing.sizes.items() if letter in used}

    @property
    def cases(self) -> Iterator[tuple[str, dict[str, int]]]:
        """Sizes worth trying: as in the notebook but for long axes, just as there, and others."""
        near = {letter: min(length, MOST_LENGTH) for letter, length in self.sizes.items()}
        yield "as_in_the_notebook", near
        if near != self.sizes:
            yield "as_in_the_notebook", self.sizes
        if near:
            yield "other_sizes", {letter: length + 2 + place for place, (letter, length) in enumerate(near.items())}

    def sketch_of(self, name: str) -> Sketch:
        """Return the sketch of an input."""
        return self._sketches[name]

    def given(self, seed: int, sizes: Mapping[str, int]) -> dict[str, object]:
        """Return inputs of some sizes."""
        scope: dict[str, object] = {"np": np, "rng": np.random.default_rng(seed), **sizes}
        exec(POSITIVE, scope)  # noqa: S102 - our own text
        return {name: eval(text, scope) for name, text in self.inputs.items()}  # noqa: S307 - our own text

    def run(self, function: str, head: str = "run") -> str:
        """Return the text of `run`, calling a function, or a variant of it under another name.

        Args:
            function: what is called.
            head: the name of the text.
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
        """Yield the sketches of all that is drawn for a call, and for those that come before it."""
        for sketch in (*call.args, *call.kwargs.values()):
            if self._is_linked(sketch):
                yield from self._drawn(self.known.recording.calls[sketch["from"][0]])
            else:
                yield sketch

    def _is_linked(self, sketch: Sketch) -> bool:
        return "from" in sketch and (sketch["kind"] != "array" or self.style.linked)

    def _arguments(self, call: RecordedCall, drawing: InputGenerator, own: bool = False) -> str:
        """Return a call's arguments; what they need is noted."""
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
        return f'given["{key}"]'

    def _handed(self, function: str, place: int | str, name: str) -> str:
        """Return a function that the notebook hands to another one."""
        found = function_argument(self.known.statements, function, place)
        if found is None:
            raise UndrawableError(name)
        if found.definition and found.definition not in self.definitions:
            self.definitions.append(found.definition)
        return found.text

    def _from_before(self, source: tuple[int, int | None], drawing: InputGenerator) -> str:
        """Return the text that names the result of an earlier call."""
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
    """Return names for the arguments that a function gets by place."""
    plain = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    rest = function.args.vararg.arg if function.args.vararg else "argument"
    return plain[:count] + [f"{rest}_{place}" for place in range(1, count - len(plain) + 1)]
