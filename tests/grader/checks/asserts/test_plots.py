"""Tests that look at a plot: at the axes that a function returns, and at the current ones."""

import pytest

from .grading import outcomes

pytest.importorskip("matplotlib", reason="matplotlib is not installed here")

REFERENCE = """
import matplotlib.pyplot as plt
import numpy as np
def draw(x):
    plt.plot(x, x**2, label='square')
    plt.xlabel('t')
    plt.title('A square')
    plt.legend()
    return plt.gca()
def bars(v):
    fig, ax = plt.subplots()
    ax.bar(['a', 'b'], v)
    ax.set_ylim(0, 10)
    return fig
"""
STUDENT = REFERENCE.replace("import matplotlib.pyplot as plt", "from matplotlib import pyplot as plt, pyplot as p2")
X = "x = np.linspace(0, 1, 5)\n"
RETURNED = X + "ax = draw(x)\n"
CURRENT = X + "draw(x)\nax = plt.gca()\n"
OWN_IMPORT = "import matplotlib.pyplot as plt\n" + CURRENT
TESTS = {
    "curve": "assert len(ax.lines) == 1\nnp.testing.assert_allclose(ax.lines[0].get_xydata(), np.c_[x, x**2])\n",
    "data": "np.testing.assert_allclose(ax.get_lines()[0].get_ydata(), x**2)\n",
    "label": "assert ax.get_xlabel() == 't'\nassert ax.get_title() == 'A square'\n",
    "legend": "assert [t.get_text() for t in ax.get_legend().get_texts()] == ['square']\n",
    "limits": "low, high = ax.get_xlim()\nassert low <= 0 and high >= 1\n",
}
WRONG = {
    "curve": ("x**2", "x**3"),
    "data": ("plt.plot(x, x**2", "plt.plot(x**2, x"),
    "label": ("plt.xlabel('t')", "pass"),
    "legend": ("'square'", "'line'"),
    "limits": ("plt.title('A square')", "plt.title('A square'); plt.xlim(0.2, 0.4)"),
}


@pytest.mark.parametrize("ways", [RETURNED, CURRENT, OWN_IMPORT], ids=["returned", "current", "own import"])
@pytest.mark.parametrize("name", TESTS)
def test_a_test_of_a_plot_crosses(name, ways):
    code = ways + TESTS[name]
    assert [test.fraction for test in outcomes(code, REFERENCE, STUDENT, ["draw"])] == [1]
    wrong = STUDENT.replace(*WRONG[name])
    assert wrong != STUDENT
    assert [test.fraction for test in outcomes(code, REFERENCE, wrong, ["draw"])] == [0]


def test_the_current_figure_crosses():
    code = "bars([3, 4])\nfig = plt.gcf()\nax = fig.axes[0]\nassert [p.get_height() for p in ax.patches] == [3, 4]\n"
    code += (
        "assert [t.get_text() for t in ax.get_xticklabels()] == ['a', 'b']\nassert tuple(ax.get_ylim()) == (0, 10)\n"
    )
    assert [test.fraction for test in outcomes(code, REFERENCE, STUDENT, ["bars"])] == [1]
    assert [
        test.fraction
        for test in outcomes(
            code, REFERENCE, STUDENT.replace("bar(['a', 'b'], v)", "bar(['a', 'b'], [3, 5])"), ["bars"]
        )
    ] == [0]


def test_what_another_test_drew_is_closed():
    code = CURRENT + TESTS["curve"]
    drawn_before = STUDENT + "plt.plot([1, 2])\n"
    assert [test.fraction for test in outcomes(code, REFERENCE, drawn_before, ["draw"])] == [1]


def test_where_nothing_is_drawn_the_test_fails():
    code = CURRENT + TESTS["curve"]
    nothing = "def draw(x):\n    return None\n"
    assert [test.fraction for test in outcomes(code, REFERENCE, nothing, ["draw"])] == [0]
