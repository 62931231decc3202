"""Reads the recorded practice inputs, and the results of the reference and the known mistakes on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from grader.model.expectation import DifferencePoints, Expectations, MistakeSignature, Probe
from grader.model.verdict import Seriousness
from grader.sandbox.child.wire import FrameReader

from .practice_bundle import PracticeBundle

MOST_TEXT = 64 << 20
"""Most bytes of the JSON part of a recorded frame."""


def of_mistakes(numbers: str) -> str:
    """Return the path of the results of known mistakes, beside a scenario's inputs and expected values.

    Args:
        numbers: path of the file with these.
    """
    return f"{numbers}.mistakes"


def expectations_of(bundle: PracticeBundle, scenarios: Iterable[str]) -> Expectations:
    """Return the recorded inputs, expected values and results of known mistakes of some scenarios.

    Args:
        bundle: the practice bundle, with the recorded numbers.
        scenarios: names of the scenarios.

    Source: the frames of `grader.sandbox.child.wire`, as `grader.release.practice` writes them.
    """
    inputs: dict[Probe, Any] = {}
    values: dict[Probe, Any] = {}
    points: dict[Probe, DifferencePoints] = {}
    cases: dict[Probe, Any] = {}
    floors: dict[Probe, Any] = {}
    shapes: dict[Probe, dict[str, tuple[int, ...]]] = {}
    names = tuple(dict.fromkeys(scenarios))
    for name in names:
        for head, found in _frames(bundle.read(bundle.scenarios[name].numbers)):
            probe = Probe(*head["probe"])
            if head["kind"] == "inputs":
                inputs[probe], cases[probe] = found, head["case"]
            elif head["kind"] == "values":
                values[probe], floors[probe] = found, head["floors"]
                if "shapes" in head:
                    shapes[probe] = {name: tuple(shape) for name, shape in head["shapes"].items()}
            else:
                points[probe] = DifferencePoints(steps=head["steps"], **found)
    wrong = _Wrong(bundle, names)
    mistakes = tuple(
        MistakeSignature(
            id=told["id"],
            functions=tuple(told["functions"]),
            seriousness=Seriousness(told["seriousness"]),
            keeps=told["keeps"],
            values=_Outputs(wrong, place),
        )
        for place, told in enumerate(bundle.signatures)
    )
    return Expectations(
        inputs=inputs, values=values, points=points, mistakes=mistakes, cases=cases, floors=floors, shapes=shapes
    )


class _Wrong:
    """The outputs of the known mistakes in some scenarios, which are read when the first of them is asked for."""

    def __init__(self, bundle: PracticeBundle, scenarios: tuple[str, ...]) -> None:
        self._bundle, self._scenarios = bundle, scenarios

    @cached_property
    def by_mistake(self) -> dict[int, dict[Probe, Any]]:
        """Return the outputs by the mistake's place among the signatures, and by probe."""
        found: dict[int, dict[Probe, Any]] = {}
        for name in self._scenarios:
            for head, values in _frames(self._bundle.read(of_mistakes(self._bundle.scenarios[name].numbers))):
                found.setdefault(head["mistake"], {})[Probe(*head["probe"])] = values
        return found


class _Outputs(Mapping[Probe, Any]):
    """The outputs of one mistake by probe."""

    def __init__(self, wrong: _Wrong, place: int) -> None:
        self._wrong, self._place = wrong, place

    def _found(self) -> dict[Probe, Any]:
        return self._wrong.by_mistake.get(self._place, {})

    def __getitem__(self, probe: Probe) -> Any:
        return self._found()[probe]

    def __iter__(self) -> Iterator[Probe]:
        return iter(self._found())

    def __len__(self) -> int:
        return len(self._found())


def _frames(content: bytes) -> Iterator[tuple[dict[str, Any], Any]]:
    reader = FrameReader(most=MOST_TEXT)
    reader.feed(content)
    while (frame := reader.next()) is not None:
        yield frame
