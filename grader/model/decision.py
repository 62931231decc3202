"""Defines the record of a person's decision about one criterion of one submission."""

from __future__ import annotations

from dataclasses import dataclass


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
    """For a written answer, `revision_of` its text; the points do not count for another text."""

    @property
    def place(self) -> tuple[str, str]:
        """Return the ids of question and criterion."""
        return self.question, self.criterion
