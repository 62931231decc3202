"""One command at a time writes to a folder of results."""

import pytest

from grader.errors import CallerError, OutputError
from grader.grading.lock import locked


def test_a_second_batch_on_the_same_folder_is_refused(tmp_path):
    with locked(tmp_path), pytest.raises(CallerError, match="another batch is writing there"), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass


def test_a_place_that_cannot_be_a_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError), locked(tmp_path / "file/results"):
        pass
