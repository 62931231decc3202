import json

import pytest

from grader.errors import SubmissionError
from grader.model.rubric import Function, Limits, Rubric
from grader.submission.choose_notebook import choose_notebook, has_notebook, with_tags
from tests.forms.small_assignment import SHOW, F, cell, notebook, right

TEMPLATE = notebook("import numpy as np", "def f(x):\n    raise NotImplementedError", cell(SHOW, "try"))


def _rubric(path="HW.ipynb"):
    functions = {"f": Function(name="f", path=path, returns=(("y",),))}
    return Rubric(
        id="r", title="R", notebook="HW.ipynb", seed=0, functions=functions, opaque=(), questions=(), limits=Limits()
    )


def _bytes(content):
    return (json.dumps(content) if isinstance(content, dict) else content).encode()


def _chosen(rubric=None, **files):
    named = {name.replace("_DOT_", "."): _bytes(content) for name, content in files.items()}
    return choose_notebook(rubric or _rubric(), named, {"HW.ipynb": _bytes(TEMPLATE)})


def _ids(chosen):
    return [remark.id for remark in chosen.remarks]


def test_the_notebook_of_the_right_name_is_taken():
    found = _chosen(HW_DOT_ipynb=right(), other_DOT_ipynb=right())
    assert (found.path, _ids(found)) == ("HW.ipynb", [])


def test_one_that_is_as_it_was_given_out_is_not_taken_where_another_was_worked_in():
    found = _chosen(HW_DOT_ipynb=TEMPLATE, mine_DOT_ipynb=right())
    assert (found.path, _ids(found)) == ("mine.ipynb", ["more_notebooks"])


def test_a_notebook_about_something_else_does_not_replace_it():
    assert _chosen(HW_DOT_ipynb=TEMPLATE, scratch_DOT_ipynb=notebook("y = 1")).path == "HW.ipynb"


def test_of_other_names_the_one_that_defines_what_is_asked_is_taken():
    assert _chosen(a_DOT_ipynb=notebook("import numpy as np"), b_DOT_ipynb=notebook(F)).path == "b.ipynb"


def test_a_text_is_read_where_no_notebook_can_be():
    found = _chosen(HW_DOT_ipynb="{", HW_DOT_py=F)
    assert (found.path, _ids(found)) == ("HW.py", ["notebook_unread", "notebook_as_text"])


def test_a_module_of_the_assignment_is_no_notebook():
    assert not has_notebook(_rubric("HW.py"), {"HW.py": F.encode()})
    assert has_notebook(_rubric(), {"HW.py": F.encode()})


def test_a_notebook_that_cannot_be_read_is_refused_unless_modules_are_there():
    with pytest.raises(SubmissionError, match=r"HW\.ipynb"):
        _chosen(HW_DOT_ipynb="{")
    beside = _chosen(_rubric("m.py"), HW_DOT_ipynb="{", m_DOT_py=F)
    assert (beside.path, _ids(beside)) == (None, ["notebook_unread"])


def test_what_was_mended_is_said():
    assert _ids(_chosen(HW_DOT_ipynb={"cells": right()["cells"]})) == ["notebook_mended"]


def test_tags_that_a_tool_took_away_come_back_where_the_text_is_still_there():
    (code,) = _chosen(HW_DOT_ipynb=notebook(f"x = 1\n{SHOW}")).cells
    assert code.tags == ("try",)
    assert _chosen(HW_DOT_ipynb=notebook("x = 1")).cells[0].tags == ()


def test_tags_that_are_there_are_left_alone():
    cells = _chosen(HW_DOT_ipynb=notebook(cell(SHOW, "try"), SHOW)).cells
    assert [one.tags for one in with_tags(cells, cells)] == [("try",), ()]


def test_cells_of_the_self_check_do_not_make_it_one_that_was_worked_in():
    given = {
        **TEMPLATE,
        "cells": [*TEMPLATE["cells"], cell("check()"), cell("from selfcheck import check", "selfcheck")],
    }
    found = _chosen(HW_DOT_ipynb=given, mine_DOT_ipynb=right())
    assert found.path == "mine.ipynb"
