"""Proves a converted assignment: its tests pay for right work, for nothing else, and the same each time.

Why it is so: docs/decisions/0036.
"""

from __future__ import annotations

import ast
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from grader.authoring.converted import ConvertedAssignment, ConvertedPart, body_of
from grader.model.verdict import Verdict

from .changed_answers import Answer, answers_of, solved_notebook
from .gradings import Graded, Gradings, TestOutcome

MOST_SECONDS = 300.0
"""Wall seconds after which no further wrong answer is tried."""
Tell = Callable[[int, int, str], None]
"""Function that is told of each step: its number from 0, the number of all, and what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the gradings show of the tests, each by its key `question.criterion`."""

    faults: Mapping[str, str]
    """The tests that cannot stay, with the reason."""
    marks: Mapping[str, str]
    """The tests that stay and deserve a look, with the reason."""


def findings(
    gradings: Gradings, found: ConvertedAssignment, tests: Mapping[str, ConvertedPart], tell: Tell
) -> Findings:
    """Grade the solved notebook and the students' version twice, and a wrong version of each answer.

    Args:
        gradings: the converted assignment.
        found: the assignment as it was read.
        tests: the tests, by `question.criterion`.
        tell: is told of each hand-in that was graded.
    """
    answers = answers_of(found)
    count = 4 + sum(bool(answer.variants) for answer in answers)
    handed_in = [*[solved_notebook(found)] * 2, *[gradings.blank()] * 2]
    *right, blank, again = gradings.graded(handed_in, lambda done: tell(done, count, "right and untouched"))
    faults = {
        key: why
        for key in tests
        if (why := _fault([one.outcomes[key] for one in right], [blank.outcomes[key], again.outcomes[key]]))
    }
    asked = {key: item for key, item in tests.items() if key not in faults}
    gradings.hurry()
    wrong = _WrongAnswers(gradings, found, answers, asked)
    for one in wrong.graded(lambda done: tell(4 + done, max(count, 4 + done), "wrong answers")):
        faults |= {key: _CHANGING for key in asked if one.outcomes[key].verdict is Verdict.ERROR}
    return Findings(faults=faults, marks={key: why for key, why in wrong.marks().items() if key not in faults})


_CHANGING = "it gives another result the second time"


def _fault(right: Sequence[TestOutcome], blank: Sequence[TestOutcome]) -> str:
    """Return why a test cannot stay, from its outcomes on two right and two untouched hand-ins; empty where it can."""
    if any(one.verdict is Verdict.ERROR for one in (*right, *blank)):
        return _CHANGING
    if right[0].fraction != right[1].fraction or blank[0].fraction != blank[1].fraction:
        return _CHANGING
    if right[0].fraction < 1:
        return f"the solved notebook does not pass it when it is graded: {right[0].said or right[0].verdict.value}"
    if not right[0].steps:
        return "it takes no step on the student's work: whoever hands in passes it"
    if blank[0].fraction:
        part = "" if blank[0].fraction >= 1 else f" {blank[0].fraction:.0%} of"
        return f"the students' version passes{part} it"
    return ""


class _WrongAnswers:
    """Grades wrong versions of answers until each test that can fail on one has failed."""

    def __init__(
        self,
        gradings: Gradings,
        found: ConvertedAssignment,
        answers: Sequence[Answer],
        tests: Mapping[str, ConvertedPart],
    ) -> None:
        self._gradings, self._found, self._answers = gradings, found, answers
        self._related = {key: _related(item, answers) for key, item in tests.items()}
        self._passing = set(tests)
        self._tried: Counter[int] = Counter()

    def graded(self, done: Callable[[int], None]) -> Iterator[Graded]:
        """Yield how one hand-in after the other goes; each has one wrong answer.

        Args:
            done: is told how many are graded, after each.
        """
        end = time.monotonic() + MOST_SECONDS
        for number in range(max((len(answer.variants) for answer in self._answers), default=0)):
            answers = [answer for answer in self._answers if number < len(answer.variants)]
            if number:
                open_ = {place for key in self._passing for place in self._related[key]}
                answers = [answer for answer in answers if answer.place in open_]
            if not answers or time.monotonic() > end:
                return
            changed = [solved_notebook(self._found, {one.place: one.variants[number]}) for one in answers]
            for one in self._gradings.graded(changed, partial(_after, self._tried.total(), done)):
                self._passing -= {key for key in self._passing if one.outcomes[key].fraction < 1}
                yield one
            self._tried.update(answer.place for answer in answers)

    def marks(self) -> dict[str, str]:
        """Return the tests that every wrong answer passed, with words on it."""
        found = {}
        for key in sorted(self._passing):
            tried = sum(self._tried[place] for place in self._related[key])
            some = f"each of {tried} wrong versions of its answer passes" if tried > 1 else "a wrong answer passes"
            found[key] = some if tried else "not tried on a wrong answer: none could be made"
        return found


def _after(before: int, done: Callable[[int], None], count: int) -> None:
    done(before + count)


def _related(item: ConvertedPart, answers: Sequence[Answer]) -> Collection[int]:
    """Return the places of the answers that bind a name that a test reads."""
    nodes = [part for statement in body_of(item.code) for part in ast.walk(statement)]
    read = {part.id for part in nodes if isinstance(part, ast.Name)}
    return {answer.place for answer in answers if answer.names & read}
