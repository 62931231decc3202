"""Groups the findings of a class: how many made the same mistake, and how many errors have no known explanation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .words import words

_FOLLOWS = {"carried", "blocked", "forward_first"}
"""Kinds of findings that only refer to another fault."""


def found_in(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the faults in one report: a known mistake once with all its questions, all else question by question."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for question, finding in _findings(report):
        if finding["mistake"]:
            key: tuple[str, ...] = (finding["mistake"],)
            title, where = finding["title"], found.get(key, {}).get("questions", [])
        else:
            key, where = (finding["kind"], question["id"]), []
            title = words(report["language"])("style.labelled", label=question["title"], text=finding["title"])
        questions = list(dict.fromkeys([*where, question["id"]]))
        found[key] = {"kind": finding["kind"], "mistake": finding["mistake"], "title": title, "questions": questions}
    return list(found.values())


def clusters(found: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return the faults of a class, grouped, most frequent first.

    Args:
        found: the faults that `found_in` returns for each submission's report, by the submission's id.

    Returns:
        For each cluster `kind`, `mistake` (or None), `title`, `questions`, `count` and `submissions`.
    """
    grouped: dict[tuple[Any, ...], dict[str, Any]] = {}
    for name, entries in found.items():
        for entry in entries:
            key = (entry["mistake"],) if entry["mistake"] else (entry["kind"], entry["title"])
            cluster = grouped.setdefault(key, {**entry, "questions": [], "count": 0, "submissions": []})
            cluster["questions"] = list(dict.fromkeys([*cluster["questions"], *entry["questions"]]))
            cluster["submissions"].append(name)
            cluster["count"] += 1
    return sorted(grouped.values(), key=lambda cluster: (-int(cluster["count"]), str(cluster["title"])))


def _findings(report: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield each finding that names a fault, or says that it is unknown, with its question."""
    for question in report["questions"]:
        for criterion in question["criteria"]:
            for finding in criterion["findings"]:
                if finding["kind"] not in _FOLLOWS and not finding["kind"].startswith("where"):
                    yield question, finding
