"""What the pages of answers share, for each served class: the marks, the answers, who reads what."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from weakref import WeakKeyDictionary

from grader.errors import CallerError
from grader.gradebook.aliases import alias, alias_key
from grader.gradebook.answer_groups import AnswerGroup
from grader.gradebook.mark_log import MarkLog
from grader.model.decision import Comment

from ..request import ReviewRequest
from ..review import Review
from .board import AskedQuestion, BoardReader
from .claims import Claims
from .prompts import Prompt, Prompts


class ClassAnswers:
    """The answers of one class, while it is served."""

    def __init__(self, folder: Path) -> None:
        self.log = MarkLog(folder)
        self.claims = Claims()
        self._folder = folder
        self._boards = BoardReader()
        self._prompts = Prompts()

    def questions(self, request: ReviewRequest) -> Mapping[str, AskedQuestion]:
        """Return the questions by `question.criterion`, with what was written."""
        return self._boards.now(request.state)

    def question(self, request: ReviewRequest) -> AskedQuestion:
        """Return the question that an address names.

        Raises:
            CallerError: there is none.
        """
        found = self.questions(request).get(request.path["question"])
        if found is None:
            raise CallerError("review_no_such_question", question=request.path["question"])
        return found

    def prompt(self, request: ReviewRequest, key: str) -> Prompt:
        """Return what a question asks, and what a right answer says."""
        return self._prompts.now(request.state.about).get(key, Prompt())

    def comments(self, question: AskedQuestion, given: Mapping[str, float]) -> list[Comment]:
        """Return the comments of a question that are offered, and those that were given already."""
        here = (one for one in self.log.comments.values() if one.place == question.place)
        return [one for one in here if not one.retired or one.id in given]

    def aliases(self, group: AnswerGroup) -> list[str]:
        """Return the aliases of those who wrote the same, as `grader answers` names them."""
        key = alias_key(self._folder)
        return [alias(key, answer.submission) for answer in group.answers]


_FOUND: WeakKeyDictionary[Review, ClassAnswers] = WeakKeyDictionary()


def class_answers(request: ReviewRequest) -> ClassAnswers:
    """Return the answers of the class that a request is about."""
    found = _FOUND.get(request.review)
    if found is None:
        found = _FOUND[request.review] = ClassAnswers(request.folder)
    return found
