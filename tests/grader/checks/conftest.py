"""What a check sees of a submission that nothing but a notebook is known of."""

import pytest

from grader.model.check import Seen
from grader.model.observation import Transcript
from grader.model.record import Isolation, Record
from grader.model.rubric import Criterion, Question
from grader.model.submission import Submission


@pytest.fixture
def see():
    """Make what a check sees: cells as handed in, our run of them, and what other questions came to."""

    def make(check, cells=(), transcript=None, results=None, answers=None):
        criterion = Criterion(id="c", title="C", points=1.0, check=check)
        record = Record(
            submission=Submission(id="s", sha256="", files={}, cells=cells, answers=answers or {}),
            isolation=Isolation(level="full", enforced=(), not_enforced=()),
            transcript=transcript or Transcript(status="ok"),
            observations={},
        )
        return Seen(
            rubric=None,
            question=Question(id="q", title="Q", criteria=(criterion,)),
            criterion=criterion,
            record=record,
            observations={},
            expectations=None,
            results=results or {},
        )

    return make
