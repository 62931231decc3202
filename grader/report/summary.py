"""What to mend first: the causes that cost most."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MOST = 3
"""How many things are named."""
_NOTHING_TO_MEND = {"pass", "carried", "pending", "error"}


def mend_first(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Up to three things to mend, costliest first; a blocked part is counted to what blocks it.

    Returns:
        For each: `question` and `criterion` ids, `title`, `lost` points.
    """
    found: dict[str, dict[str, Any]] = {}
    for question, criterion in _lost(report):
        cause = next((f["caused_by"] for f in criterion["findings"] if f["caused_by"]), None)
        lost = criterion["max_score"] - criterion["score"]
        if cause is not None and criterion["verdict"] == "blocked":
            if cause in found:
                found[cause]["lost"] += lost
            continue
        title = criterion["findings"][0]["title"] if criterion["findings"] else criterion["title"]
        entry = found.setdefault(
            question["id"],
            {
                "question": question["id"],
                "criterion": criterion["id"],
                "title": f"{question['title']}: {title}",
                "lost": 0.0,
            },
        )
        entry["lost"] = round(entry["lost"] + lost, 4)
    return sorted(found.values(), key=lambda entry: -float(entry["lost"]))[:MOST]


def _lost(report: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for question in report["questions"]:
        for criterion in question["criteria"]:
            claim = criterion["check"] in ("runs", "outputs") and criterion["evidence"].get("held") == criterion[
                "evidence"
            ].get("of")
            if criterion["verdict"] not in _NOTHING_TO_MEND and not claim:
                yield question, criterion
