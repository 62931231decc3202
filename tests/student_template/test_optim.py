import numpy as np
import pytest

from student_template.cs231n.optim import adam, rmsprop, sgd, sgd_momentum

RULES = pytest.mark.parametrize("rule", [sgd, sgd_momentum, rmsprop, adam])
W = np.array([1.0, -2.0])
DW = np.array([0.5, 3.0])


def steps(rule, gradients, config):
    """The parameter after each gradient, from W on."""
    w, trace = W, []
    for dw in gradients:
        w, config = rule(w, dw, config)
        trace.append(w)
    return trace


def test_sgd_goes_against_the_gradient(assert_close):
    assert_close(sgd(W, DW, {"learning_rate": 0.1})[0], np.array([0.95, -2.3]))


def test_momentum_adds_the_decayed_steps_before(assert_all_close):
    trace = steps(sgd_momentum, [DW, 2 * DW], {"learning_rate": 0.1, "momentum": 0.7})
    first = -0.1 * DW
    second = -0.2 * DW + 0.7 * first
    assert_all_close(trace, [W + first, W + first + second])


def test_momentum_zero_is_sgd(rng, assert_all_close):
    gradients = rng.normal(size=(4, 2))
    plain = steps(sgd, gradients, {"learning_rate": 0.1})
    assert_all_close(steps(sgd_momentum, gradients, {"learning_rate": 0.1, "momentum": 0.0}), plain)


def test_rmsprop_divides_by_the_root_of_the_average_square(rng, assert_all_close):
    gradients, decay = rng.normal(size=(3, 2)), 0.8
    averages = [sum((1 - decay) * decay ** (t - s) * gradients[s] ** 2 for s in range(t + 1)) for t in range(3)]
    moves = [-0.1 * g / (np.sqrt(a) + 1e-3) for g, a in zip(gradients, averages, strict=True)]
    config = {"learning_rate": 0.1, "decay_rate": decay, "epsilon": 1e-3}
    assert_all_close(steps(rmsprop, gradients, config), W + np.cumsum(moves, axis=0))


def test_adam_divides_weighted_means_of_gradients_and_squares(rng, assert_all_close):
    gradients, beta1, beta2 = rng.normal(size=(4, 2)), 0.7, 0.9
    moves = []
    for t in range(1, 5):
        means = [
            np.average(gradients[:t] ** power, axis=0, weights=beta ** np.arange(t - 1, -1, -1.0))
            for power, beta in ((1, beta1), (2, beta2))
        ]
        moves.append(-0.1 * means[0] / (np.sqrt(means[1]) + 1e-3))
    config = {"learning_rate": 0.1, "beta1": beta1, "beta2": beta2, "epsilon": 1e-3}
    assert_all_close(steps(adam, gradients, config), W + np.cumsum(moves, axis=0))


def test_the_first_step_of_adam_is_the_learning_rate_whatever_the_gradient(assert_close):
    assert_close(adam(W, 1e3 * DW, {"learning_rate": 0.1})[0], W - 0.1)


@pytest.mark.parametrize(
    ("rule", "defaults"),
    [
        (sgd, {"learning_rate": 1e-2}),
        (sgd_momentum, {"learning_rate": 1e-2, "momentum": 0.9}),
        (rmsprop, {"learning_rate": 1e-2, "decay_rate": 0.99, "epsilon": 1e-8}),
        (adam, {"learning_rate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "t": 1}),
    ],
)
def test_without_a_config_the_defaults_come_back_in_one(rule, defaults, assert_close):
    w, config = rule(W, DW)
    assert config.items() >= defaults.items() if rule is sgd else defaults.keys() <= config.keys()
    assert {name: config[name] for name in defaults} == defaults
    assert_close(rule(W, DW, {name: v for name, v in defaults.items() if name != "t"})[0], w)


@RULES
def test_the_parameter_and_its_gradient_are_left_as_they_were(rule):
    w, dw = W.copy(), DW.copy()
    rule(w, dw)
    assert np.array_equal((w, dw), (W, DW))


@RULES
def test_float32_stays_float32(rule):
    w, config = rule(W.astype(np.float32), DW.astype(np.float32))
    assert {a.dtype for a in (w, *config.values()) if isinstance(a, np.ndarray)} == {np.dtype(np.float32)}
