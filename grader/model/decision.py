"""What a person decided about one criterion of one hand-in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Points that a person gave; the last one about a criterion counts, and survives every regrade."""

    submission: str
    """The hand-in's id."""
    question: str
    """The question's id."""
    criterion: str
    """The criterion's id within the question."""
    points: float | None
    """The points given; None takes back what was decided before."""
    comment: str
    """Why, in words that the student reads."""
    who: str
    """Who decided."""
    when: str
    """When, in UTC, as ISO 8601."""
    answer: str = ""
    """For a written answer: `revision_of` its text; points for another text do not count."""

    @property
    def place(self) -> tuple[str, str]:
        """Question and criterion."""
        return self.question, self.criterion
