"""Groups the findings of a class: how many made the same mistake, and how many errors have no known explanation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .words import words

_FOLLOWS = {"carried", "blocked", "forward_first"}
"""Kinds of findings that only refer to another fault."""
_APART = ("unknown", "raised")
"""Kinds of findings that say nothing of why: in two questions they may well be two faults."""


def found_in(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the faults in one report, each once with all its questions; only what nothing explains counts in each."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for question, finding in _findings(report):
        key = _key(question, finding)
        entry = found.setdefault(
            key,
            {
                "kind": finding["kind"],
                "mistake": finding["mistake"],
                "title": _title(report["language"], question, finding),
                "questions": [],
            },
        )
        entry["questions"] = list(dict.fromkeys([*entry["questions"], question["id"]]))
    return list(found.values())


def _key(question: Mapping[str, Any], finding: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what makes two findings of one report the same fault."""
    if finding["mistake"]:
        return (finding["mistake"],)
    return (finding["kind"], finding["title"], *([question["id"]] if finding["kind"] in _APART else []))


def _title(language: str, question: Mapping[str, Any], finding: Mapping[str, Any]) -> str:
    """Return a fault's title; one that is no known mistake also names the first question in which it is."""
    title: str = finding["title"]
    return title if finding["mistake"] else words(language)("style.labelled", label=question["title"], text=title)


def clusters(found: Iterable[tuple[str, list[dict[str, Any]]]]) -> list[dict[str, Any]]:
    """Return the faults of a class, grouped, most frequent first.

    Args:
        found: each submission's id with the faults that `found_in` returns for its report.

    Returns:
        For each cluster `kind`, `mistake` (or None), `title`, `questions`, `count` and `submissions`.
    """
    grouped: dict[tuple[Any, ...], dict[str, Any]] = {}
    for name, entries in found:
        for entry in entries:
            key = (entry["mistake"],) if entry["mistake"] else (entry["kind"], entry["title"])
            cluster = grouped.setdefault(key, {**entry, "questions": [], "count": 0, "submissions": []})
            cluster["questions"] = list(dict.fromkeys([*cluster["questions"], *entry["questions"]]))
            if name not in cluster["submissions"][-1:]:  # two questions of one title are one entry
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
