"""Carries out `check`, `hint` and `pack` for one student, in a notebook or a terminal.

Why it is so: docs/decisions/0018.
"""

from __future__ import annotations

import sys
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from grader.model.rubric import Question

from . import FILE
from .card import Card
from .folder import StudentFolder, look_at_folder
from .judged import PracticeResult, judge
from .line import Line, Tone
from .modules import Modules
from .namespace import from_cells, live, open_notebook, ran
from .practice_bundle import PracticeBundle, bundle_beside
from .question_names import find_question
from .runner import CheckInterrupted
from .wording import Wording, hints


@cache
def session() -> SelfCheckSession:
    """Return the session of this process, which is made at the first call."""
    return SelfCheckSession(bundle_beside())


@dataclass
class SelfCheckSession:
    """The state of one student's self-check: the modules that were loaded, and the hints that were read."""

    bundle: PracticeBundle
    """The practice bundle."""
    root: Path | None = None
    """The student's folder; None to look for it at each call."""
    notebook: str = ""
    """Path of the student's notebook; empty for the one that the editor tells, or the assignment's own."""
    is_apart: bool = False
    """Whether the variables of a running notebook are left aside, as for files that were handed in."""
    modules: Modules = field(default_factory=Modules)
    """The student's modules."""
    _read: dict[tuple[str, ...], int] = field(default_factory=dict)
    """Number of hints that were read, by the list of hints."""

    def check(self, question: object = None) -> Card:
        """Check one question or all of them; errors in the student's code are part of the card.

        Args:
            question: its id, or the student's function; None for all questions.
        """
        found = self._practised(question)
        if isinstance(found, Card):
            return found
        asked, judged = found
        wording = Wording(self.bundle, judged)
        if question is None:
            return wording.overview(asked, self._call("check", "{}"))
        return wording.question(asked[0], self._call("hint", asked[0].id))

    def hint(self, question: object, number: int | None = None) -> Card:
        """Return a card with a hint on a question.

        Args:
            question: its id, or the student's function.
            number: the number of the hint, from 1; None for the next one.
        """
        practised = self._practised(question)
        if isinstance(practised, Card):
            return practised
        words, ((topic, *_), judged) = self.bundle.words, practised
        found = tuple(hints(self.bundle, topic, judged.results[topic.id]))
        if not found:
            return Card(tone=Tone.RIGHT, title=topic.title, verdict=words("selfcheck.no_hints"))
        place = min(max(1, self._read.get(found, 0) + 1 if number is None else number), len(found))
        self._read[found] = place
        label = words("page.hint", number=place, of=len(found))
        line = Line(tone=Tone.TODO, title=label, texts=(found[place - 1],))
        left = len(found) - place
        then = words("selfcheck.more_hints", ways=self._call("hint", topic.id, place + 1)) if left else ""
        return Card(
            tone=Tone.TODO,
            title=topic.title,
            verdict=words("selfcheck.hint"),
            lines=(line,),
            closing=(then,) if then else (words("selfcheck.last_hint"),),
        )

    def pack(self, to: str | None = None) -> Card:
        """Build the zip to hand in, and check the files in it.

        Args:
            to: the zip's path; None for one in the student's folder.
        """
        from .packing import packed

        folder = self._folder(live() or {})
        return packed(self.bundle, folder, ran(), Path(to) if to else None)

    def _folder(self, namespace: MutableMapping[str, Any]) -> StudentFolder:
        return look_at_folder(self.bundle, self.root, self.notebook or open_notebook(namespace))

    def _practised(self, question: object) -> tuple[list[Question], PracticeResult] | Card:
        """Return the named questions and their practice results; else a card that says why there are none."""
        asked = self._asked(question)
        if isinstance(asked, Card):
            return asked
        namespace = None if self.is_apart else live()
        folder = self._folder(namespace or {})
        try:
            own = self._from_cells(folder) if namespace is None else namespace
            return asked, judge(self.bundle, asked, folder, own, self.modules)
        except CheckInterrupted as stop:
            words = self.bundle.words
            return Card(
                tone=Tone.WRONG,
                title=asked[0].title,
                verdict=words("selfcheck.interrupted"),
                lines=(Line(tone=Tone.WRONG, title=words("selfcheck.running", function=stop.function)),),
            )

    def _from_cells(self, folder: StudentFolder) -> dict[str, Any]:
        known = set(sys.modules)
        found = from_cells(folder.cells, folder.root)
        self.modules.remember(sys.modules.keys() - known, folder.root)
        return found

    def _asked(self, question: object) -> list[Question] | Card:
        """Return the named question, or all for None; a card with the known names where there is none of the name."""
        questions = list(self.bundle.rubric.questions)
        if question is None:
            return questions
        name = str(getattr(question, "__name__", question))
        found = find_question(name, questions)
        if isinstance(found, Question):
            return [found]
        words = self.bundle.words
        known = words("style.between_items").join(f"`{one.id}`" for one in questions)
        near = [words("selfcheck.did_you_mean", near=found)] if found else []
        return Card(
            tone=Tone.TODO,
            title=f"`{name}`",
            verdict=words("selfcheck.unknown"),
            lines=tuple(Line(tone=Tone.TODO, title=text) for text in [*near, words("selfcheck.known", known=known)]),
            is_answer=False,
        )

    @staticmethod
    def _call(command: str, question: str, number: int | None = None) -> str:
        """Return the code of a call, as it is typed here: Python in a notebook, else a command line."""
        if live() is not None:
            return f'{command}("{question}")'
        return f"python {FILE} {command} {question}" + (f" {number}" if number else "")
