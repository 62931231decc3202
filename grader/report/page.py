"""Arranges a report as a reader needs it: what is wrong first and open, the rest in a line each, nothing said twice.

Why it is so: docs/decisions/0046.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from .mend_first import hints_of, is_telling, only_follows
from .plain import plain
from .words import Words

_RIGHT = ("pass", "carried")


class Group(str, Enum):
    """A group of questions, in the order in which a page shows them."""

    WRONG = "wrong"
    BLOCKED = "blocked"
    UNTOUCHED = "untouched"
    FOLLOWS = "follows"
    WAITING = "waiting"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One criterion of a question."""

    criterion: dict[str, Any]
    """The criterion of report.json."""
    says: str
    """What was measured, as markdown; empty where the row above says the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The criteria of a question that have one cause, and what is said of it once."""

    rows: tuple[Row, ...]
    """The criteria."""
    why: tuple[str, ...]
    """Its explanations, as markdown."""
    next: str
    """The next step; empty where the page has said it."""
    hints: tuple[str, ...]
    """The hints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One question of the page."""

    question: dict[str, Any]
    """The question of report.json."""
    blocks: tuple[Block, ...] = ()
    """What is not right of it, by cause."""
    untouched: tuple[dict[str, Any], ...] = ()
    """Criteria that were not begun."""
    rest: tuple[Row, ...] = ()
    """All other criteria: right, or waiting for a person."""
    named: bool = False
    """Whether a mistake is named, so that the code is shown open."""


def arranged(w: Words, report: dict[str, Any]) -> dict[Group, list[Shown]]:
    """Return the questions of a report by `Group`, as its page shows them.

    Args:
        w: the sentences of its language.
        report: report.json.
    """
    page = _Page(w, report)
    found: dict[Group, list[Shown]] = {group: [] for group in Group}
    for question in report["questions"]:
        group = group_of(question)
        found[group].append(page.shown(question, group))
    return found


def group_of(question: dict[str, Any]) -> Group:
    """Return the group that a question of report.json belongs to."""
    verdicts = {_state(criterion) for criterion in question["criteria"]}
    if verdicts & {"fail", "partial", "error"}:
        return Group.WRONG
    if "blocked" in verdicts:
        return Group.BLOCKED
    if "not_attempted" in verdicts:
        return Group.UNTOUCHED if verdicts == {"not_attempted"} else Group.WRONG
    if "follows" in verdicts:
        return Group.FOLLOWS
    return Group.WAITING if "pending" in verdicts else Group.RIGHT


def _state(criterion: dict[str, Any]) -> str:
    verdict: str = criterion["verdict"]
    return "follows" if verdict in ("fail", "partial") and only_follows(criterion) else verdict


class _Page:
    """Remembers what a page has said."""

    def __init__(self, w: Words, report: dict[str, Any]) -> None:
        self._words = w
        self._told = {item["next"] for item in report["mend_first"] if item["begun"]}
        """The next steps that were told; those of what is to be mended first stand at the head of the page."""
        self._explained: dict[str, dict[str, Any]] = {}
        """By explanation, the question in which it was told."""

    def shown(self, question: dict[str, Any], group: Group) -> Shown:
        """Return one question as the page shows it."""
        criteria = question["criteria"]
        if group is Group.UNTOUCHED:
            return Shown(question=question, untouched=tuple(criteria))
        if group in (Group.WAITING, Group.RIGHT, Group.FOLLOWS):
            return Shown(question=question, rest=self._rest(criteria))
        untouched = tuple(one for one in criteria if one["verdict"] == "not_attempted")
        wrong = [one for one in criteria if _state(one) not in (*_RIGHT, "pending", "follows", "not_attempted")]
        rest = [one for one in criteria if one not in wrong and one not in untouched]
        named = any(is_telling(finding) for one in wrong for finding in one["findings"] if one["verdict"] != "blocked")
        blocks = self._blocks(question, wrong)
        return Shown(question=question, blocks=blocks, untouched=untouched, rest=self._rest(rest), named=named)

    def _blocks(self, question: dict[str, Any], wrong: Sequence[dict[str, Any]]) -> tuple[Block, ...]:
        by_cause: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
        for one in wrong:
            cause = (*_why(one), one["next"])
            by_cause.setdefault(cause, []).append(one)
        return tuple(self._block(question, alike) for alike in by_cause.values())

    def _block(self, question: dict[str, Any], alike: Sequence[dict[str, Any]]) -> Block:
        step = alike[0]["next"]
        hints = dict.fromkeys(hint for one in alike for hint in hints_of(one))
        why = tuple(self._explanation(question, text) for text in _why(alike[0]))
        found = Block(rows=self._rest(alike), why=why, next="" if step in self._told else step, hints=tuple(hints))
        self._told.add(step)
        return found

    def _explanation(self, question: dict[str, Any], text: str) -> str:
        """Return an explanation; of one that another question was given already, only where it stands."""
        told = self._explained.setdefault(text, question)
        return text if told is question else self._words("page.same_as", question=plain(told["title"]))

    def _rest(self, criteria: Sequence[dict[str, Any]]) -> tuple[Row, ...]:
        rows: list[Row] = []
        said: set[str] = set()
        for one in criteria:
            text = _says(self._words, one)
            rows.append(Row(criterion=one, says="" if text in said else text))
            said.add(text)
        return tuple(rows)


def _why(criterion: dict[str, Any]) -> Sequence[str]:
    """Return the explanations of a criterion; reports of earlier versions have them only in their message."""
    found: Sequence[str] = criterion.get("told", {}).get("why", ())
    return found


def _says(w: Words, criterion: dict[str, Any]) -> str:
    """Return what was measured of a criterion, where it says more than its verdict does."""
    told = criterion.get("told")
    if told is None:
        message: str = criterion["message"]
        return message
    verdict = criterion["verdict"]
    if verdict == "carried":
        return w("style.between_sentences").join(told["why"])
    if verdict == "blocked" or (verdict in ("pass", "pending") and "by_person" not in criterion):
        return ""
    measured: str = told["measured"]
    return measured
