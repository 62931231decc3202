"""Defines a group of hand-ins with one behaviour, and what is told of it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from math import isfinite

from grader.model.evidence import Comparison, Evidence
from grader.model.observation import Outcome
from grader.model.verdict import Rung
from grader.model.vocabulary import Vocabulary
from grader.report.numbers import jsonable

from .alike import Compared, are_alike
from .behaviour import is_silent

MOST_CASES = 40
"""Most failing cases that are told of a group."""
MOST_SIGNS = 200
"""Most characters of a value or a line that is told of a group."""


class Kind(Vocabulary):
    """What is seen of a behaviour at first sight."""

    RIGHT = "right"
    """All that is compared is right."""
    VALUES = "values"
    """Something returned another value, or a test or cell does not hold."""
    CRASH = "crash"
    """Something raised, or ended the process."""
    LIMIT = "limit"
    """Something was stopped at a limit of time or memory."""
    REFUSED = "refused"
    """Something returned what cannot be compared: nothing, too few values, or another kind."""
    FORBIDDEN = "forbidden"
    """All that is compared is right, but the solution uses what the question forbids."""
    SILENT = "silent"
    """There is no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupEvidence:
    """What is told of a group: which cases fail, and the worst of them."""

    kind: Kind
    """What is seen of it at first sight."""
    failing: tuple[str, ...] = ()
    """The cases that fail, as `scenario/case`; of criteria without cases, their ids."""
    of: int = 0
    """Number of all cases."""
    case: str = ""
    """The case that is told."""
    output: str = ""
    """The value that is told; empty where the case gave none."""
    rung: str = ""
    """The first step of the comparison that does not hold; empty where none fails."""
    error: float | None = None
    """The relative error; None where values were not compared."""
    limit: float | None = None
    """The largest error allowed."""
    got: str = ""
    """The returned value where the error is largest."""
    expected: str = ""
    """The value that is due there."""
    exception: str = ""
    """The type of the exception."""
    line: str = ""
    """The text of the line that raised, with own variables numbered."""
    uses: tuple[str, ...] = ()
    """Forbidden names that the solution uses."""


def evidence_of(found: Compared) -> GroupEvidence:
    """Return what is told of a group, by the behaviour of its first member."""
    behaviour = found.behaviour
    evidence = Evidence(comparisons=found.comparisons)
    open_ = [shown.criterion for shown in behaviour.shown if not shown.holds]
    failing = tuple(dict.fromkeys([*(one.case for one in evidence.failing), *open_]))
    cases = len({one.case for one in found.comparisons}) + len(behaviour.shown)
    found_kind = _kind(found, bool(failing))
    told = GroupEvidence(kind=found_kind, failing=failing[:MOST_CASES], of=cases, uses=behaviour.uses)
    worst = evidence.worst
    return told if worst is None or worst.rung is None else _with_worst(told, worst, worst.rung)


def _with_worst(told: GroupEvidence, worst: Comparison, rung: Rung) -> GroupEvidence:
    failure = worst.failure
    frames = failure.frames if failure is not None else ()
    return replace(
        told,
        case=worst.case,
        output=worst.output,
        rung=rung.value,
        error=worst.error if worst.error is None or isfinite(worst.error) else None,
        limit=worst.limit,
        got=_text(worst.got),
        expected=_text(worst.expected),
        exception=failure.error if failure is not None else "",
        line=frames[-1].source[:MOST_SIGNS] if frames else "",
    )


def _text(value: object) -> str:
    if isinstance(value, float) and isfinite(value):
        return f"{value:.6g}"
    return "" if value is None else str(jsonable(value))[:MOST_SIGNS]


def _kind(found: Compared, fails: bool) -> Kind:
    outcomes = {seen.outcome for seen in found.behaviour.observations.values()}
    if is_silent(found.behaviour):
        return Kind.SILENT
    if Outcome.LIMIT in outcomes:
        return Kind.LIMIT
    if outcomes & {Outcome.RAISED, Outcome.DIED}:
        return Kind.CRASH
    if outcomes & {Outcome.MALFORMED, Outcome.NONE_OR_COUNT, Outcome.NOTHING_DRAWN}:
        return Kind.REFUSED
    if any(one.rung in (Rung.NONE_OR_COUNT, Rung.NOT_ARRAY) for one in found.comparisons):
        return Kind.REFUSED
    if fails:
        return Kind.VALUES
    return Kind.FORBIDDEN if found.behaviour.uses else Kind.RIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The hand-ins whose behaviour at a question is one."""

    question: str
    """The question's id."""
    id: str
    """The name of the behaviour of its first member, which stays while the class is graded again."""
    members: tuple[str, ...]
    """The hand-ins, in the order of the class."""
    evidence: GroupEvidence
    """What is told of it."""


@dataclass
class Known:
    """Known behaviours at one question, in the order in which they were met."""

    _by_form: dict[Hashable, list[tuple[str, Compared]]] = field(default_factory=dict)

    def add(self, name: str, behaviour: Compared) -> None:
        """Add a behaviour.

        Args:
            name: its name.
            behaviour: the behaviour.
        """
        self._by_form.setdefault(behaviour.form, []).append((name, behaviour))

    def name_of(self, behaviour: Compared) -> str | None:
        """Return the name of the first known behaviour that this one is; None where there is none."""
        alike = (name for name, known in self._by_form.get(behaviour.form, ()) if are_alike(known, behaviour))
        return next(alike, None)
