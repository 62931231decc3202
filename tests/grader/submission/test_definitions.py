import pytest

from grader.model.rubric import Function
from grader.model.submission import Cell, CellKind
from grader.submission.definitions import find_definitions

FUNCTIONS = {"f": Function(name="f", path="m.py", returns=(("out",),))}
TEMPLATE = {"m.py": b'def f(x):\n    """Doc."""\n    raise NotImplementedError\n'}


def _find(module=None, cell=None):
    files = {} if module is None else {"m.py": module.encode()}
    cells = () if cell is None else (Cell(index=3, kind=CellKind.CODE, source=cell),)
    return find_definitions(FUNCTIONS, files, cells, TEMPLATE).get("f")


def test_a_function_is_found_in_its_module():
    found = _find("import numpy\n\ndef f(x):\n    return x\n")
    assert (found.path, found.line, found.cell, found.unchanged) == ("m.py", 3, None, False)
    assert found.source == "def f(x):\n    return x"


def test_comments_and_docstrings_do_not_make_a_change():
    assert _find('def f(x):\n    """Mine."""\n    # todo\n    raise NotImplementedError\n').unchanged


def test_a_function_of_the_notebook_wins_over_the_templates_own():
    assert _find(TEMPLATE["m.py"].decode(), "%matplotlib inline\ndef f(x):\n    return x").cell == 3


def test_a_function_of_the_module_wins_over_the_notebooks():
    assert _find("def f(x):\n    return 1\n", "def f(x):\n    return 2").cell is None


def test_the_last_of_two_definitions_counts():
    assert _find("def f(x):\n    return 1\ndef f(x):\n    return 2\n").line == 3


@pytest.mark.parametrize(
    ("source", "unchanged"),
    [
        ("def f(x):\n    return None", True),
        ("def f(x):\n    return x", False),
        ("def f(x):\n    return None\nfrom mine import f", False),
        ("def f(x):\n    return None\ng = lambda x: x\nf = g", False),
    ],
)
def test_a_function_of_a_notebook_is_unchanged_where_the_template_s_notebook_has_it(source, unchanged):
    own = {"f": Function(name="f", path="n.ipynb", returns=(("out",),))}
    given = (Cell(index=1, kind=CellKind.CODE, source="def f(x):\n    # here\n    return None"),)
    handed_in = (Cell(index=3, kind=CellKind.CODE, source=source),)
    found = find_definitions(own, {}, handed_in, {}, given)["f"]
    assert (found.cell, found.unchanged) == (3, unchanged)


def test_what_is_nowhere_is_not_found():
    assert _find("x = 1") is None
    assert _find() is None


@pytest.mark.parametrize(
    "body",
    [
        "out, cache = None, None\n    pass\n    return out, cache",
        "out = None\n    eps = x.get('eps')\n    if eps:\n        pass\n    return out",
        "mode = x['mode']\n    out, cache = None, None\n    if mode == 'a':\n        pass\n    return (out, cache)",
    ],
)
def test_a_hole_as_other_hand_outs_leave_it_is_unchanged(body):
    assert _find(f"def f(x):\n    {body}\n").unchanged


@pytest.mark.parametrize(
    "body",
    [
        "return None",
        "out = None\n    y = x + 1\n    return out",
        "out = None\n    out = x\n    return out",
        "out = None\n    return g(out)",
        "out = None",
    ],
)
def test_a_function_in_which_something_was_begun_is_not_a_hole(body):
    assert not _find(f"def f(x):\n    {body}\n").unchanged
