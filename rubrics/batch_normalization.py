"""The scenarios of `batch_normalization.toml`: what each behaviour is measured on.

Sizes are drawn from the seed: N differs from D, and no shape tells a forward from a backward pass. Columns have offsets
and scales of their own, gamma and beta are random, eps is 0.05 or more at least once, momentum is not the default. The
cases `defaults` leave out what has a default and is to be seen: eps, on numbers that hardly vary, or momentum.
"""

from __future__ import annotations

import itertools

import numpy as np


def _columns(rng, N, D, offset=4.0):
    """Rows of columns whose offsets and scales differ, of like size."""
    return rng.uniform(1, 3, size=D) * rng.normal(size=(N, D)) + rng.uniform(-offset, offset, size=D)


def _layer(rng, N, D, **param):
    return {
        "x": _columns(rng, N, D),
        "gamma": rng.uniform(0.5, 2, size=D),
        "beta": rng.normal(size=D),
        "dout": rng.normal(size=(N, D)),
        "param": param,
    }


_WIDE, _TALL = {"N": range(3, 6), "D": range(6, 9)}, {"N": range(7, 10), "D": range(3, 6)}
_HARDLY = 2e-3
"""Standard deviations of about this size make variances of the size of the default eps, 1e-5."""


class batchnorm_train:
    """In training, each feature is normalized with the mean and variance of the mini-batch."""

    cases = {
        "wide": {**_WIDE, "eps": 1e-5},
        "tall": {**_TALL, "eps": 1e-5},
        "large_eps": {**_TALL, "eps": 0.3},
        "float32": {**_TALL, "eps": 0.05, "dtype": np.float32},
        "defaults": {**_TALL, "eps": 1e-5, "stated": False},
    }

    def inputs(rng, N, D, eps, dtype=np.float64, stated=True):
        given = _layer(rng, N, D, mode="train", eps=eps, momentum=0.8)
        arrays = {name: given[name].astype(dtype) for name in ("x", "gamma", "beta")}
        hardly = {"x": _HARDLY * arrays["x"], "param": {"mode": "train"}}
        return arrays | ({"param": given["param"]} if stated else hardly)

    def run(s, given):
        out = s.batchnorm_forward(given["x"], given["gamma"], given["beta"], given["param"])["out"]
        return {"out": out}


class batchnorm_running:
    """Each training pass moves the running mean and variance by the momentum towards the mini-batch's own."""

    cases = {"wide": _WIDE, "tall": _TALL, "defaults": {**_TALL, "stated": False}}

    def inputs(rng, N, D, stated=True):
        given = _layer(rng, N, D, mode="train", eps=0.05, momentum=0.7)
        param = given["param"] if stated else {"mode": "train", "eps": 0.05}
        return {"passes": np.stack([given["x"], 2 * _columns(rng, N, D)]), **given, "param": param}

    def run(s, given):
        param = given["param"]
        for x in given["passes"]:
            s.batchnorm_forward(x, given["gamma"], given["beta"], param)
        return {"running_mean": param.get("running_mean"), "running_var": param.get("running_var")}


class batchnorm_test:
    """At test time the running averages normalize the input, and gamma and beta still apply."""

    cases = {
        "wide": {**_WIDE, "eps": 1e-5},
        "large_eps": {**_TALL, "eps": 0.3},
        "one_row": {"N": 1, "D": range(4, 8), "eps": 0.05},
        "defaults": {**_TALL, "eps": 1e-5, "stated": False},
    }
    edge = ("one_row",)

    def inputs(rng, N, D, eps, stated=True):
        given = _layer(rng, N, D, mode="test", eps=eps, momentum=0.8)
        mean, var = rng.normal(size=D), rng.uniform(0.5, 4, size=D)
        if stated:
            given["param"] |= {"running_mean": mean, "running_var": var}
            return given
        averages = {"running_mean": _HARDLY * mean, "running_var": _HARDLY**2 * var}
        return given | {"x": _HARDLY * given["x"], "param": {"mode": "test", **averages}}

    def run(s, given):
        out = s.batchnorm_forward(given["x"], given["gamma"], given["beta"], given["param"])["out"]
        return {"out": out}


_BACKWARD_CASES = {"wide": {**_WIDE, "eps": 1e-5}, "tall": {**_TALL, "eps": 0.2}}


class batchnorm_backward:
    """The backward pass gives the gradients of x, gamma and beta."""

    cases = _BACKWARD_CASES

    def inputs(rng, N, D, eps):
        return _layer(rng, N, D, mode="train", eps=eps, momentum=0.8)

    def run(s, given):
        cache = s.batchnorm_forward(given["x"], given["gamma"], given["beta"], given["param"])["cache"]
        return s.batchnorm_backward(given["dout"], cache)

    def forward(s, given):
        return s.batchnorm_forward(given["x"], given["gamma"], given["beta"], given["param"])


class batchnorm_backward_alt:
    """The simplified backward pass gives the same gradients as the one by the graph."""

    cases = _BACKWARD_CASES
    inputs = batchnorm_backward.inputs

    def run(s, given):
        cache = s.batchnorm_forward(given["x"], given["gamma"], given["beta"], given["param"])["cache"]
        return s.batchnorm_backward_alt(given["dout"], cache)

    forward = batchnorm_backward.forward


class layernorm_forward:
    """Each row is normalized with its own mean and variance."""

    cases = {
        "wide": {**_WIDE, "eps": 1e-5},
        "tall": {**_TALL, "eps": 1e-5},
        "large_eps": {**_TALL, "eps": 0.3},
        "one_row": {"N": 1, "D": range(4, 8), "eps": 0.05},
        "defaults": {**_WIDE, "eps": 1e-5, "stated": False},
    }
    edge = ("one_row",)

    def inputs(rng, N, D, eps, stated=True):
        given = _layer(rng, N, D, eps=eps)
        return given if stated else given | {"x": _HARDLY * given["x"], "param": {}}

    def run(s, given):
        out = s.layernorm_forward(given["x"], given["gamma"], given["beta"], given["param"])["out"]
        return {"out": out}


class layernorm_backward:
    """The backward pass gives the gradients of x, gamma and beta."""

    cases = {"wide": {**_WIDE, "eps": 1e-5}, "tall": {**_TALL, "eps": 0.2}}

    def inputs(rng, N, D, eps):
        return _layer(rng, N, D, eps=eps)

    def run(s, given):
        cache = s.layernorm_forward(given["x"], given["gamma"], given["beta"], given["param"])["cache"]
        return s.layernorm_backward(given["dout"], cache)

    def forward(s, given):
        return s.layernorm_forward(given["x"], given["gamma"], given["beta"], given["param"])


_NETS = {
    "one_hidden": {"sizes": [range(5, 8), range(4, 8), 3], "N": range(4, 7), "reg": 0.0},
    "two_hidden": {"sizes": [range(6, 9), range(4, 8), range(4, 7), 3], "N": range(5, 8), "reg": 0.7},
}


def _net(rng, normalization, sizes, N, reg):
    """A small net's sizes, parameters and inputs, with gamma and beta away from 1 and 0."""
    params = {}
    for layer, (rows, columns) in enumerate(itertools.pairwise(sizes), start=1):
        params[f"W{layer}"] = 0.5 * rng.normal(size=(rows, columns))
        params[f"b{layer}"] = 0.3 * rng.normal(size=columns)
        if layer < len(sizes) - 1:
            params[f"gamma{layer}"] = rng.uniform(0.5, 2, size=columns)
            params[f"beta{layer}"] = rng.normal(size=columns)
    return {
        "normalization": normalization,
        "sizes": sizes,
        "reg": reg,
        "params": params,
        "X": _columns(rng, N, sizes[0]),
        "X_test": _columns(rng, N + 1, sizes[0]),
        "y": rng.integers(sizes[-1], size=N),
    }


def _new_parameters(got):
    """The names and shapes of fresh parameters, gamma and beta and biases as they are, and how wide weights spread."""
    found = {}
    for name, value in got["params"].items():
        value = np.asarray(value)
        if str(name).startswith("W"):
            found[f"shape of {name}"] = np.array(value.shape)
            spread = float(np.std(value)) / 0.03
            found[f"spread of {name}"] = 1.0 if 0.8 < spread < 1.25 and abs(np.mean(value)) < 0.01 else spread
        else:
            found[str(name)] = value
    return {"params": found}


class fc_batchnorm_parameters:
    """A new net has weights, biases, and for each hidden layer gamma and beta, of the right shapes and values."""

    cases = {"one_hidden": {"sizes": [40, 30, 10]}, "two_hidden": {"sizes": [40, 30, 25, 10]}}

    def inputs(rng, sizes):
        return {"normalization": "batchnorm", "sizes": [size + int(rng.integers(8)) for size in sizes]}

    def run(s, given):
        sizes = given["sizes"]
        old = given["normalization"] == "batchnorm" and s.accepts("FullyConnectedNet", "use_batchnorm")  # to 2017
        kind = {"use_batchnorm": True} if old else {"normalization": given["normalization"]}
        net = s.FullyConnectedNet(
            sizes[1:-1], input_dim=sizes[0], num_classes=sizes[-1], **kind, weight_scale=0.03, dtype=np.float64
        )
        return {"params": dict(net.params)}

    finish = _new_parameters


class fc_layernorm_parameters:
    """A new net has weights, biases, and for each hidden layer gamma and beta, of the right shapes and values."""

    cases = {"one_hidden": {"sizes": [40, 30, 10]}, "two_hidden": {"sizes": [40, 30, 25, 10]}}

    def inputs(rng, sizes):
        return {"normalization": "layernorm", "sizes": [size + int(rng.integers(8)) for size in sizes]}

    run = fc_batchnorm_parameters.run

    finish = _new_parameters


class fc_batchnorm_train:
    """With given parameters, the net's loss and every gradient come out right."""

    cases = _NETS

    def inputs(rng, sizes, N, reg):
        return _net(rng, "batchnorm", sizes, N, reg)

    def run(s, given):
        sizes = given["sizes"]
        old = given["normalization"] == "batchnorm" and s.accepts("FullyConnectedNet", "use_batchnorm")  # to 2017
        kind = {"use_batchnorm": True} if old else {"normalization": given["normalization"]}
        net = s.FullyConnectedNet(
            sizes[1:-1], input_dim=sizes[0], num_classes=sizes[-1], **kind, reg=given["reg"], dtype=np.float64
        )
        net.params.update(given["params"])
        step = net.loss(given["X"], given["y"])
        return {"loss": step["loss"], "grads": step["grads"]}


class fc_layernorm_train:
    """With given parameters, the net's loss and every gradient come out right."""

    cases = _NETS

    def inputs(rng, sizes, N, reg):
        return _net(rng, "layernorm", sizes, N, reg)

    run = fc_batchnorm_train.run


class fc_batchnorm_test:
    """After one training pass, the net without labels gives scores that use the running averages."""

    cases = _NETS

    def inputs(rng, sizes, N, reg):
        return _net(rng, "batchnorm", sizes, N, reg)

    def run(s, given):
        sizes = given["sizes"]
        old = given["normalization"] == "batchnorm" and s.accepts("FullyConnectedNet", "use_batchnorm")  # to 2017
        kind = {"use_batchnorm": True} if old else {"normalization": given["normalization"]}
        net = s.FullyConnectedNet(
            sizes[1:-1], input_dim=sizes[0], num_classes=sizes[-1], **kind, reg=given["reg"], dtype=np.float64
        )
        net.params.update(given["params"])
        s.attempt(net.loss, given["X"], given["y"])  # a backward that fails has moved the averages all the same
        return {"scores": net.loss(given["X_test"])["scores"]}


class fc_layernorm_test:
    """Without labels the net gives scores, normalized row by row as in training."""

    cases = _NETS

    def inputs(rng, sizes, N, reg):
        return _net(rng, "layernorm", sizes, N, reg)

    run = fc_batchnorm_test.run
