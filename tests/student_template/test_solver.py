import numpy as np
import pytest

from reference import FullyConnectedNet
from student_template.cs231n.solver import Solver


@pytest.fixture
def blobs(rng, seeded):
    """Three well separated clouds of points."""
    y = np.arange(30) % 3
    x = 3 * np.eye(3)[y] + 0.1 * rng.normal(size=(30, 3))
    return {"X_train": x[:21], "y_train": y[:21], "X_val": x[21:], "y_val": y[21:]}


class Counting:
    """A model whose scores always name class 0, and whose one parameter counts the updates."""

    def __init__(self):
        self.params = {"w": np.zeros(1)}

    def loss(self, samples, labels=None):
        scores = np.zeros((len(samples), 3))
        return scores if labels is None else (float(self.params["w"][0]), {"w": -np.ones(1)})


def counting_solver(blobs, **settings):
    defaults = {"optim_config": {"learning_rate": 1.0}, "batch_size": 7, "num_epochs": 2, "verbose": False}
    return Solver(Counting(), blobs, **{**defaults, **settings})


@pytest.mark.parametrize("update_rule", ["sgd", "sgd_momentum", "rmsprop", "adam"])
@pytest.mark.parametrize("normalization", [None, "batchnorm", "layernorm"])
def test_it_fits_a_tiny_problem_completely(update_rule, normalization, blobs):
    net = FullyConnectedNet([8], 3, 3, normalization=normalization, weight_scale=0.5, dtype=np.float64)
    rate = {"learning_rate": 0.1 if update_rule.startswith("sgd") else 0.02}
    solver = Solver(net, blobs, update_rule=update_rule, optim_config=rate, batch_size=7, num_epochs=30, verbose=False)
    solver.train()
    assert solver.train_acc_history[-1] == solver.val_acc_history[-1] == 1.0
    assert solver.loss_history[-1] < 0.2 * solver.loss_history[0]


def test_histories_hold_every_iteration_and_the_first_and_every_epoch(blobs):
    solver = counting_solver(blobs)  # 21 samples in batches of 7: three iterations an epoch
    solver.train()
    assert solver.loss_history == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]
    assert len(solver.train_acc_history) == len(solver.val_acc_history) == 3


def test_an_epoch_has_an_iteration_even_when_a_batch_is_larger_than_the_data(blobs):
    solver = counting_solver(blobs, batch_size=100)
    solver.train()
    assert len(solver.loss_history) == len(solver.val_acc_history) == 2


def test_the_learning_rate_decays_after_each_epoch(blobs):
    solver = counting_solver(blobs, lr_decay=0.5)
    solver.train()
    assert solver.loss_history == [0.0, 1.0, 2.0, 3.0, 3.5, 4.0]


def test_the_settings_given_are_not_changed(blobs):
    config = {"learning_rate": 1.0}
    counting_solver(blobs, optim_config=config, lr_decay=0.5, update_rule="adam").train()
    assert config == {"learning_rate": 1.0}


def test_the_model_ends_with_the_parameters_that_did_best_on_the_validation_set(blobs):
    solver = counting_solver(blobs)  # its accuracy never changes: the first measured stay best
    solver.train()
    assert solver.best_params["w"] == 1.0
    assert solver.model.params["w"] == 1.0


def test_without_an_epoch_the_model_stays_as_it_is(blobs):
    solver = counting_solver(blobs, num_epochs=0)
    solver.train()
    assert solver.model.params["w"] == 0.0


@pytest.mark.parametrize("batch_size", [1, 4, 21, 100])
def test_accuracy_is_the_share_of_right_classes_whatever_the_batches(batch_size, blobs):
    solver = counting_solver(blobs)
    accuracy = solver.check_accuracy(blobs["X_train"], blobs["y_train"], batch_size=batch_size)
    assert accuracy == pytest.approx(1 / 3)


def test_accuracy_may_be_measured_on_a_few_samples(blobs):
    solver = counting_solver(blobs)
    accuracy = solver.check_accuracy(blobs["X_train"], blobs["y_train"], num_samples=4)
    assert accuracy in {0.0, 0.25, 0.5, 0.75, 1.0}


def test_the_notebooks_seed_repeats_a_training(blobs, seeded):
    histories = []
    for _ in range(2):
        seeded(5)
        solver = Solver(FullyConnectedNet([4], 3, 3), blobs, batch_size=7, num_epochs=2, verbose=False)
        solver.train()
        histories.append(solver.loss_history)
    assert histories[0] == histories[1]


def test_an_unknown_update_rule_is_refused(blobs):
    with pytest.raises(ValueError, match="update_rule is 'newton'"):
        counting_solver(blobs, update_rule="newton")


def test_it_prints_losses_and_accuracies_as_it_goes(blobs, capsys):
    counting_solver(blobs, verbose=True, print_every=4).train()
    printed = capsys.readouterr().out.splitlines()
    assert [line.split(")")[0] for line in printed] == [
        "(epoch 0 of 2",
        "(epoch 1 of 2",
        "(iteration 4 of 6",
        "(epoch 2 of 2",
    ]


def test_it_can_be_quiet(blobs, capsys):
    counting_solver(blobs).train()
    assert capsys.readouterr().out == ""
