"""A cell's Python is read as a notebook runs it."""

import pytest

from grader.authoring.conversion.notebook_lines import as_in_notebook, as_python


@pytest.mark.parametrize("source", ["cat notes.txt", "np.mean?", "%matplotlib inline", "pip install numpy", "cd .."])
def test_lines_of_ipython_are_emptied_and_the_others_keep_their_place(source):
    assert as_python(f"a = 1\n{source}\nb = 2").splitlines() == ["a = 1", "", "b = 2"]


def test_a_name_that_takes_what_a_command_shows_is_none():
    assert as_python("files = !ls\nb = 2").splitlines() == ["files = None", "b = 2"]


def test_a_cell_of_another_language_is_empty():
    assert as_python("%%bash\nfor x in *; do") == ""


def test_what_is_no_python_is_an_error():
    with pytest.raises(SyntaxError):
        as_python("no python at all")


@pytest.mark.parametrize("guard", ['__name__ == "__main__"', "'__main__' == __name__"])
def test_what_a_program_does_runs_too(guard):
    assert as_in_notebook(f"if {guard}:\n    a = 1\nelse:\n    b = 2") == "a = 1"


@pytest.mark.parametrize("call", ["unittest.main(argv=[''], exit=False)", "doctest.testmod()"])
def test_runners_of_tests_are_left_out_of_a_solution(call):
    assert as_in_notebook(f"a = 1\nif __name__ == '__main__':\n    {call}") == "a = 1"


def test_other_code_stays_letter_by_letter():
    assert as_in_notebook("a = (1)  # one") == "a = (1)  # one"
