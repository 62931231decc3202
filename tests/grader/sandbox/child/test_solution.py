import numpy as np
import pytest

from grader.sandbox.child.solution import ScenarioStopped, Solution, changed_by, unguarded


def _describe(name, error):
    return ScenarioStopped("raised", name, error=type(error).__name__)


def _solution(**functions):
    def find(name):
        if name not in functions:
            raise LookupError(name)
        return functions[name]

    returns = {"f": [["out", "cache"]], "g": [["dx"]], "Net.loss": [["loss", "grads"], ["scores"]]}
    return Solution(find, returns, _describe)


def _stopped(call):
    with pytest.raises(ScenarioStopped) as caught:
        call()
    return caught.value


def test_results_are_named():
    s = _solution(f=lambda x: (x, "kept"), g=lambda x: 2 * x)
    assert s.f(1) == {"out": 1, "cache": "kept"}
    assert s.g(2)["dx"] == 4


def test_arrays_are_copied_and_a_change_in_place_is_noted():
    def f(x):
        x += 1
        return x, None

    s, x = _solution(f=f), np.zeros(2)
    s.f(x)
    assert x.tolist() == [0, 0]
    assert changed_by(s) == ["f"]


def test_a_dictionary_stays_the_same_object():
    param = {}
    s = _solution(g=lambda p: p.update(seen=1) or 0)
    s.g(param)
    assert param == {"seen": 1}


@pytest.mark.parametrize("result", [None, 1, (1, 2, 3), (1,)])
def test_another_count_stops_the_scenario(result):
    assert _stopped(lambda: _solution(f=lambda: result).f()).kind == "none_or_count"


@pytest.mark.parametrize("name", ["find", "describe", "returns", "changed", "on_call", "wrong_return"])
def test_a_function_may_have_any_name(name):
    assert getattr(_solution(**{name: lambda x: 2 * x}), name)(3) == 6


def test_a_missing_function_stops_the_scenario():
    assert _stopped(lambda: _solution().f).kind == "missing"


@pytest.mark.parametrize("error", [ValueError, SystemExit, KeyboardInterrupt, RecursionError])
def test_an_exception_of_any_kind_is_described(error):
    def f():
        raise error

    assert _stopped(lambda: _solution(f=f).f()).detail == {"error": error.__name__}


class Net:
    def __init__(self, size):
        self.size = size

    def loss(self, y=None):
        return "scores" if y is None else (1.0, {})


def test_methods_are_guarded_and_attributes_come_as_they_are():
    net = _solution(Net=Net).Net(3)
    assert net.size == 3
    assert net.loss(0) == {"loss": 1.0, "grads": {}}
    assert net.loss() == {"scores": "scores"}
    assert _stopped(lambda: net.weights).function == "Net.weights"


def test_asking_for_what_did_not_come_back_is_the_functions_failure():
    net = _solution(Net=Net).Net(3)
    assert _stopped(lambda: net.loss(0)["scores"]).kind == "none_or_count"


def test_an_attempt_goes_on_whatever_happens():
    s = _solution(f=lambda: 1 / 0)
    assert s.attempt(s.f) is None


class Named:
    def __init__(self):
        self.calls = 0

    def __call__(self, x):
        self.calls += 1
        return 2 * x


def test_an_object_is_called_itself():
    net = _solution(Net=Named).Net()
    assert net(3) == 6
    assert net.calls == 1


def test_a_function_is_given_the_object_itself_and_a_scenario_returns_it():
    def f(net, *nets):
        net.calls = 7
        return [type(one) for one in (net, *nets[0])], None

    s = _solution(Net=Named, f=f)
    net = s.Net()
    assert s.f(net, [net])["out"] == [Named, Named]
    assert net.calls == 7
    returned = unguarded({"net": net, "all": [net], "sum": 3})
    assert (type(returned["net"]), type(returned["all"][0]), returned["sum"]) == (Named, Named, 3)


def test_a_masked_array_is_copied():
    def f(x):
        x[0] = 5
        return x, None

    s, x = _solution(f=f), np.ma.masked_array([1, 2], [False, True])
    s.f(x)
    assert (x[0], x.mask.tolist()) == (1, [False, True])
