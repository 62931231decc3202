"""A line of code is the same line whatever its variables are called and however it is set."""

import pytest

from grader.behaviour.lines import normalised, own_names

SOURCE = """
    def f(x, axis=0, *rest, **more):
        mu = x.mean(axis=0)
        for i, row in enumerate(x):
            axis_ = row
        with open("a") as file:
            total = [j for j in file]
        return mu
"""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mu = x - total", "  total  =  x-mu   # centred"),
        ("row = x['a']", 'i = x["a"]'),
        ("return mu, total", "return (total, mu)"),
        ("if mu > total:", "if (total > mu):"),
        ("elif mu > total:", "elif i > row:"),
        ("except ValueError as e:", "except (ValueError) as e:"),
        ("mu.append(total)", "total.append(mu)"),
        ("for i in range(3):", "for j in range( 3 ):"),
        ("mu = np.dot(total,", "i = np.dot(row,"),
    ],
)
def test_lines_that_differ_in_layout_and_own_names_are_one(one, other):
    assert normalised(one, SOURCE) == normalised(other, SOURCE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mu = x + total", "mu = x - total"),
        ("mu = total - mu", "mu = mu - total"),
        ("mu = x.mean(axis=0)", "mu = x.mean(axis=1)"),
        ("mu = x.sum(axis=0)", "mu = x.mean(axis=0)"),
        ("mu = np.exp(x)", "mu = np.exp(axis)"),
        ("mu = x['a']", "mu = x['b']"),
        ("mu = helper(x)", "mu = other(x)"),
        ("mu.total", "mu.row"),
    ],
)
def test_lines_that_do_something_else_are_two(one, other):
    assert normalised(one, SOURCE) != normalised(other, SOURCE)


def test_parameters_functions_and_imports_are_no_own_variables():
    assert own_names(SOURCE) == {"mu", "i", "row", "axis_", "file", "total", "j"}


@pytest.mark.parametrize("source", ["", "def f(:", "\x00", "(" * 5000])
def test_where_the_code_cannot_be_read_all_names_stay(source):
    assert normalised("mu = x", source) == "mu = x"


@pytest.mark.parametrize("line", ["", "   ", "'''", "a b c", "\x00", ")", "x = '", "§", "(" * 3000, "if", "else:"])
def test_any_line_has_a_form(line):
    assert isinstance(normalised(line, SOURCE), str)
