"""Makes the inputs of every scenario once, so that a fault in them is reported before anything is graded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from grader.errors import RubricError
from grader.model.assignment import Scenario
from grader.probes.sizes import drawn

from .code import place_of
from .rubric_file import RubricFile


def rehearse(file: RubricFile, scenarios: Mapping[str, Scenario], path: Path, where: str) -> None:
    """Refuse scenarios whose inputs cannot be made, or lack one that a gradient needs.

    Args:
        file: the rubric.
        scenarios: its scenarios, by name.
        path: the file of the scenarios.
        where: the rubric's place, for messages.

    Raises:
        RubricError: inputs cannot be made, or one is missing.
    """
    for question in file.question:
        for criterion in question.criterion:
            place = f"{where}, question {question.id}, criterion {criterion.id}"
            for name in criterion.scenario_names:
                for case in scenarios[name].cases:
                    given = _made(scenarios[name], case, file.assignment.seed, path)
                    criterion.refuse_inputs(given, f"{place}, scenario {name}")


def _made(scenario: Scenario, case: str, seed: int, path: Path) -> dict[str, Any]:
    rng = np.random.default_rng(seed)
    try:
        given: Any = scenario.inputs(rng, **drawn(scenario.cases[case], rng))
    except (Exception, SystemExit) as error:  # instructor's code may raise anything; it becomes one clear error
        raise RubricError(
            "inputs_fail",
            where=place_of(error, path),
            scenario=scenario.name,
            case=case,
            kind=type(error).__name__,
            error=str(error),
        ) from error
    if not isinstance(given, dict) or not all(isinstance(name, str) for name in given):
        raise RubricError(
            "inputs_no_dictionary", where=f"{path}, scenario {scenario.name}", kind=type(given).__name__, case=case
        )
    return given
