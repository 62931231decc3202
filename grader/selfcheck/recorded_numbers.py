"""Reads the recorded practice inputs, and the results of the reference and the known mistakes on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from grader.model.expectation import DifferencePoints, Expectations, MistakeSignature, Probe
from grader.model.verdict import Seriousness
from grader.sandbox.child.wire import FrameReader

from .practice_bundle import PracticeBundle

MOST_TEXT = 64 << 20
"""Most bytes of the JSON part of a recorded frame."""


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
    wrong: dict[int, dict[Probe, Any]] = {}
    for name in dict.fromkeys(scenarios):
        for head, found in _frames(bundle.read(bundle.scenarios[name].numbers)):
            probe = Probe(*head["probe"])
            if head["kind"] == "inputs":
                inputs[probe], cases[probe] = found, head["case"]
            elif head["kind"] == "values":
                values[probe], floors[probe] = found, head["floors"]
                if "shapes" in head:
                    shapes[probe] = {name: tuple(shape) for name, shape in head["shapes"].items()}
            elif head["kind"] == "points":
                points[probe] = DifferencePoints(steps=head["steps"], **found)
            else:
                wrong.setdefault(head["mistake"], {})[probe] = found
    mistakes = tuple(
        MistakeSignature(
            id=told["id"],
            functions=tuple(told["functions"]),
            seriousness=Seriousness(told["seriousness"]),
            keeps=told["keeps"],
            values=wrong.get(place, {}),
        )
        for place, told in enumerate(bundle.signatures)
    )
    return Expectations(
        inputs=inputs, values=values, points=points, mistakes=mistakes, cases=cases, floors=floors, shapes=shapes
    )


def _frames(content: bytes) -> Iterator[tuple[dict[str, Any], Any]]:
    reader = FrameReader(most=MOST_TEXT)
    reader.feed(content)
    while (frame := reader.next()) is not None:
        yield frame
