# ruff: noqa: E501 - cells as their authors write them
"""Notebooks as courses have them: with cells that raise, commands of the shell, tests of every form, and weak tests."""

from tests.grader.authoring.sources import code, graded, manual, notebook, solution, text

LAB = notebook(
    text("# Lab: root finding\n\nRun every cell."),
    code("ls"),
    code("import numpy as np\nimport a_library_nobody_has\nfrom math import sqrt, pi\nls -l\n%matplotlib inline"),
    code("pip install numpy"),
    code("1 / 0  # on purpose: this is what an error looks like"),
    code("assert True\nundefined_name + 1\nnever_bound = 3"),
    code("from ipywidgets import interact\ninteract(lambda x: x, x=10)"),
    code("np.linspace?\nfiles = !ls"),
    code("%%bash\necho no Python"),
    code("this is no Python at all"),
    text("## Bisection"),
    solution(
        "bisect",
        "def bisect(values, target):\n    ### BEGIN SOLUTION\n    low, high = 0, len(values)\n    while low < high:\n"
        "        middle = (low + high) // 2\n        if values[middle] < target:\n            low = middle + 1\n        else:\n"
        "            high = middle\n    return low\n    ### END SOLUTION\n\nif __name__ == '__main__':\n    print(bisect([1, 2, 3], 2))",
    ),
    graded(
        "bisect_guard",
        2,
        'if __name__ == "__main__":\n    assert bisect([1, 3, 5], 4) == 2\n    assert bisect([], 4) == 0',
    ),
    graded(
        "bisect_unittest",
        3,
        "import unittest\n\nclass TestBisect(unittest.TestCase):\n    def test_middle(self):\n        self.assertEqual(bisect([1, 3, 5], 3), 1)\n"
        "    def test_end(self):\n        self.assertEqual(bisect([1, 3, 5], 9), 3)\n\nunittest.main(argv=[''], exit=False)",
    ),
    text("## Newton"),
    solution(
        "heron",
        'def heron(a, steps=20):\n    """The root of a number.\n\n    >>> round(heron(4.0), 6)\n    2.0\n    >>> heron(-1.0)\n    Traceback (most recent call last):\n    ValueError: negative\n    """\n'
        '    ### BEGIN SOLUTION\n    if a < 0:\n        raise ValueError("negative")\n    x = max(a, 1.0)\n    for _ in range(steps):\n        x = (x + a / x) / 2\n    return x\n    ### END SOLUTION',
    ),
    graded("heron_doctest", 2, "import doctest\ndoctest.testmod()"),
    graded(
        "heron_values", 2, "grid = np.linspace(1, 9, 5)\nassert np.allclose([heron(x) for x in grid], np.sqrt(grid))"
    ),
    code("roots = [sqrt(x) for x in grid]\nlongest = max(roots)"),
    solution("limit", "### BEGIN SOLUTION\nlimit = round(longest, 3)\n### END SOLUTION"),
    graded("limit_value", 1, "assert limit == 3.0"),
    text("## Tests that test nothing"),
    graded("always", 1, "assert True"),
    graded("given", 1, "assert abs(pi - 3.14159) < 1e-4"),
    graded("exists", 1, "assert callable(heron)"),
    graded("broken", 1, "assert heron(4.0) == 3.0"),
    graded("weak", 1, "heron(4.0)\nassert isinstance(heron(2.0), float)"),
    graded("clock", 1, "import time\nassert heron(time.time()) > 0"),
    manual("explain", 2),
    code("if __name__ == '__main__':\n    answer_of_main = heron(2.0)"),
    graded("main_value", 1, "assert answer_of_main > 1.4 and bisect([1], 0) == 0"),
)
"""A numerics lab with whatever can be in one."""

LEFT = {"always", "given", "exists", "broken", "clock"}
"""Its tests that do not hold."""
