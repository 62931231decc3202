"""The solved assignment holds what its questions need of the reference, and of the mistakes the one that it makes."""

import marshal

import pytest

from grader.submission.solved import PACKAGE, compiled, reference_files, solved_submission

INNER = f"{PACKAGE}/mistakes/"


def _mistake(assignment, name):
    return next(mistake for mistake in assignment.mistakes if mistake.id == name)


def _held(assignment, name=None):
    files = reference_files(assignment, None if name is None else _mistake(assignment, name))
    return {path.removeprefix(INNER).removesuffix(".py") for path in files if path.startswith(INNER)}


@pytest.fixture
def several(tiny):
    """The tiny assignment with mistakes that import from one another."""
    text = (tiny.folder / "reference/mistakes/tripled.py").read_text().replace("tripled", "three times")
    tiny.write("reference/mistakes/_factors.py", "THREE = 3\n")
    tiny.write("reference/mistakes/alone.py", text)
    tiny.write("reference/mistakes/tripled.py", f"from ._factors import THREE\n{text}")
    tiny.write("reference/mistakes/like_tripled.py", f"from . import tripled\n{text}")
    return tiny


def test_a_hand_in_holds_its_mistake_and_what_that_imports_in_turn(several):
    assignment = several.load()
    assert _held(assignment) == {"__init__"}
    assert _held(assignment, "alone") == {"__init__", "alone"}
    assert _held(assignment, "tripled") == {"__init__", "tripled", "_factors"}
    assert _held(assignment, "like_tripled") == {"__init__", "like_tripled", "tripled", "_factors"}


def test_a_mistake_that_the_reference_itself_names_is_there(several):
    source = (several.folder / "reference/__init__.py").read_text()
    several.write("reference/__init__.py", f"{source}\n\ndef later():\n    from .mistakes import alone\n")
    assert _held(several.load()) == {"__init__", "alone"}


def test_what_it_shares_with_the_right_solution_is_not_read_again_and_the_same(assignment):
    right = solved_submission(assignment)
    for mistake in assignment.mistakes[::20]:
        assert solved_submission(assignment, mistake, right) == solved_submission(assignment, mistake)


def test_the_compiled_reference_is_the_same_code(assignment):
    files = solved_submission(assignment).running
    found = compiled(files)
    assert all("/__pycache__/" in path or path.startswith("__pycache__/") for path in found)
    place = next(path for path in found if "relu" in path)
    code = marshal.loads(found[place][16:])  # noqa: S302 - made here
    assert code == compile(files[f"{PACKAGE}/relu.py"], f"{PACKAGE}/relu.py", "exec", dont_inherit=True)
