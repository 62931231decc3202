"""A hand-in of which nothing can be read."""

import pytest

from grader.errors import SubmissionError
from grader.submission.read import read_submission


def test_a_notebook_that_cannot_be_read_and_comes_alone_is_refused(tiny, tmp_path):
    hand_in = tmp_path / "ann.ipynb"
    hand_in.write_text("{ this is no notebook")
    with pytest.raises(SubmissionError) as caught:
        read_submission(hand_in, tiny.load())
    assert caught.value.key == "notebook_unreadable"
