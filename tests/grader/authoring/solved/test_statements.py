"""Of a solved notebook a function keeps what it needs, and nothing else."""

import pytest

from grader.authoring.solved.statements import (
    asked_beneath,
    classes_in,
    experiment_cells,
    functions_in,
    inner_helpers,
    needed,
    statements_of,
    text_of,
)


def texts(names, *cells):
    return [statement.text for statement in needed(statements_of(cells), names)]


def test_a_function_needs_what_it_reads_and_what_that_reads():
    cells = (
        "import numpy as np\nimport os",
        "N = 3\nM = N + 1\nx = os.listdir()",
        "def g(x): return M * x\ndef f(x): return g(x)",
    )
    assert texts(["f"], *cells) == ["N = 3", "M = N + 1", "def g(x): return M * x", "def f(x): return g(x)"]


def test_a_parameter_is_no_variable_of_the_notebook():
    assert texts(["f"], "x = load()", "def f(x): return x") == ["def f(x): return x"]


def test_of_two_definitions_the_last_counts():
    assert texts(["f"], "def f(x): return 1", "def f(x): return 2") == ["def f(x): return 2"]


def test_what_is_read_at_once_is_what_stood_there_before():
    cells = "A = 1", "B = A", "A = other()", "def f(): return B"
    assert texts(["f"], *cells) == ["A = 1", "B = A", "def f(): return B"]


@pytest.mark.parametrize("change", ["T['a'] = 1", "T.update(a=1)", "T |= {}", "for k in 'ab':\n    T[k] = 0"])
def test_what_changes_a_table_is_needed_with_it(change):
    assert texts(["f"], "T = {}", change, "def f(): return T") == ["T = {}", change, "def f(): return T"]


def test_calls_of_a_library_are_not_needed():
    assert texts(["f"], "import numpy as np", "np.save('x', big)", "def f(): return np.pi") == [
        "import numpy as np",
        "def f(): return np.pi",
    ]


def test_calls_of_what_comes_from_elsewhere_are_not_needed():
    assert texts(["f"], "np.seterr(all='raise')", "def f(): return np.pi") == ["def f(): return np.pi"]


def test_decorators_comments_and_default_values_come_along():
    cell = "import functools\nN = 2\n@functools.lru_cache\ndef f(n=N):\n    # why\n    return n"
    assert texts(["f"], cell)[-1].startswith("@functools.lru_cache\ndef f(n=N):\n    # why")
    assert "N = 2" in texts(["f"], cell)


def test_statements_of_one_line_are_parted():
    assert texts(["f"], "a = 1; b = 2", "def f(): return b") == ["b = 2", "def f(): return b"]


def test_lines_of_ipython_and_cells_of_other_languages_are_left_out():
    assert texts(["f"], "%%bash\nls -l | wc", "%matplotlib inline\ndef f(): return 1") == ["def f(): return 1"]


def test_the_text_is_a_module_with_imports_of_the_future_first():
    cells = "import os", "def f(): return os.sep", "from __future__ import annotations\nimport os"
    text = text_of(needed(statements_of(cells), ["f"]))
    assert text == "\nfrom __future__ import annotations\n\nimport os\n\n\ndef f(): return os.sep\n"


def test_names_for_inner_use_are_not_asked():
    statements = statements_of(["def _f(): 1\ndef g(): 2\nclass C: 3\nclass _D: 4"])
    assert (list(functions_in(statements)), classes_in(statements)) == (["g"], ["C"])


def test_cells_that_only_call_train_and_plot_are_experiments():
    cells = "import os", "N = 3", "def f(): return T", "T = [N]", "data = load()\nf()", "%matplotlib inline"
    assert experiment_cells(statements_of(cells), ["f"]) == {4}


def test_helpers_for_inner_use_are_parts_of_the_solution_unless_others_use_them():
    cells = (
        "def _a(): return _b()",
        "def _b(): 1",
        "def _shared(): 2",
        "def _idle(): 3",
        "def f(): return _a() + _shared()",
    )
    assert inner_helpers(statements_of([*cells, "print(_shared())"]), ["f"]) == {"_a", "_b"}


def test_what_a_star_brings_may_be_needed():
    assert texts(["f"], "from utils import *", "def f(x): return scale(x)")[0] == "from utils import *"


def test_a_function_stands_on_the_asked_ones_that_it_calls_also_through_helpers():
    cells = "def g(x): return x\ndef h(x): return g(x)", "def other(x): return x\ndef f(x): return h(x) + np.sum(x)"
    functions = functions_in(statements_of(cells))
    assert asked_beneath("f", ["g", "other"], functions) == {"g"}


def test_functions_that_call_each_other_are_followed_once():
    functions = functions_in(statements_of(["def f(x): return h(x)\ndef h(x): return f(x) + g(x)\ndef g(x): return x"]))
    assert asked_beneath("f", ["g"], functions) == {"g"}
