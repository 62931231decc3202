# ruff: noqa: E501 - cells as their authors write them
"""Root finding, quadrature and differential equations: the student's functions are given functions of the test."""

from tests.grader.authoring.sources import code, graded, manual, notebook, solution, text

FORM = "nbgrader"
FILES: dict[str, str] = {}
POINTS = 20
SOURCE = notebook(
    text("# Numerical methods, sheet 3"),
    code("import numpy as np\nfrom numpy.testing import assert_allclose\nimport math"),
    text("## Bisection"),
    solution("bisect", 'def bisect(f, a, b, tol=1e-10):\n    """A root of f between a and b."""\n    ### BEGIN SOLUTION\n    fa = f(a)\n    if fa * f(b) > 0:\n        raise ValueError("no change of sign")\n    while b - a > tol:\n        m = (a + b) / 2\n        if fa * f(m) <= 0:\n            b = m\n        else:\n            a, fa = m, f(m)\n    return (a + b) / 2\n    ### END SOLUTION'),
    code("bisect(lambda x: x**3 - 2, 0, 2)"),
    graded("bisect_root", 2, "assert abs(bisect(lambda x: x**2 - 2, 0, 2) - math.sqrt(2)) < 1e-8\n### BEGIN HIDDEN TESTS\nassert abs(bisect(math.cos, 0, 3) - math.pi / 2) < 1e-8\n### END HIDDEN TESTS"),
    graded("bisect_error", 1, "try:\n    bisect(lambda x: x**2 + 1, -1, 1)\nexcept ValueError:\n    pass\nelse:\n    raise AssertionError('no ValueError')"),
    text("## Quadrature"),
    solution("trapezoid", "def trapezoid(f, a, b, n):\n    ### BEGIN SOLUTION\n    x = np.linspace(a, b, n + 1)\n    y = np.array([f(xi) for xi in x])\n    h = (b - a) / n\n    return h * (y.sum() - 0.5 * (y[0] + y[-1]))\n    ### END SOLUTION"),
    graded("trapezoid_line", 1, "assert_allclose(trapezoid(lambda x: 2 * x + 1, 0, 3, 7), 12)"),
    graded("trapezoid_order", 2, "def cube(x):\n    return x**3\n\nerrors = [abs(trapezoid(cube, 0, 1, n) - 0.25) for n in (10, 20)]\nassert 3.9 < errors[0] / errors[1] < 4.1, 'not of second order'"),
    text("## QR by Gram and Schmidt"),
    solution("gram_schmidt", "def gram_schmidt(A):\n    ### BEGIN SOLUTION\n    m, n = A.shape\n    Q, R = np.zeros((m, n)), np.zeros((n, n))\n    for j in range(n):\n        v = A[:, j].astype(float)\n        for i in range(j):\n            R[i, j] = Q[:, i] @ v\n            v = v - R[i, j] * Q[:, i]\n        R[j, j] = np.linalg.norm(v)\n        Q[:, j] = v / R[j, j]\n    return Q, R\n    ### END SOLUTION"),
    graded("qr_shapes", 1, "A = np.arange(12.0).reshape(4, 3) + np.eye(4, 3)\nQ, R = gram_schmidt(A)\nassert Q.shape == (4, 3) and R.shape == (3, 3)"),
    graded("qr_product", 2, "A = np.arange(12.0).reshape(4, 3) + np.eye(4, 3)\nQ, R = gram_schmidt(A)\nassert_allclose(Q @ R, A, atol=1e-12)\nassert_allclose(Q.T @ Q, np.eye(3), atol=1e-10)"),
    graded("qr_partial", 4, "score = 0\nQ, R = gram_schmidt(np.array([[3.0, 1.0], [4.0, 2.0]]))\nif abs(R[0, 0] - 5) < 1e-12:\n    score += 1.5\nif np.allclose(R, np.triu(R)):\n    score += 1\nif np.allclose(Q[:, 0], [0.6, 0.8]):\n    score += 1.5\nscore"),
    text("## Runge and Kutta"),
    solution("rk4", "def rk4(f, y0, t):\n    ### BEGIN SOLUTION\n    y = np.zeros((len(t), len(y0)))\n    y[0] = y0\n    for k in range(len(t) - 1):\n        h = t[k + 1] - t[k]\n        k1 = np.asarray(f(t[k], y[k]))\n        k2 = np.asarray(f(t[k] + h / 2, y[k] + h / 2 * k1))\n        k3 = np.asarray(f(t[k] + h / 2, y[k] + h / 2 * k2))\n        k4 = np.asarray(f(t[k] + h, y[k] + h * k3))\n        y[k + 1] = y[k] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)\n    return y\n    ### END SOLUTION"),
    graded("rk4_decay", 2, "t = np.linspace(0, 1, 21)\ny = rk4(lambda t, y: [-y[0]], [1.0], t)\nassert_allclose(y[:, 0], np.exp(-t), atol=1e-6)"),
    graded("rk4_spring", 2, "t = np.linspace(0, 2, 41)\ny = rk4(lambda t, y: np.array([y[1], -y[0]]), [1.0, 0.0], t)\n### BEGIN HIDDEN TESTS\nassert_allclose(y, np.c_[np.cos(t), -np.sin(t)], atol=1e-5)\n### END HIDDEN TESTS\nassert y.shape == (41, 2)"),
    text("## Why is the order four?"),
    manual("why", 3, "The Taylor series agree up to the fourth power."),
)  # fmt: skip
WRONG = {
    "no_error": (('raise ValueError("no change of sign")', "return None"), ("- 0.5 * (y[0] + y[-1])", "- (y[0] + y[-1])")),
    "euler": (("h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)", "h * k1"), ("R[j, j] = np.linalg.norm(v)", "R[j, j] = 1.0")),
    "list": (("return Q, R", "return [Q]"), ("if fa * f(m) <= 0", "if fa * f(m) >= 0"), ("h = (b - a) / n", "h = (b - a) / (n + 1)")),
}  # fmt: skip
