# ruff: noqa: E501 - cells as their authors write them
"""A measurement: data files in a folder, a module of the instructor's beside the notebook, units and a fit."""

from tests.grader.authoring.sources import code, graded, notebook, solution, text

FORM = "nbgrader"
FILES = {
    "data/fall.csv": "# t (s), h (m)\n0.0,20.0\n0.2,19.80\n0.4,19.22\n0.6,18.23\n0.8,16.86\n1.0,15.10\n1.2,12.94\n1.4,10.39\n",
    "constants.py": '"""Constants of this course."""\n\nG = 9.81\nMASS = 0.25\n\n\ndef celsius(kelvin):\n    return kelvin - 273.15\n',
}
POINTS = 15
SOURCE = notebook(
    text("# Free fall"),
    code("import numpy as np\nimport matplotlib.pyplot as plt\nimport constants\nfrom constants import MASS"),
    text("## Data"),
    solution("load", "### BEGIN SOLUTION\ntime, height = np.loadtxt('data/fall.csv', delimiter=',', unpack=True)\n### END SOLUTION"),
    graded("load_shape", 1, "assert time.shape == height.shape == (8,)\nassert height[0] == 20.0"),
    code("plt.plot(time, height, 'o')\nplt.xlabel('t')"),
    text("## Fit"),
    solution("fit_g", "def fit_g(t, h):\n    \"\"\"Acceleration by least squares on h0 - g t^2 / 2, and the height at t = 0.\"\"\"\n    ### BEGIN SOLUTION\n    A = np.c_[np.ones_like(t), -0.5 * t**2]\n    (h0, g), *_ = np.linalg.lstsq(A, h, rcond=None)\n    return g, h0\n    ### END SOLUTION"),
    graded("fit_exact", 2, "t = np.linspace(0, 1, 9)\ng, h0 = fit_g(t, 5 - 0.5 * 1.62 * t**2)\nassert np.isclose(g, 1.62)\nassert np.isclose(h0, 5)"),
    graded("fit_data", 2, "g, h0 = fit_g(time, height)\nassert abs(g - constants.G) < 0.05, 'that is not on earth'\n### BEGIN HIDDEN TESTS\nassert abs(h0 - 20) < 0.02\n### END HIDDEN TESTS"),
    text("## Energy"),
    solution("energy", "def energy(t, h):\n    ### BEGIN SOLUTION\n    v = np.gradient(h, t)\n    return MASS * constants.G * h + 0.5 * MASS * v**2\n    ### END SOLUTION"),
    graded("energy_shape", 1, "assert energy(time, height).shape == time.shape"),
    graded("energy_kept", 3, "e = energy(time, height)[1:-1]\nassert np.ptp(e) / e.mean() < 0.02\nassert np.isclose(e.mean(), MASS * constants.G * 20, rtol=0.02)"),
    solution("answer", "### BEGIN SOLUTION\ng_fit, _ = fit_g(time, height)\npercent = 100 * abs(g_fit - constants.G) / constants.G\n### END SOLUTION"),
    graded("answer_percent", 2, "assert isinstance(percent, float)\nassert 0 <= percent < 0.5"),
    graded("answer_graded", 4, "4 * float(np.mean([g_fit > 9, g_fit < 10, percent < 50, percent < 0.5]))"),
)  # fmt: skip
WRONG = {
    "factor": (("-0.5 * t**2", "-(t**2)"),),
    "swapped": (("return g, h0", "return h0, g"), ("0.5 * MASS * v**2", "MASS * v**2")),
    "by_hand": (("np.loadtxt('data/fall.csv', delimiter=',', unpack=True)", "np.linspace(0, 1.4, 8), np.linspace(20, 10, 8)"), ("np.gradient(h, t)", "np.gradient(h)")),
}  # fmt: skip
