# ruff: noqa: E501, S102 - cells as their authors write them; our own statements are run
"""Otter's sources are read to the letter: what its documentation and otter-grader 7.0.0 itself do with them."""

import json
import zipfile

import pytest

from grader.assignment.loader import load_assignment
from grader.authoring.otter_blocks import otter_cells
from grader.authoring.otter_doctest import doctest_pieces
from grader.authoring.otter_points import shared_points
from grader.authoring.otter_seed import OtterSeed
from grader.authoring.otter_shown import shown_piece
from grader.authoring.otter_solutions import solved, without_solutions
from grader.authoring.otter_tests import otter_test, settings_of
from grader.errors import CallerError
from tests.grader.authoring.unproved import convert

from .sources import code, notebook, raw, shown, text, written


@pytest.mark.parametrize(
    ("given", "own", "shared"),
    [
        (None, [None, None], [0.5, 0.5]),
        (None, [2, None], [2, 0]),
        (None, [0, None], [0, 1]),
        (3, [None, None], [1.5, 1.5]),
        (3, [1, None], [1, 2]),
        (0, [None, None], [0, 0]),
        ([1, None, 0.5], [None, 4, None], [1, 0, 0.5]),
        ([1, 2], [3, 3], [1, 2]),
        ({"each": 2}, [None, None], [2, 2]),
        ({"each": 2}, [1, None], [1, 3]),
        ({}, [None, None], [1, 1]),
        (4, [1, 2], [1, 2]),
    ],
)
def test_points_are_shared_as_otter_shares_them(given, own, shared):
    assert shared_points(given, own, "here") == shared


@pytest.mark.parametrize(
    ("given", "own", "why"),
    [([1], [None, None], "1 numbers for 2 tests"), (1, [2, None], "name 2 of 1"), ("two", [None], "no number")],
)
def test_points_that_otter_refuses_are_refused(given, own, why):
    with pytest.raises(CallerError) as caught:
        shared_points(given, own, "here")
    assert why in caught.value.what


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("def f(x):\n    # BEGIN SOLUTION\n    y = x\n    return y\n    # END SOLUTION", "def f(x):\n    ..."),
        ("# BEGIN SOLUTION NO PROMPT\nx = 1\n# END SOLUTION\ny = 2", "y = 2"),
        ("x, y = 1, 2 # SOLUTION", "x, y = ..."),
        ("table['a'] = 3 # SOLUTION", "table['a'] = ..."),
        ("    return x + 1 # SOLUTION", "    ..."),
        ("plt.plot(x) # SOLUTION", "..."),
        ("x == y # SOLUTION", "..."),
        ("a = 1\nb = 2 # SOLUTION NO PROMPT", "a = 1"),
        ("np.random.seed(4) # SEED\nx = 1", "x = 1"),
        ('""" # BEGIN PROMPT\nx = ...\n""" # END PROMPT\n# BEGIN SOLUTION NO PROMPT\nx = 3\n# END SOLUTION', "x = ..."),
        ("x = 1", "x = 1"),
    ],
)
def test_students_get_what_otter_gives_them(source, left):
    assert without_solutions(source) == left


def test_the_solved_code_has_neither_marks_nor_prompts():
    source = (
        '""" # BEGIN PROMPT\nx = ...\n"""; # END PROMPT\n# BEGIN SOLUTION NO PROMPT\nx = 3 # SOLUTION\n# END SOLUTION'
    )
    assert solved(source).strip() == "x = 3"


def test_ignored_cells_and_lines_are_in_neither_version():
    cells = [code("# IGNORE\nx = 1"), code("y = 1\nz = 2 # IGNORE\n# BEGIN IGNORE\nw = 3\n# END IGNORE\nv = 4")]
    assert [cell.source for cell in otter_cells(cells)] == ["y = 1\nv = 4"]


def test_marks_stand_in_raw_cells_and_anywhere_in_markdown():
    cells = [raw("# begin question\nname: a"), text("Before\n\n```otter\n# BEGIN SOLUTION\n```\n\nAfter")]
    found = [(cell.mark, cell.source) for cell in otter_cells(cells)]
    assert [mark for mark, _ in found] == ["BEGIN QUESTION", "", "BEGIN SOLUTION", ""]
    assert (found[1][1], found[3][1].strip()) == ("Before", "After")


@pytest.mark.parametrize(
    ("source", "hidden", "points"),
    [
        ("# HIDDEN\nf()", True, None),
        ("## hidden test ##\nf()", True, None),
        ("# shown\nf()", False, None),
        ('""" # BEGIN TEST CONFIG\nhidden: yes\npoints: 2\n""" # END TEST CONFIG\nf()', True, 2),
        ('_ = """ # BEGIN TEST CONFIG\npoints: 0\n""" # END TEST CONFIG\nf()', False, 0),
    ],
)
def test_a_test_s_settings_are_read(source, hidden, points):
    found = otter_test(0, shown(source, "1"), source, 1)
    assert (found.hidden, found.points) == (hidden, points)


def test_words_for_students_are_kept():
    source = '""" # BEGIN TEST CONFIG\nsuccess_message: Well done\nfailure_message: "No: try again"\n""" # END TEST CONFIG\nx'
    found = otter_test(0, code(source), source, 1)
    assert (found.passed, found.failed) == ("Well done", "No: try again")


def test_undecorated_functions_are_tests_where_the_notebook_says_so():
    source = "def test_it(square, env):\n    assert square(2) == env['four']\n\ntest_it(square, globals())"
    (piece,) = otter_test(0, code(source), source, 1, functions=True).pieces
    assert "test_it(square=square)" in piece.prints
    assert "== four" in piece.prints
    assert piece.prints.count("test_it(") == 2


@pytest.mark.parametrize(
    ("saved", "holds", "fails"),
    [("2.0", "x = 2.0", "x = 2"), ("[5, 1]", "x = [5, 1]", "x = [5,  1, 0]"), ("'a'", "x = 'a'", "x = 'a '")],
)
def test_output_is_compared_character_by_character(saved, holds, fails):
    piece = shown_piece("x", saved)
    exec(f"{holds}\n{piece.code}", {})
    with pytest.raises(AssertionError):
        exec(f"{fails}\n{piece.code}", {})


def test_what_is_printed_counts_with_the_last_value():
    piece = shown_piece("print('a')\n3", "a\n3")
    exec(piece.code, {})


@pytest.mark.parametrize(
    ("saved", "shown_here", "filled"),
    [
        ("", "7\n", "7\n"),
        ("2.5", "np.float64(2.5)\n", "np.float64(2.5)\n"),
        ("True", "np.True_\n", "np.True_\n"),
        ("[1, 2]", "[1,\n 2]\n", "[1,\n 2]\n"),
        ("2.5", "3.5\n", None),
    ],
)
def test_outputs_that_are_missing_or_of_an_older_numpy_are_taken_from_the_solution(saved, shown_here, filled):
    found = shown_piece("x", saved).filled(shown_here)
    assert (None if found is None else found.saved) == filled


def test_a_doctest_of_an_ok_file_becomes_statements():
    pieces = doctest_pieces(
        ">>> x = 2\n>>> x + 1\n3\n>>> 1 / 0\nTraceback (most recent call last):\nZeroDivisionError: division by zero\n"
    )
    exec("\n".join(piece.code for piece in pieces), {})
    with pytest.raises(AssertionError, match="it shows"):
        exec("\n".join(piece.code for piece in doctest_pieces(">>> 1 + 1\n3\n")), {})
    (piece,) = doctest_pieces(">>> 'abc' # doctest: +ELLIPSIS\n'a...'\n")
    exec(piece.code, {})


def test_a_seed_is_set_before_each_cell():
    assert OtterSeed.of({"seed": 42}).number == OtterSeed.of({"generate": {"seed": 42}}).number == 42
    seed = OtterSeed.of({"seed": {"variable": "s", "autograder_value": 713, "student_value": 42}})
    assert seed.before("x = s") == "s = 713\nx = s"
    assert seed.for_students("  s = 1\nt = s") == "  s = 42\nt = s"
    assert OtterSeed.of({}).before("x") == "x"


LAB = (
    raw("# BEGIN QUESTION\nname: q1.a\npoints: 0"),
    raw("# BEGIN SOLUTION"),
    code("a = 1 # SOLUTION"),
    raw("# END SOLUTION"),
    raw("# BEGIN TESTS"),
    shown("a", "1"),
    raw("# END TESTS"),
    raw("# END QUESTION"),
    raw("# BEGIN QUESTION\nname: q1.b\npoints: 2"),
    raw("# BEGIN SOLUTION"),
    code("b = 2 # SOLUTION"),
    raw("# END SOLUTION"),
    raw("# BEGIN TESTS"),
    code("b"),
    raw("# END TESTS"),
    raw("# END QUESTION"),
    raw("# BEGIN QUESTION\nname: q2"),
    text("No tests here."),
    raw("# END QUESTION"),
)


def test_a_question_without_points_or_tests_is_told_and_not_graded(tmp_path):
    made = convert("otter", written(tmp_path, "lab", notebook(*LAB)), tmp_path / "out")
    assert [(left.question, left.id) for left in made.left] == [("q1.a", "test_1"), ("", "q2")]
    rubric = load_assignment(made.rubric).rubric
    assert [(question.id, question.criteria[0].points) for question in rubric.questions] == [("q1_b", 2)]


def test_a_cleared_output_is_what_the_solution_shows(tmp_path):
    made = convert("otter", written(tmp_path, "lab", notebook(*LAB)), tmp_path / "out")
    assert "'2\\n'" in made.rubric.read_text()


OK = "OK_FORMAT = True\ntest = {'name': 'q1', 'points': 3, 'suites': [{'cases': [{'code': r'''>>> twice(2)\n4''', 'hidden': False}, {'code': '>>> twice(0)\\n0'}], 'type': 'doctest'}]}\n"
FUNCTIONS = "from otter.test_files import test_case\nOK_FORMAT = False\nname = 'q2'\npoints = [1, 2]\n\ndef near(a, b):\n    return abs(a - b) < 1e-9\n\n@test_case()\ndef test_one(half):\n    assert near(half(3), 1.5)\n\n@test_case(hidden=True)\ndef test_two(env):\n    assert near(env['half'](1), 0.5)\n"
SOLVED = notebook(
    text("# Lab"),
    code("import otter\ngrader = otter.Notebook('lab.ipynb')"),
    code("def twice(x):\n    return 2 * x # SOLUTION"),
    code("grader.check('q1')"),
    code("def half(x):\n    return x / 2 # SOLUTION"),
    code("grader.check('q2')"),
)


def _with_files(folder, source=SOLVED, *, as_zip=False):
    (folder / "tests").mkdir()
    files = {"tests/q1.py": OK, "tests/q2.py": FUNCTIONS}
    if as_zip:
        with zipfile.ZipFile(folder / "lab-autograder_2026.zip", "w") as archive:
            for path, content in files.items():
                archive.writestr(path, content)
    else:
        for path, content in files.items():
            (folder / path).write_text(content)
    return written(folder, "lab", source)


@pytest.mark.parametrize("as_zip", [False, True])
def test_tests_are_taken_from_files_and_from_an_autograder_s_zip(tmp_path, as_zip):
    made = convert("otter", _with_files(tmp_path, as_zip=as_zip), tmp_path / "out")
    assert (made.crossed, made.left) == (4, ())
    found = {
        question.id: [(criterion.points, criterion.check.hidden) for criterion in question.criteria]
        for question in load_assignment(made.rubric).rubric.questions
    }
    assert found == {"q1": [(1.5, False), (1.5, True)], "q2": [(1, False), (2, True)]}
    given = (made.rubric.parent / "template/lab.ipynb").read_text()
    assert "2 * x" not in given
    assert "grader.check" not in given


def test_tests_in_the_metadata_of_what_otter_made_are_taken(tmp_path):
    spec = {"name": "q1", "points": None, "suites": [{"cases": [{"code": ">>> twice(2)\n4"}]}]}
    source = {**SOLVED, "metadata": {"otter": {"OK_FORMAT": True, "tests": {"q1": spec}}}}
    made = convert("otter", written(tmp_path, "lab", source), tmp_path / "out")
    assert made.crossed == 1
    assert "otter" not in json.loads((made.rubric.parent / "template/lab.ipynb").read_text())["metadata"]


def test_the_students_version_beside_says_what_students_get(tmp_path):
    plain = json.loads(json.dumps(SOLVED).replace(" # SOLUTION", ""))
    with pytest.raises(CallerError) as caught:
        convert("otter", _with_files(tmp_path, plain), tmp_path / "out")
    assert "nothing says what students get" in caught.value.what
    (tmp_path / "student").mkdir()
    written(tmp_path / "student", "lab", json.loads(json.dumps(plain).replace("2 * x", "...").replace("x / 2", "...")))
    made = convert("otter", tmp_path / "lab.ipynb", tmp_path / "out")
    assert "return ..." in (made.rubric.parent / "template/lab.ipynb").read_text()


def test_a_test_file_that_cannot_be_read_is_named(tmp_path):
    source = _with_files(tmp_path)
    (tmp_path / "tests/q1.py").write_text("test = {'name': open('x')}")
    with pytest.raises(CallerError) as caught:
        convert("otter", source, tmp_path / "out")
    assert "tests of a question cannot be read" in caught.value.what
    assert "q1.py" in str(caught.value)


@pytest.mark.parametrize("text_", ["name: [", "name: a\nname: b\n\t- c", "when: 2026-99-99"])
def test_settings_that_are_no_yaml_are_refused(text_):
    with pytest.raises(CallerError) as caught:
        settings_of(text_)
    assert "settings of otter cannot be read" in caught.value.what


def test_a_long_line_is_read_at_once():
    assert without_solutions("a" * 5000 + " # SOLUTION") == "..."


def test_yaml_is_read_as_otter_reads_it():
    assert settings_of("# BEGIN QUESTION\nname: q1\nmanual: no\npoints: 1.5") == {
        "name": "q1",
        "manual": False,
        "points": 1.5,
    }
