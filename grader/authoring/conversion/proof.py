"""Proves a converted assignment: its tests pay for right work, for nothing else, and the same each time.

Why it is so: docs/decisions/0036.
"""

from __future__ import annotations

import ast
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.authoring.converted import ConvertedAssignment, ConvertedPart, body_of
from grader.model.verdict import Verdict

from .changed_answers import Answer, answers_of, solved_notebook
from .gradings import Gradings, Outcomes, TestOutcome

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
        tell: is told of each hand-in before it is graded.
    """
    answers = answers_of(found)
    count = 4 + sum(bool(answer.variants) for answer in answers)
    solved, right, blank = solved_notebook(found), [], []
    for place in range(2):
        tell(place, count, "the solved notebook")
        right.append(gradings.graded(solved))
    for place in range(2):
        tell(2 + place, count, "the students' version")
        blank.append(gradings.blank())
    faults = {key: why for key in tests if (why := _fault([one[key] for one in right], [one[key] for one in blank]))}
    asked = {key: item for key, item in tests.items() if key not in faults}
    wrong = _WrongAnswers(gradings.hurried(), found, answers, asked)
    for outcomes in wrong.graded(lambda place: tell(4 + place, max(count, 5 + place), "wrong answers")):
        faults |= {key: _CHANGING for key in asked if outcomes[key].verdict is Verdict.ERROR}
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

    def graded(self, begun: Callable[[int], None]) -> Iterator[Outcomes]:
        """Yield the outcomes of one hand-in after the other; each has one wrong answer.

        Args:
            begun: is told the number of each, from 0.
        """
        end, count = time.monotonic() + MOST_SECONDS, 0
        for number in range(max((len(answer.variants) for answer in self._answers), default=0)):
            for answer in self._answers:
                asked = not number or any(answer.place in self._related[key] for key in self._passing)
                if number >= len(answer.variants) or not asked or time.monotonic() > end:
                    continue
                begun(count)
                outcomes = self._gradings.graded(solved_notebook(self._found, {answer.place: answer.variants[number]}))
                self._passing -= {key for key in self._passing if outcomes[key].fraction < 1}
                self._tried[answer.place] += 1
                count += 1
                yield outcomes

    def marks(self) -> dict[str, str]:
        """Return the tests that every wrong answer passed, with words on it."""
        found = {}
        for key in sorted(self._passing):
            tried = sum(self._tried[place] for place in self._related[key])
            some = f"each of {tried} wrong versions of its answer passes" if tried > 1 else "a wrong answer passes"
            found[key] = some if tried else "not tried on a wrong answer: none could be made"
        return found


def _related(item: ConvertedPart, answers: Sequence[Answer]) -> Collection[int]:
    """Return the places of the answers that bind a name that a test reads."""
    nodes = [part for statement in body_of(item.code) for part in ast.walk(statement)]
    read = {part.id for part in nodes if isinstance(part, ast.Name)}
    return {answer.place for answer in answers if answer.names & read}
