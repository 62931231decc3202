"""Lays complaints beside the class: whose they are, what they are about, what was answered, what it changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grader.gradebook.rows import CriterionPoints
from grader.model.appeal import Appeal, AppealAnswer

from .class_state import ClassState, key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A criterion whose points an answer may change."""

    value: str
    """What the form sends: its place among the hand-in's criteria, and its version."""
    points: CriterionPoints
    """Its points now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One complaint."""

    appeal: Appeal
    """What the student asked."""
    name: str
    """The student's name; empty where the class knows none, or not which student it is."""
    submission: str
    """The hand-in that it is about; empty where the student is not known, or handed nothing in."""
    key: str
    """What stands for that hand-in in addresses."""
    title: str
    """The question's name in words; the student's own word for it where it is none of the questions."""
    choices: tuple[Choice, ...]
    """The criteria whose points the answer may change: the question's, or all where none is named."""
    answers: tuple[AppealAnswer, ...]
    """The answers, oldest first."""


def complaints_of(state: ClassState) -> tuple[Complaint, ...]:
    """Return the complaints: first those that wait, each kind in the order in which they came."""
    found = [complaint_of(state, appeal) for appeal in state.said.appeals]
    return tuple(sorted(found, key=lambda one: bool(one.answers)))


def complaint_of(state: ClassState, appeal: Appeal) -> Complaint:
    """Return one complaint beside the class."""
    grades = state.named.get(appeal.student.strip().casefold(), ())
    name, submission = (grades[0].entry.name, grades[0].entry.submission) if len(grades) == 1 else ("", "")
    submission = submission if submission in state.rows else ""
    question, title = _question(state, appeal.question)
    return Complaint(
        appeal=appeal,
        name=name,
        submission=submission,
        key=key_of(submission) if submission else "",
        title=title,
        choices=tuple(_choices(state, submission, question)) if submission else (),
        answers=tuple(one for one in state.said.answers if one.appeal == appeal.id),
    )


def _question(state: ClassState, said: str) -> tuple[str, str]:
    """Return the id and name of the question that a student means; a criterion's name means its question."""
    wanted = said.strip().casefold()
    for name, title, _ in state.about.asked:
        if wanted and (wanted in (name.casefold(), title.casefold()) or wanted.startswith(f"{name.casefold()}.")):
            return name, title
    return "", said


def _choices(state: ClassState, submission: str, question: str) -> Sequence[Choice]:
    return [
        Choice(value=f"{at} {state.version((submission, one.question, one.criterion))}", points=one)
        for at, one in enumerate(state.rows[submission].criteria)
        if question in ("", one.question)
    ]
