"""Turns an observation without values into the rung at which it stopped."""

from __future__ import annotations

from dataclasses import replace

from grader.model.evidence import Comparison
from grader.model.observation import Observation, Outcome
from grader.model.verdict import Rung

_RUNGS = {
    Outcome.MISSING: Rung.MISSING,
    Outcome.NOT_ATTEMPTED: Rung.NOT_ATTEMPTED,
    Outcome.RAISED: Rung.RAISED,
    Outcome.DIED: Rung.RAISED,
    Outcome.LIMIT: Rung.LIMIT,
    Outcome.NONE_OR_COUNT: Rung.NONE_OR_COUNT,
    Outcome.NOTHING_DRAWN: Rung.NOTHING_DRAWN,
    Outcome.MALFORMED: Rung.NOT_ARRAY,
}


def failed(case: str, outputs: tuple[str, ...], observation: Observation | None) -> list[Comparison]:
    """Return one comparison for each output of a request that gave no values.

    Args:
        case: `scenario/case`.
        outputs: names of the outputs.
        observation: the outcome; None where nothing was recorded.
    """
    rung = Rung.MISSING if observation is None else _RUNGS[observation.outcome]
    failure = None if observation is None else observation.failure
    if failure is not None and failure.misfit is not None:
        shape, expected = failure.misfit.shape, failure.misfit.expected_shape
        stopped = Comparison(
            case=case, output="", rung=Rung.SHAPE, failure=failure, shape=shape, expected_shape=expected
        )
        return [replace(stopped, output=name) for name in outputs]
    return [Comparison(case=case, output=output, rung=rung, failure=failure) for output in outputs]
