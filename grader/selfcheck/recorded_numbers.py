"""The practice inputs, and what the reference and its known mistakes gave on them: recorded, nothing to run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from grader.model.expectation import DifferencePoints, Expectations, MistakeSignature, Probe
from grader.model.verdict import Seriousness
from grader.sandbox.child.wire import FrameReader

from .practice_bundle import PracticeBundle

MOST_TEXT = 64 << 20
"""Longest JSON part of a frame of ours, bytes."""


def expectations_of(bundle: PracticeBundle, scenarios: Iterable[str]) -> Expectations:
    """Return the expected values of some scenarios."""
    inputs: dict[Probe, Any] = {}
    values: dict[Probe, Any] = {}
    points: dict[Probe, DifferencePoints] = {}
    cases: dict[Probe, Any] = {}
    wrong: dict[int, dict[Probe, Any]] = {}
    for name in dict.fromkeys(scenarios):
        for head, found in _frames(bundle.read(bundle.scenarios[name].numbers)):
            probe = Probe(*head["probe"])
            if head["kind"] == "inputs":
                inputs[probe], cases[probe] = found, head["case"]
            elif head["kind"] == "values":
                values[probe] = found
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
    return Expectations(inputs=inputs, values=values, points=points, mistakes=mistakes, cases=cases)


def _frames(content: bytes) -> Iterator[tuple[dict[str, Any], Any]]:
    reader = FrameReader(most=MOST_TEXT)
    reader.feed(content)
    while (frame := reader.next()) is not None:
        yield frame
