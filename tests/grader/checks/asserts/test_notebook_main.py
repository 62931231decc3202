"""Test code runs as in a notebook: it is `__main__`, and `unittest` and `doctest` find what they test."""

import sys

import pytest

from .grading import outcomes

RIGHT = '''
def double(x):
    """Twice.

    >>> double(3)
    6
    """
    return 2 * x
'''
WRONG = "def double(x):\n    return 3 * x"
LIAR = 'def double(x):\n    """\n    >>> 1\n    1\n    """\n    return 3 * x'
CASE = """
import unittest
class TestDouble(unittest.TestCase):
    def test_three(self):
        self.assertEqual(double(3), 6)
    def test_texts(self):
        with self.assertRaises(TypeError):
            double(None)
"""


def fraction(code, student, **more):
    (test,) = outcomes(code, RIGHT, student, declared=["double"], **more)
    return test.fraction


@pytest.mark.parametrize(
    "code",
    [
        'if __name__ == "__main__":\n    assert double(3) == 6',
        CASE + "unittest.main(argv=[''], exit=False)",
        CASE + "unittest.main(argv=['first-arg-is-ignored'], exit=False, verbosity=2)",
        CASE + "if __name__ == '__main__':\n    unittest.main(argv=[''], exit=False)",
        CASE + "unittest.TextTestRunner().run(unittest.TestLoader().loadTestsFromTestCase(TestDouble))",
        "import doctest\ndoctest.testmod()",
        "import doctest\ndoctest.testmod(verbose=True)",
        "import doctest\nfound = doctest.testmod()\nassert found.failed == 0 and found.attempted == 1",
        "import doctest\ndoctest.run_docstring_examples(double, {}, name='double')",
    ],
)
@pytest.mark.parametrize("student", [WRONG, LIAR, "x = 1", "def double(x):\n    raise NotImplementedError"])
def test_right_work_passes_and_wrong_work_does_not(code, student):
    assert fraction(code, RIGHT) == 1
    assert fraction(code, student) == 0


def test_a_student_s_own_docstring_and_hooks_change_nothing():
    hooks = "def load_tests(loader, tests, pattern):\n    import unittest\n    return unittest.TestSuite()\n"
    assert fraction(CASE + "unittest.main(argv=[''], exit=False)", hooks + WRONG) == 0
    assert fraction(CASE + "unittest.main(argv=[''], exit=False)", hooks + RIGHT) == 1


def test_examples_see_what_the_cell_bound():
    code = 'import doctest\nbase = 4\ndef check():\n    """\n    >>> double(base)\n    8\n    """\ndoctest.testmod()'
    assert fraction(code, RIGHT) == 1
    assert fraction(code, "def double(x):\n    return 6") == 0


def test_the_failed_test_of_unittest_is_said():
    (test,) = outcomes(CASE + "unittest.main(argv=[''], exit=False)", RIGHT, WRONG, declared=["double"])
    assert test.said == "AssertionError: 9 != 6"


def test_a_number_of_examples_can_be_points():
    code = "import doctest\nfound = doctest.testmod()\n2 * (found.attempted - found.failed)"
    assert fraction(code, RIGHT) == 1
    assert fraction(code, WRONG) == 0


def test_the_grader_s_own_main_is_back_afterwards():
    before = sys.modules["__main__"]
    fraction(CASE + "unittest.main(argv=[''], exit=False)", WRONG)
    assert sys.modules["__main__"] is before
