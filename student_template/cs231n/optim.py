"""Update rules: how a parameter moves, once its gradient is known.

Each rule takes (w, dw, config) and returns (next_w, config). w and dw are the parameter and its gradient, of
one shape; config holds the rule's settings and whatever it must remember until the next step, each with a
default. Hand the config that came back to the next step, and keep one config for each parameter.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
Config = dict[str, Any]

__all__ = ["adam", "rmsprop", "sgd", "sgd_momentum"]


def sgd(w: Array, dw: Array, config: Config | None = None) -> tuple[Array, Config]:
    """Stochastic gradient descent: one step against the gradient.

    Args:
        w: the parameter, any shape.
        dw: its gradient, the shape of w.
        config: "learning_rate" (1e-2).

    Returns:
        (next_w, config): the shape and dtype of w.
    """
    config = {} if config is None else config
    learning_rate = config.setdefault("learning_rate", 1e-2)
    return w - learning_rate * dw, config


def sgd_momentum(w: Array, dw: Array, config: Config | None = None) -> tuple[Array, Config]:
    """Gradient descent with momentum: the steps before this one still push.

    Args:
        w: the parameter, any shape.
        dw: its gradient, the shape of w.
        config: "learning_rate" (1e-2), "momentum" (0.9; 0 makes it sgd), "velocity" (zeros, the shape of w).

    Returns:
        (next_w, config): the shape and dtype of w; the velocity in config has moved on.

    Source: Sutskever et al. 2013, "On the importance of initialization and momentum", section 2.
    """
    config = {} if config is None else config
    learning_rate = config.setdefault("learning_rate", 1e-2)
    momentum = config.setdefault("momentum", 0.9)
    velocity = config.setdefault("velocity", np.zeros_like(w))

    config["velocity"] = momentum * velocity - learning_rate * dw
    return w + config["velocity"], config


def rmsprop(w: Array, dw: Array, config: Config | None = None) -> tuple[Array, Config]:
    """RMSProp: every entry has a step size of its own, smaller where gradients have been large.

    Args:
        w: the parameter, any shape.
        dw: its gradient, the shape of w.
        config: "learning_rate" (1e-2), "decay_rate" (0.99), "epsilon" (1e-8, against division by zero),
            "cache" (the moving average of squared gradients; zeros, the shape of w).

    Returns:
        (next_w, config): the shape and dtype of w; the cache in config has moved on.

    Source: Tieleman, Hinton 2012, Neural Networks for Machine Learning, lecture 6.5.
    """
    config = {} if config is None else config
    learning_rate = config.setdefault("learning_rate", 1e-2)
    decay_rate = config.setdefault("decay_rate", 0.99)
    epsilon = config.setdefault("epsilon", 1e-8)
    cache = config.setdefault("cache", np.zeros_like(w))

    config["cache"] = decay_rate * cache + (1 - decay_rate) * dw**2
    return w - learning_rate * dw / (np.sqrt(config["cache"]) + epsilon), config


def adam(w: Array, dw: Array, config: Config | None = None) -> tuple[Array, Config]:
    """Adam: momentum and RMSProp together, both corrected for having begun at zero.

    Args:
        w: the parameter, any shape.
        dw: its gradient, the shape of w.
        config: "learning_rate" (1e-3), "beta1" (0.9), "beta2" (0.999), "epsilon" (1e-8), "m" and "v" (moving
            averages of the gradient and of its square; zeros, the shape of w), "t" (steps made so far; 0).

    Returns:
        (next_w, config): the shape and dtype of w; m, v and t in config have moved on.

    Source: Kingma, Ba 2014, arXiv:1412.6980, section 2, algorithm 1.
    """
    config = {} if config is None else config
    learning_rate = config.setdefault("learning_rate", 1e-3)
    beta1 = config.setdefault("beta1", 0.9)
    beta2 = config.setdefault("beta2", 0.999)
    epsilon = config.setdefault("epsilon", 1e-8)
    t = config.setdefault("t", 0) + 1
    m = beta1 * config.setdefault("m", np.zeros_like(w)) + (1 - beta1) * dw
    v = beta2 * config.setdefault("v", np.zeros_like(w)) + (1 - beta2) * dw**2
    config.update(t=t, m=m, v=v)

    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + epsilon), config
