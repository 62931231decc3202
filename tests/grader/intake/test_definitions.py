from grader.intake.definitions import broken_modules, find_definitions
from grader.model.rubric import Function
from grader.model.submission import Cell

FUNCTIONS = {"f": Function(name="f", path="m.py", returns=(("out",),))}
TEMPLATE = {"m.py": b'def f(x):\n    """Doc."""\n    raise NotImplementedError\n'}


def _find(module=None, cell=None):
    files = {} if module is None else {"m.py": module.encode()}
    cells = () if cell is None else (Cell(index=3, kind="code", source=cell),)
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


def test_what_is_nowhere_is_not_found():
    assert _find("x = 1") is None
    assert _find() is None


def test_a_module_that_python_cannot_read_is_remarked():
    (remark,) = broken_modules(FUNCTIONS, {"m.py": b"x = 1\ndef f(:\n"})
    assert remark.facts == {"path": "m.py", "error": "SyntaxError", "line": "2"}
    (remark,) = broken_modules(FUNCTIONS, {"m.py": b"\0"})
    assert remark.id == "module_broken"
