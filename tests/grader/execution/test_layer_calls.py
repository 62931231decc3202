"""What a layer asks of a function that it is given is answered; what cannot be done is named."""

import pytest

from tests.conftest import verdicts
from tests.grader.execution.numeric_tasks import QUADRATURE, ROOTS, STEPS, hand_in

NESTED = (
    """
def double(f, a, b):
    return simpson(lambda y: simpson(lambda x: f(x, y), a, b), a, b)
""",
    '''
class above:
    """An integral over a square."""

    def inputs(rng):
        return {"a": 0.0, "b": float(rng.uniform(1, 2))}

    def run(s, given):
        return s.adaptive(lambda x, y: np.exp(x * y), given["a"], given["b"])
''',
)
HALF_LINE = (
    """
def derivative(f, x, h=1e-5):
    try:
        return (f(x + h) - f(x - h)) / (2 * h)
    except ValueError:
        return (f(x + h) - f(x)) / h
""",
    '''
class above:
    """A step from the end of the half line on which the function is known."""

    def inputs(rng):
        return {"x": 1.0, "k": float(rng.uniform(1, 2))}

    def run(s, given):
        def f(x):
            if x < 1:
                return float("nothing")
            return x ** 2 + given["k"] * x
        return s.newton(f, given["x"], 1)
''',
)


def _below(task):
    return task.scenarios[: task.scenarios.index("class above")]


def _judged(marker, lower, upper):
    result = marker.judge(marker.record(hand_in(marker, lower, upper)))
    told = [remark.id for remark in result.remarks if remark.id.startswith("not_carried")]
    return verdicts(result)["upper.value"], told


def _carried_runs(marker, lower, upper):
    record = marker.record(hand_in(marker, lower, upper))
    return [seen for probe, seen in record.observations.items() if probe.way == "carried by upper"]


@pytest.fixture(scope="module")
def quadrature(tmp_path_factory, walled):
    return QUADRATURE.marker(tmp_path_factory.mktemp("task"), walled)


@pytest.fixture(scope="module")
def roots(tmp_path_factory, walled):
    return ROOTS.marker(tmp_path_factory.mktemp("task"), walled)


def test_a_function_that_a_layer_is_given_may_call_layers_itself(tmp_path, walled):
    upper, scenario = NESTED[0].replace("double", "adaptive"), NESTED[1]
    marker = QUADRATURE.marker(
        tmp_path / "task", walled, reference=QUADRATURE.right[0] + upper, scenarios=_below(QUADRATURE) + scenario
    )
    assert _judged(marker, QUADRATURE.wrong, upper) == ("carried", [])
    wrong = upper.replace("a, b), a, b)", "a, b), a, b) + 1")
    assert _judged(marker, QUADRATURE.wrong, wrong)[0] == "fail"


def test_what_the_function_raises_meets_the_layer(tmp_path, walled):
    right, scenario = HALF_LINE
    marker = ROOTS.marker(
        tmp_path / "task", walled, reference=right + ROOTS.right[1], scenarios=_below(ROOTS) + scenario
    )
    wrong = right.replace("/ (2 * h)", "/ h").replace("- f(x)) / h", "- f(x)) / (2 * h)")
    assert _judged(marker, wrong, ROOTS.right[1]) == ("carried", [])


def test_a_layer_that_a_wrong_one_makes_endless_is_given_up_by_name(quadrature):
    lower = "def simpson(f, a, b):\n    return f(a) * (1 + np.sin(1e3 * a))\n"
    assert _judged(quadrature, lower, QUADRATURE.right[1]) == ("fail", ["not_carried_steps"])


def test_so_is_one_that_asks_too_often(roots):
    lower = "def derivative(f, x, h=1e-5):\n    for _ in range(3000):\n        f(x)\n    return f(x)\n"
    assert _judged(roots, lower, ROOTS.right[1]) == ("fail", ["not_carried_steps"])


def test_what_fits_no_code_of_the_references_is_named(roots):
    lower = "def derivative(f, x, h=1e-5):\n    return 'steep'\n"
    assert _judged(roots, lower, ROOTS.right[1])[1] == ["not_carried_unfit"]


def test_what_cannot_be_sent_is_named(tmp_path, walled):
    listed = STEPS.right[1].replace("step(f,", "step([f],")
    lower = STEPS.right[0].replace("k = f(t, y)", "f = f[0] if isinstance(f, list) else f\n    k = f(t, y)")
    marker = STEPS.marker(tmp_path / "task", walled, reference="import numpy as np\n" + lower + listed)
    wrong = lower.replace("h / 2 *", "h *")
    assert _judged(marker, wrong, listed) == ("fail", ["not_carried_unsent"])


@pytest.mark.parametrize(
    "body",
    [
        "    import os\n    if os.fork() == 0:\n        f(x)\n        os._exit(0)\n    return 1.0 + f(x)\n",
        "    f.__closure__[1].cell_contents._asked(99, (x,), {})\n    return 1.0 + f(x)\n",
        "    f('a' * 10, k={1: [x]})\n    return 1.0 + f(x)\n",
        "    f(np.zeros(10 ** 7))\n    return 1.0 + f(x)\n",
        "    f(10 ** 10 ** 5)\n    return 1.0 + f(x)\n",
        "    kept.append(f)\n    return 1.0 + kept[0](x)\n",
        "    raise SystemExit\n",
    ],
    ids=["forks", "another number", "texts", "large", "a huge number", "one of before", "ends"],
)
def test_no_layer_gets_more_than_answers(roots, body):
    lower = f"kept = []\n\n\ndef derivative(f, x, h=1e-5):\n{body}"
    result = roots.judge(roots.record(hand_in(roots, lower, ROOTS.right[1])))
    assert verdicts(result)["lower.value"] in ("fail", "not_attempted")
    assert verdicts(result)["upper.value"] in ("fail", "carried", "blocked")
    right = roots.judge(roots.record(hand_in(roots, *ROOTS.right)))
    assert set(verdicts(right).values()) == {"pass"}


@pytest.mark.parametrize(
    "cell",
    [
        "class Started:\n    import _thread, time\n    _thread.start_new_thread(time.sleep, (60,))",
        "import os\nos._exit(1)",
    ],
    ids=["threads, so that nothing is forked", "a notebook that is lost"],
)
def test_what_a_notebook_leaves_behind_changes_nothing(roots, cell):
    record = roots.record(hand_in(roots, ROOTS.wrong, ROOTS.right[1], cell))
    assert verdicts(roots.judge(record)) == {"lower.value": "fail", "upper.value": "carried"}


def test_a_function_that_calls_itself_through_a_layer_without_end_is_given_up(tmp_path, walled):
    endless = """
def newton(f, x, steps):
    def inner(y):
        return derivative(inner, y) if derivative(f, x) > 20 else f(y)
    return derivative(inner, x)
"""
    scenarios = ROOTS.scenarios.replace("rng.uniform(2, 3)", "rng.uniform(1.9, 2)")
    reference = ROOTS.right[0] + endless
    marker = ROOTS.marker(tmp_path / "task", walled, reference=reference, scenarios=scenarios)
    assert _judged(marker, ROOTS.wrong, ROOTS.own) == ("fail", ["not_carried_steps"])


def test_a_layer_that_recurses_without_end_loses_no_frame(roots):
    lower = "def derivative(f, x, h=1e-5):\n    return f(x) + derivative(f, x, h)\n"
    record = roots.record(hand_in(roots, lower, ROOTS.right[1]))
    runs = [seen for probe, seen in record.observations.items() if probe.way == "carried by upper"]
    assert {(seen.failure.function, seen.failure.error) for seen in runs} == {("derivative", "RecursionError")}


def test_arguments_by_name_reach_the_layer(tmp_path, walled):
    upper = QUADRATURE.right[1].replace("simpson(f, a, b)", "simpson(f, b=b, a=a)")
    marker = QUADRATURE.marker(tmp_path / "task", walled, reference=QUADRATURE.right[0] + upper)
    assert _judged(marker, QUADRATURE.wrong, QUADRATURE.right[1]) == ("carried", [])


def test_the_carried_run_says_where_a_layer_differs(roots):
    runs = _carried_runs(roots, ROOTS.wrong, ROOTS.right[1])
    assert {deviation.function for run in runs for deviation in run.deviations} == {"derivative"}
