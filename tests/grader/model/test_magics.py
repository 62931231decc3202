import ast

import pytest

from grader.model.magics import COMMANDS, without_magics


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("%matplotlib inline\nx = 1", "\nx = 1"),
        (
            "try:\n    import a\nexcept ImportError:\n    !pip install a",
            "try:\n    import a\nexcept ImportError:\n    pass",
        ),
        ("files = !ls", "files = None"),
        ("a, b = %here x", "a, b = None"),
        ("x = (a\n     % b)", "x = (a\n     % b)"),
        ('text = """\n!important\n"""', 'text = """\n!important\n"""'),
        ("!ls\nx = (a\n     % b)", "\nx = (a\n     % b)"),
        ("x = 1", "x = 1"),
    ],
)
def test_commands_are_taken_out_and_python_stays(source, plain):
    found = without_magics(source)
    ast.parse(found)
    assert "".join(found.split()) == "".join(plain.split())
    assert found.count("\n") == source.count("\n")


def test_in_test_code_a_question_mark_stays_an_error():
    assert without_magics("?x", COMMANDS) == "?x"


def test_long_lines_take_no_time():
    without_magics(f"!ls\n{' ' * 200_000}x")
    without_magics(f"!ls\n{' ' * 200_000}= %")
