"""Counts the points that hang on one case alone, so that an author sees what a slip in it costs.

Why it is so: docs/decisions/0028.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from grader.model.rubric import Rubric


def single_cases(rubric: Rubric, cases: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """Return the points that are lost when one case alone is wrong, most first.

    Args:
        rubric: the rubric, whose criteria say what their cases are worth.
        cases: the names of each scenario's cases.

    Returns:
        For each case: `case` as `scenario/case`, `edge`, `points`, and `criteria`, the points by `question.criterion`.
    """
    found: dict[str, dict[str, Any]] = {}
    for place in rubric.places():
        names = place.criterion.check.scenario_names if place.criterion.check.output_names else ()
        for case in (f"{name}/{case}" for name in names for case in cases.get(name, ())):
            single = place.criterion.case_shares.get(case)
            points = place.criterion.points * (1.0 if single is None else single.share)
            entry = found.setdefault(case, {"case": case, "edge": False, "points": 0.0, "criteria": {}})
            entry["edge"] |= single is not None and single.edge
            entry["criteria"][place.key] = round(points, 4)
            entry["points"] = round(entry["points"] + points, 4)
    return sorted(found.values(), key=lambda entry: -float(entry["points"]))
