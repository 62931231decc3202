"""The lines of a file that run are recorded, and tracing is left as it was."""

import sys

from grader.authoring.proof.reached_lines import lines_run


def choose(flag):
    if flag:
        return 1
    return 2


def test_lines_that_run_are_recorded_and_no_others():
    before, first = sys.gettrace(), choose.__code__.co_firstlineno
    with lines_run([__file__]) as found:
        choose(True)
    assert {line - first for _, line in found if line < first + 4} == {0, 1, 2}
    assert sys.gettrace() is before


def test_lines_of_other_files_are_left_out():
    with lines_run(["elsewhere.py"]) as found:
        choose(True)
    assert found == set()
