"""What the self-check says of a function that the running notebook does not have yet."""

import pytest

from grader.selfcheck import session as session_module

RIGHT = "def double(x):\n    return 2 * x\n"


@pytest.fixture
def kernel(monkeypatch):
    """A running notebook that has run none of its cells."""
    monkeypatch.setattr(session_module, "live", dict)


@pytest.fixture
def in_notebook(student, kernel):
    student.write("m.py", "def halve(x):\n    return x / 2, x\n")
    return student


def test_the_cell_to_run_is_named(in_notebook):
    in_notebook.cells("import numpy as np", "# Double", RIGHT)
    told = str(in_notebook.check("first"))
    assert "cell 3, which defines it, was not run" in told
    assert "Run cell 3" in told


def test_a_cell_that_does_not_parse_is_named_with_its_line(in_notebook):
    in_notebook.cells("import numpy as np", "def double(x):\n    return (2 * x\n")
    told = str(in_notebook.check("first"))
    assert "cell 2" in told
    assert "line 2" in told


def test_a_function_that_is_nowhere_is_to_be_defined(in_notebook):
    in_notebook.cells("import numpy as np")
    assert "Define it under this name" in str(in_notebook.check("first"))
