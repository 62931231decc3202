import numpy as np

from grader.sandbox.child.renamed_entries import ParameterNames, RenamedEntries
from grader.sandbox.child.solution import ScenarioStopped, Solution

NAMES = ParameterNames([[["W", ""], ["w_", ""]], [["b", ""], ["bias", ""]]], -1)


def test_entries_are_read_and_written_under_the_assignments_names():
    own = {"w_0": 1, "bias0": 2}
    shown = RenamedEntries(own, NAMES)
    shown.update({"W1": 5})
    del shown["b1"]
    assert (own, dict(shown), len(shown)) == ({"w_0": 5}, {"W1": 5}, 1)


def test_other_names_stay():
    assert [NAMES.own(name) for name in ("loss", "Wx", 3, "W2")] == ["loss", "Wx", 3, "w_1"]
    assert NAMES.due("bias1") == "b2"


class Net:
    def __init__(self):
        self.params, self.kept = {"w_0": np.ones(2), "bias0": np.zeros(2)}, ["W1"]

    def loss(self):
        return 1.0, {"w_0": self.params["w_0"] * 2, "loss": 7}


def _raise(_name, error):
    raise ScenarioStopped("raised", "", error=str(error))


def test_a_net_is_set_and_asked_under_the_assignments_names():
    solution = Solution({"Net": Net}.__getitem__, {"Net.loss": [["loss", "grads"]]}, _raise, names=NAMES)
    net = solution.Net()
    net.params.update({"W1": np.full(2, 3.0)})
    grads = net.loss()["grads"]
    assert grads["W1"].tolist() == [6, 6]
    assert grads["loss"] == 7
    assert net.kept == ["W1"]
