import ast

import pytest

from grader.submission.repair import modern, repaired, unread

GOOD = "def good(x):\n    return 2 * x\n"


def _loaded(content):
    """The names that a module defines once it is repaired, and the ids of remarks."""
    found = repaired("m.py", content if isinstance(content, bytes) else content.encode())
    scope = {}
    exec(compile(found.content, "m.py", "exec"), scope)  # noqa: S102
    return scope, [remark.id for remark in found.remarks]


def _raises_at(function, line):
    with pytest.raises(SyntaxError) as error:
        function()
    return error.traceback[-1].lineno + 1 == line


def test_what_python_reads_is_left_alone():
    assert repaired("m.py", GOOD.encode()).content == GOOD.encode()
    assert not repaired("m.py", "# -*- coding: latin-1 -*-\n# ü\n".encode("latin-1")).remarks


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "gb18030", "latin-1", "utf-8-sig"])
def test_another_encoding_is_read(encoding):
    comment = "# \xfcber die Spalten\n" if encoding == "latin-1" else "# 均值 mean\n"
    scope, _ = _loaded((comment + GOOD).encode(encoding))
    assert scope["good"](2) == 4


def test_an_encoding_that_is_not_the_usual_one_is_remarked():
    assert _loaded(("# 均值\n" + GOOD).encode("gb18030"))[1] == ["encoding"]


def test_tabs_and_spaces_are_read_eight_to_a_tab():
    scope, remarks = _loaded("def good(x):\n        y = x\n\treturn 2 * y\n")
    assert scope["good"](2) == 4
    assert remarks == ["tabs"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    print x", "    print(x)"),
        ("print 'a', b\n", "print('a', b)\n"),
        ("print x,", "print(x)"),
        ("if x: print x", "if x: print(x)"),
        ("print >>sys.stderr, x", "print(x)"),
        ("    except ValueError, e:", "    except ValueError as e:"),
        ("    raise ValueError, 'no'", "    raise ValueError('no')"),
        ("for k, v in p.iteritems():", "for k, v in p.items():"),
        ("print(x)", "print(x)"),
        ("print = f", "print = f"),
        ("reprint x", "reprint x"),
        ("# a word to print here", "# a word to print here"),
    ],
)
def test_a_line_of_python_2_is_said_as_python_3_says_it(old, new):
    assert modern(old) == new


def test_a_module_of_python_2_works_and_is_named_as_such():
    scope, remarks = _loaded("def good(x):\n    print 'x is', x\n    return 2 * x\n")
    assert scope["good"](2) == 4
    assert remarks == ["python2"]


def test_a_function_that_cannot_be_read_costs_no_other():
    bad, last = "def bad(x):\n    y = ((x\n    return y\n", "def last():\n    return 1\n"
    scope, remarks = _loaded(f"import math\n\n{GOOD}\n\n{bad}\n\n{last}")
    assert (scope["good"](2), scope["last"]()) == (4, 1)
    assert remarks == ["cut"]
    assert _raises_at(scope["bad"], 7) or _raises_at(scope["bad"], 8)


def test_a_half_written_last_function_costs_no_other():
    scope, _ = _loaded(GOOD + "\n\ndef bad(x")
    assert scope["good"](2) == 4
    assert _raises_at(scope["bad"], 5)


def test_a_class_that_cannot_be_read_raises_when_it_is_made():
    scope, _ = _loaded(GOOD + "\n\nclass Net:\n    def a(self):\n        x = = 1\n")
    assert _raises_at(scope["Net"], 7)


def test_what_was_cut_keeps_its_text_and_place():
    (cut,) = repaired("m.py", (GOOD + "@decorated\ndef bad(x):\n    return )\n").encode()).cut
    assert (cut.line, cut.source) == (3, "@decorated\ndef bad(x):\n    return )")


def test_marks_of_a_merge_cost_the_function_they_are_in():
    text = "def bad(x):\n<<<<<<< HEAD\n    return x\n=======\n    return -x\n>>>>>>> other\n\n" + GOOD
    scope, remarks = _loaded(text)
    assert scope["good"](2) == 4
    assert remarks == ["merge_markers", "cut"]


def test_marks_of_a_merge_around_whole_functions_cost_none():
    scope, remarks = _loaded("<<<<<<< HEAD\n" + GOOD + "=======\n>>>>>>> other\n")
    assert scope["good"](2) == 4
    assert remarks == ["merge_markers"]


def test_broken_lines_outside_of_functions_keep_the_imports_beside_them():
    scope, remarks = _loaded("import math\nx = = 1\nfrom os import path\n" + GOOD)
    assert scope["good"](2) == 4
    assert {"math", "path"} <= scope.keys()
    assert remarks == ["module_broken"]


@pytest.mark.parametrize("content", [b"\0\1\2", b"def f(:\n  x\n y\n", bytes(range(256)), b"(" * 5000, b""])
def test_a_repaired_module_is_read_by_python_whatever_it_was(content):
    ast.parse(repaired("m.py", content).content)


def test_a_module_that_stays_broken_is_remarked():
    (remark,) = unread("m.py", b"x = 1\ndef f(:\n")
    assert remark.facts == {"path": "m.py", "error": "SyntaxError", "line": "2"}
    assert [remark.id for remark in unread("m.py", b"\0")] == ["module_broken"]
    assert not list(unread("m.py", b"x = 1"))
