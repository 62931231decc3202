"""What a student reads after `check` and `hint`."""

import random
import sys
import warnings

import numpy as np
import pytest

from grader.selfcheck.line import Tone

from .conftest import RIGHT, Student

TONES = [
    ("def double(x):\n    raise NotImplementedError\n", Tone.TODO, "not attempted yet"),
    ("def double(x):\n    y = 2 * x\n", Tone.WRONG, "returned None"),
    ("def double(x):\n    return 3 * x\n", Tone.WRONG, "tripled it"),
    ("def double(x):\n    return 2 * x[:2]\n", Tone.WRONG, "shape (2,)"),
    ("def double(x):\n    return x / 0\n", Tone.WRONG, "NaN or infinite"),
    ("def double(x):\n    return 2 * y\n", Tone.WRONG, "Nothing here is called `y`"),
    ("def double(x):\n    return 2 *\n", Tone.WRONG, "Python cannot read `m.py` at line 2"),
    ("", Tone.WRONG, "was not found"),
    (RIGHT, Tone.RIGHT, "the practice checks passed"),
]


@pytest.mark.parametrize(("code", "tone", "told"), TONES)
def test_a_check_says_what_is_off(student, code, tone, told):
    student.write("m.py", code)
    card = student.check("first")
    assert card.tone is tone
    assert told in card._repr_markdown_()


def test_a_wrong_number_stands_beside_the_expected_one_and_its_limit(student):
    student.write("m.py", "def double(x):\n    return 2 * x + [0, 0.5, 0]\n")
    told = repr(student.check("first"))
    assert "the limit is 1.0e-04" in told
    assert "largest at the 2nd entry; 1 of 3 numbers are off" in told
    assert "There yours is" in told


def test_what_was_tested_and_that_hidden_cases_exist_is_said(student):
    told = repr(student.check("first"))
    assert "Tested: m.py in student, saved" in told
    assert "hidden inputs too" in told


def test_a_changed_file_is_read_again(student):
    student.write("m.py", "def double(x):\n    return 3 * x\n")
    assert student.check("first").tone is Tone.WRONG
    student.write("m.py", RIGHT)
    card = student.check("first")
    assert card.tone is Tone.RIGHT
    assert "m.py had changed and was loaded again" in repr(card)


def test_the_line_of_an_error_is_that_of_the_changed_file(student):
    student.write("m.py", "def double(x):\n    raise ValueError('first')\n")
    assert "raise ValueError('first')" in repr(student.check("first"))
    student.write("m.py", "def double(x):\n    y = x\n    return y + 'second'\n")
    assert "line 3: return y + 'second'" in repr(student.check("first"))


def test_a_module_that_imports_a_changed_one_is_read_again(student):
    student.write("m.py", "from helper import factor\ndef double(x):\n    return factor * x\n")
    student.write("helper.py", "factor = 3\n")
    assert student.check("first").tone is Tone.WRONG
    student.write("helper.py", "factor = 2\n")
    assert student.check("first").tone is Tone.RIGHT


def test_a_file_of_the_same_name_elsewhere_is_not_mistaken_for_it(student, tmp_path, monkeypatch):
    (tmp_path / "other").mkdir()
    (tmp_path / "other/m.py").write_text("def double(x):\n    return 5 * x\n")
    monkeypatch.syspath_prepend(tmp_path / "other")
    sys.modules.pop("m", None)
    __import__("m")
    student.write("m.py", RIGHT)
    assert student.check("first").tone is Tone.RIGHT


def test_a_function_may_stand_in_the_notebook(student):
    (student.folder / "m.py").unlink()
    student.cells(
        "import numpy as np\n%matplotlib inline\n", "def double(x):\n    return np.add(x, x)\n", "double(1 / 0)"
    )
    card = student.check("first")
    assert card.tone is Tone.RIGHT
    assert "the functions of your notebook" in repr(card)


def test_a_question_waits_for_the_one_below_it(student):
    student.write("m.py", "def double(x):\n    return 3 * x\n")
    assert "Mend `double` first" in student.check("second")._repr_markdown_()


def test_an_overview_has_a_bar_and_says_where_to_go_on(student):
    student.write("m.py", RIGHT)
    card = student.check()
    assert card.bar == (1, 3)
    assert "[#######.............] 1/3" in repr(card)
    assert "check second" in repr(card)


def test_what_is_judged_only_when_handed_in_is_named(student):
    later = [line for line in student.check("third").lines if line.tone is Tone.LATER]
    assert [line.title for line in later] == ["Runs", "Outputs"]


@pytest.mark.parametrize("name", ["frist", "first "])
def test_a_name_that_is_not_there_gets_the_nearest_one(student, name):
    card = student.check(name)
    assert not card.is_answer
    assert "Did you mean `first`?" in card._repr_markdown_()


def test_a_function_stands_for_its_question(student):
    def double():
        pass

    student.write("m.py", RIGHT)
    assert student.check(double).tone is Tone.RIGHT


def test_hints_come_one_at_a_time_and_end(student):
    student.write("m.py", "def double(x):\n    return 3 * x\n")
    read = [student.hint("first").lines[0].texts[0] for _ in range(4)]
    assert read == ["a", "b", "c", "c"]
    assert "last hint" in repr(student.hint("first"))
    assert student.hint("first", 2).lines[0].texts == ("b",)


def test_without_anything_to_mend_there_is_no_hint(student):
    student.write("m.py", RIGHT)
    assert "nothing to mend" in repr(student.hint("first"))


CHANGES_EVERYTHING = """
import os, random, sys, warnings
import numpy as np
def double(x):
    np.random.rand(3), random.random()
    np.seterr(all="raise")
    np.set_printoptions(precision=1)
    warnings.simplefilter("error")
    sys.setrecursionlimit(500)
    os.chdir("/")
    sys.path.append("nowhere")
    print("noise")
    x[:] = 0
    return x
"""


def test_a_check_leaves_the_student_s_settings_as_they_were(student, capsys):
    student.write("m.py", CHANGES_EVERYTHING)
    np.random.seed(3)  # noqa: NPY002 - the generator that student code uses
    random.seed(3)
    kept = (_settings(), np.random.get_state()[1].tolist(), random.getstate())  # noqa: NPY002
    student.check("first")
    assert (_settings(), np.random.get_state()[1].tolist(), random.getstate()) == kept  # noqa: NPY002
    assert capsys.readouterr().out == ""


def _settings():
    return np.geterr(), np.get_printoptions(), list(warnings.filters), sys.getrecursionlimit(), list(sys.path)


def test_a_stopped_check_says_what_was_running(student):
    student.write("m.py", "def double(x):\n    raise KeyboardInterrupt\n")
    card = student.check("first")
    assert "stopped" in card.verdict
    assert "`double` was running" in card.lines[0].title


def test_what_ends_the_program_does_not_end_the_check(student):
    student.write("m.py", "def double(x):\n    raise SystemExit\n")
    assert student.check("first").tone is Tone.WRONG


HALF = """    def finish(got, given):
        return {"half": given["x"] + (np.asarray(got["out"]) - given["x"]) / 2}

    def forward"""


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (RIGHT, "the practice checks passed"),
        ("def double(x):\n    return 3 * x\n", "half differs"),
        ("def double(x):\n    return 2 * x[:2]\n", "out has the shape (2,); it should be (3,)"),
        ("import numpy as np\ndef double(x):\n    return np.zeros((5000, 3))\n", "out has the shape (5000, 3)"),
    ],
)
def test_finish_is_given_the_practice_inputs_and_shapes_are_told(tiny, tmp_path, code, told):
    tiny.spoil("scenarios.py", "class doubled", "import numpy as np\n\n\nclass doubled")
    tiny.spoil("scenarios.py", "    def forward", HALF)
    tiny.spoil("tiny.toml", 'outputs = ["out"]', 'outputs = ["half"]')
    tiny.spoil("tiny.toml", "wrt = { out", "wrt = { half")
    student = Student(tmp_path / "student", tiny.load())
    student.write("m.py", code)
    assert told in repr(student.check("first"))


def test_an_edge_case_is_practised_as_one_and_a_hidden_one_is_not_named(tiny, tmp_path):
    cases = '    cases = {"usual": {"n": 3}, "one": {"n": 1}, "none": {"n": 0}}\n    edge = ("one", "none")\n'
    tiny.spoil(
        "scenarios.py", "    def inputs(rng)", f'{cases}    practice = ("usual", "one")\n\n    def inputs(rng, n)'
    )
    tiny.spoil("scenarios.py", "size=3", "size=n")
    tiny.spoil("tiny.toml", "case_tolerances = { only = 1e-4 }", "")
    student = Student(tmp_path / "student", tiny.load())
    student.write("m.py", "def double(x):\n    return 2 * x if len(x) > 1 else 3 * x\n")
    assert "Edge case: all is right but for the inputs “one”. That costs 5 % of these points." in repr(
        student.check("first")
    )
    assert "none" not in repr(student.bundle.rubric)
