"""Chooses the faults to mend first: the causes that cost most, each behind what it builds on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .places import line_of
from .words import Words

MOST = 3
"""Largest number of faults that are named."""
_NOTHING_TO_MEND = {"pass", "carried", "pending", "error"}
_NO_HINTS = _NOTHING_TO_MEND | {"blocked"}


def mend_first(questions: Sequence[dict[str, Any]], w: Words) -> list[dict[str, Any]]:
    """Return up to three faults to mend: in begun work those that cost most, then work not begun, in rubric order.

    Before a fault comes what its question builds on (docs/decisions/0033). The points of a blocked criterion are added
    to the question that blocks it.

    Args:
        questions: the questions of report.json.
        w: the sentences of its language.

    Returns:
        For each: `question` and `criterion` ids, `title`, `where` (the line, if known), `next` to do, `lost` points,
        `begun`.
    """
    found: dict[str, dict[str, Any]] = {}
    """The faults to mend, by the id of their question."""
    cause: dict[str, str] = {}
    """For the id of a blocked question, the id of the question that it is counted to."""
    for question, criterion in _lost(questions):
        blocker = _blocker(criterion)
        place = cause.get(blocker, blocker)
        if place in found:
            cause.setdefault(question["id"], place)
        else:
            place = question["id"]
            found.setdefault(place, _entry(question, criterion, w))
            found[place]["begun"] |= criterion["verdict"] != "not_attempted"
        found[place]["lost"] = round(found[place]["lost"] + criterion["max_score"] - criterion["score"], 4)
    begun = [entry for entry in found.values() if entry["begun"]]
    later = [entry for entry in found.values() if not entry["begun"]]
    dearest = sorted(begun, key=lambda entry: -float(entry["lost"]))
    return [*_in_order(dearest, {q["id"]: q.get("builds_on", ()) for q in questions}), *later][:MOST]


def _in_order(entries: Sequence[dict[str, Any]], below: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """Return faults in which none stands before one in a question that its own builds on, else in the given order."""
    by_question = {entry["question"]: entry for entry in entries}
    found: dict[str, dict[str, Any]] = {}

    def visit(question: str) -> None:
        for lower in below.get(question, ()):
            visit(lower)
        if question in by_question:
            found.setdefault(question, by_question[question])

    for entry in entries:
        visit(entry["question"])
    return list(found.values())


def hints_of(criterion: dict[str, Any]) -> list[str]:
    """Return a criterion's hints where something is to be mended: those of the named mistakes, else the rubric's."""
    if criterion["verdict"] in _NO_HINTS:
        return []
    named: list[str] = [hint for finding in criterion["findings"] for hint in finding["hints"]]
    return named or list(criterion["hints"])


def is_telling(finding: dict[str, Any]) -> bool:
    """Return whether a finding names a fault, and does not only say where it is or that it is unknown."""
    return finding["kind"] != "unknown" and not finding["kind"].startswith("where")


def _entry(question: dict[str, Any], criterion: dict[str, Any], w: Words) -> dict[str, Any]:
    rung = criterion["evidence"].get("rung")
    if rung == "shape" and criterion["evidence"].get("expected_kind"):
        rung = "length"
    telling = [finding["title"] for finding in criterion["findings"] if is_telling(finding)]
    if telling:
        what = telling[0]
    elif criterion["verdict"] == "not_attempted":
        what = w("verdict.not_attempted")
    elif rung == "values" and w.has(f"short.{criterion['check']}"):
        what = w(f"short.{criterion['check']}")
    elif w.has(f"short.{rung or criterion['check']}"):
        what = w(f"short.{rung or criterion['check']}")
    else:
        what = criterion["title"]
    if criterion["evidence"].get("edge"):
        what = w("short.edge_case", text=what)
    return {
        "question": question["id"],
        "criterion": criterion["id"],
        "title": w("style.labelled", label=question["title"], text=what),
        "where": line_of(w, question),
        "next": criterion["next"],
        "lost": 0.0,
        "begun": False,
    }


def _blocker(criterion: dict[str, Any]) -> str:
    causes = [str(finding["caused_by"]) for finding in criterion["findings"] if finding["caused_by"]]
    return causes[0] if causes and criterion["verdict"] == "blocked" else ""


def only_follows(criterion: Mapping[str, Any]) -> bool:
    """Return whether a criterion holds and is only paid in proportion to other questions."""
    evidence = criterion["evidence"]
    return bool(evidence.get("held", -1) == evidence.get("of"))


def _lost(questions: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield criteria with lost points, each with its question, except claims that only depend on other questions."""
    for question in questions:
        for criterion in question["criteria"]:
            if criterion["verdict"] in _NOTHING_TO_MEND or only_follows(criterion):
                continue
            yield question, criterion
