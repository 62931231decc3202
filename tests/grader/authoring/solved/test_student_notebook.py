"""Students get the notebook without solutions: signatures and docstrings stay, bodies, marks and outputs go."""

import pytest

from grader.authoring.solved.student_notebook import with_placeholders

HOLE = "# YOUR CODE HERE\n    raise NotImplementedError()"


def hollow(source, *asked, kind="code"):
    cell = {"cell_type": kind, "metadata": {}, "source": source, "outputs": ["seen"], "execution_count": 3}
    (found,) = with_placeholders({"cells": [cell]}, asked, ["_inner"], ())["cells"]
    return "".join(found["source"])


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("def f(x): return x*2", f"def f(x):\n    {HOLE}"),
        ("def f(x):\n    '''Doc.'''; return x*2", f"def f(x):\n    '''Doc.'''\n    {HOLE}"),
        ("def f(x):\n    '''Doc.\n\n    More.'''\n    return x", f"def f(x):\n    '''Doc.\n\n    More.'''\n    {HOLE}"),
        ("def f(\n    x,\n):\n    # tells\n\n    return x", f"def f(\n    x,\n):\n    {HOLE}"),
        ("@cache\ndef f(x):\n    @g\n    def h(): return 1\n    return h", f"@cache\ndef f(x):\n    {HOLE}"),
        ("def f(x):\n\treturn x", "def f(x):\n\t" + HOLE.replace("    ", "\t")),
        ("def f(é='é'): return é", f"def f(é='é'):\n    {HOLE}"),
        ("def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION", f"def f(x):\n    {HOLE}"),
        ("def f(x): return _inner(x)\n@g\ndef _inner(x):\n    return x\nf(1)", f"def f(x):\n    {HOLE}\nf(1)"),
        ("%time\ndef f(x):\n    return x\nf(1)", f"%time\ndef f(x):\n    {HOLE}\nf(1)"),
    ],
)
def test_a_body_is_taken_out(source, left):
    assert hollow(source, "f") == left


def test_what_was_not_asked_stays():
    assert hollow("def g(x): return x", "f") == "def g(x): return x"


def test_a_marked_solution_goes_wherever_it_stands():
    assert "secret" not in hollow("x = 1\n### BEGIN SOLUTION\nsecret = 2\n### END SOLUTION\ny = 3")


def test_outputs_go_and_text_stays():
    code = {"cell_type": "code", "source": "1", "outputs": [1], "execution_count": 1}
    (cell,) = with_placeholders({"cells": [code]}, (), (), ())["cells"]
    assert (cell["outputs"], cell["execution_count"]) == ([], None)
    assert hollow("def f(x): return x", "f", kind="markdown") == "def f(x): return x"


def test_experiments_are_tagged_beside_their_own_tags():
    code = {"cell_type": "code", "source": "f(1)", "metadata": {"tags": ["mine"]}}
    cells = [code, {"cell_type": "markdown", "source": "# A", "metadata": {}}, code]
    found = with_placeholders({"cells": cells}, (), (), {1})["cells"]
    assert [cell["metadata"].get("tags") for cell in found] == [["mine"], None, ["mine", "experiment"]]
