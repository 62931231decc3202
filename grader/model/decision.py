"""Defines the records of a person's decision about one criterion of one submission, and of comments used again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Points that a person gave; the latest decision about a criterion counts, and stays through every regrade."""

    submission: str
    """The submission's id."""
    question: str
    """The question's id."""
    criterion: str
    """The criterion's id within the question."""
    points: float | None
    """The points given; None takes back what was decided before."""
    comment: str
    """The reason, in words that the student reads."""
    who: str
    """The name of the person who decided."""
    when: str
    """The time of the decision in UTC, as ISO 8601."""
    answer: str = ""
    """For a written answer, `revision_of` what was marked; the points do not count for another answer."""

    @property
    def place(self) -> tuple[str, str]:
        """Return the ids of question and criterion."""
        return self.question, self.criterion


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How the points and the comment of a decision came about, where comments were used that can be changed later."""

    comments: Mapping[str, float] = field(default_factory=dict)
    """By id the comments that were given, with the points that each carried then."""
    own: str = ""
    """What the marker wrote beside them."""
    total: float | None = None
    """The points before they were kept within 0 and the most; None where nothing was given."""
    most: float = 0.0
    """Largest number of points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedDecision:
    """A decision as it was written down."""

    decision: Decision
    """The decision, in the words and points of that moment."""
    mark: Mark | None = None
    """How it came about; None where no comments were used."""
    action: str = ""
    """The id of what was done at once: a mark of several equal answers, an undo; empty where it has none."""
    undoes: str = ""
    """The id of the action that this one takes back; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment that is given to many answers of a criterion; the latest record of an id counts, for all of them."""

    id: str
    """Its id."""
    question: str
    """The question's id."""
    criterion: str
    """The criterion's id within the question."""
    text: str
    """The comment, in words that the student reads."""
    points: float
    """What it adds to the points, or takes from them."""
    who: str
    """The name of the person who wrote or changed it."""
    when: str
    """The time in UTC, as ISO 8601."""
    retired: bool = False
    """Whether it is offered no more; who got it keeps it."""

    @property
    def place(self) -> tuple[str, str]:
        """Return the ids of question and criterion."""
        return self.question, self.criterion
