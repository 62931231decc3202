"""The scenarios of `spatial_normalization.toml`: what each behaviour is measured on.

Sizes are drawn from the seed: N, C, H and W differ from one another, and no shape tells a forward pass from a backward
pass. Channels have offsets and scales of their own, eps is 0.05 or more at least
once. In the cases `defaults` the settings leave out what has a default and is to be seen: eps, on numbers that hardly
vary, or momentum. Group and instance norm take gamma and beta as (1, C, 1, 1), and as (C,) where a solution takes
only that; their gradients are compared as (C,), since the course's own texts disagree on the shape.
"""

from __future__ import annotations

import numpy as np


def _images(rng, shape, **more):
    """Images whose channels have offsets and scales of their own, of like size."""
    C = shape[1]
    offset, scale = rng.uniform(-3, 3, size=(1, C, 1, 1)), rng.uniform(1, 3, size=(1, C, 1, 1))
    return {
        "x": scale * rng.normal(size=shape) + offset,
        "gamma": rng.uniform(0.5, 2, size=C),
        "beta": rng.normal(size=C),
        "dout": rng.normal(size=shape),
        **more,
    }


def _flat(got):
    """The gradients of gamma and beta with one axis, whatever shape of the two they came in."""
    names = {"dgamma", "dbeta"} & got.keys()
    return {**got, **{n: np.reshape(got[n], -1) for n in names if np.ndim(got[n]) == 4 and np.shape(got[n])[0] == 1}}


_WIDE = {"shape": (range(2, 4), range(4, 6), range(2, 4), range(4, 7))}
_TALL = {"shape": (range(3, 5), range(2, 4), range(4, 6), range(2, 5))}
_HARDLY = 2e-3
"""Standard deviations of about this size make variances of the size of the default eps, 1e-5."""


class spatial_batchnorm_train:
    """In training, each channel is normalized over all images and all pixels of the batch."""

    cases = {
        "wide": {**_WIDE, "eps": 1e-5},
        "tall": {**_TALL, "eps": 1e-5},
        "large_eps": {**_TALL, "eps": 0.3},
        "float32": {**_WIDE, "eps": 0.05, "dtype": np.float32},
        "defaults": {**_WIDE, "eps": 1e-5, "stated": False},
    }

    def inputs(rng, shape, eps, dtype=np.float64, stated=True):
        given = _images(rng, shape)
        arrays = {name: given[name].astype(dtype) for name in ("x", "gamma", "beta")}
        if stated:
            return {**arrays, "param": {"mode": "train", "eps": eps, "momentum": 0.8}}
        return {**arrays, "x": _HARDLY * arrays["x"], "param": {"mode": "train"}}

    def run(s, given):
        out = s.spatial_batchnorm_forward(given["x"], given["gamma"], given["beta"], given["param"])["out"]
        return {"out": out}


class spatial_batchnorm_running:
    """Each training pass moves the running mean and variance of every channel towards the batch's own."""

    cases = {
        "wide": _WIDE,
        "tall": _TALL,
        "defaults": {**_WIDE, "stated": False},
    }

    def inputs(rng, shape, stated=True):
        first, second = _images(rng, shape), _images(rng, shape)
        param = {"mode": "train", "eps": 0.05, **({"momentum": 0.7} if stated else {})}
        return {**first, "passes": np.stack([first["x"], 2 * second["x"]]), "param": param}

    def run(s, given):
        param = given["param"]
        for x in given["passes"]:
            s.spatial_batchnorm_forward(x, given["gamma"], given["beta"], param)
        return {"running_mean": param.get("running_mean"), "running_var": param.get("running_var")}


class spatial_batchnorm_test:
    """At test time the running averages normalize each channel, and gamma and beta still apply."""

    cases = {
        "wide": {**_WIDE, "eps": 1e-5},
        "large_eps": {**_TALL, "eps": 0.3},
        "one_image": {"shape": (1, range(2, 4), range(3, 6), range(2, 5)), "eps": 0.05},
        "defaults": {**_WIDE, "eps": 1e-5, "stated": False},
    }
    edge = ("one_image",)

    def inputs(rng, shape, eps, stated=True):
        C = shape[1]
        mean, var = rng.normal(size=C), rng.uniform(0.5, 4, size=C)
        averages = {"running_mean": mean, "running_var": var}
        given = _images(rng, shape, param={"mode": "test", "eps": eps, "momentum": 0.8, **averages})
        if stated:
            return given
        averages = {"running_mean": _HARDLY * mean, "running_var": _HARDLY**2 * var}
        return {**given, "x": _HARDLY * given["x"], "param": {"mode": "test", **averages}}

    run = spatial_batchnorm_train.run


class spatial_batchnorm_backward:
    """The backward pass gives the gradients of x, gamma and beta."""

    cases = {"wide": {**_WIDE, "eps": 1e-5}, "tall": {**_TALL, "eps": 0.2}}

    def inputs(rng, shape, eps):
        return _images(rng, shape, param={"mode": "train", "eps": eps, "momentum": 0.8})

    def run(s, given):
        cache = s.spatial_batchnorm_forward(given["x"], given["gamma"], given["beta"], given["param"])["cache"]
        return s.spatial_batchnorm_backward(given["dout"], cache)

    def forward(s, given):
        return s.spatial_batchnorm_forward(given["x"], given["gamma"], given["beta"], given["param"])


_GROUPS = {
    "two_groups": {"shape": (range(2, 4), range(4, 7, 2), range(2, 4), range(5, 7)), "G": 2, "eps": 1e-5},
    "three_groups": {"shape": (range(2, 4), 6, range(3, 6), range(2, 5)), "G": 3, "eps": 0.3},
    "one_group": {"shape": (range(2, 4), range(4, 6), range(2, 4), range(5, 7)), "G": 1, "eps": 1e-5},
    "one_channel_each": {"shape": (2, 3, range(4, 6), range(4, 7)), "G": 3, "eps": 0.05},
    "defaults": {
        "shape": (range(2, 4), range(4, 7, 2), range(2, 4), range(3, 6)),
        "G": 2,
        "eps": 1e-5,
        "stated": False,
    },
}


class spatial_groupnorm_forward:
    """Each group of channels of each image is normalized over its channels and pixels."""

    cases = _GROUPS
    edge = ("one_group", "one_channel_each")

    def inputs(rng, shape, G, eps, stated=True):
        given = _images(rng, shape, G=G, param={"eps": eps})
        return given if stated else {**given, "x": _HARDLY * given["x"], "param": {}}

    def run(s, given):
        x, gamma, beta, param = given["x"], given["gamma"], given["beta"], given["param"]
        wide = [np.reshape(gamma, (1, -1, 1, 1)), np.reshape(beta, (1, -1, 1, 1))]
        got = s.attempt(s.spatial_groupnorm_forward, x, wide[0], wide[1], given["G"], dict(param))
        if got is None or np.shape(got["out"]) != np.shape(x):
            got = s.spatial_groupnorm_forward(x, gamma, beta, given["G"], dict(param))
        return {"out": got["out"]}


class spatial_groupnorm_backward:
    """The backward pass gives the gradients of x, gamma and beta."""

    cases = {
        "two_groups": {"shape": (range(2, 4), range(4, 7, 2), range(2, 4), range(5, 7)), "G": 2, "eps": 1e-5},
        "three_groups": {"shape": (range(2, 5), 6, range(3, 6), range(2, 5)), "G": 3, "eps": 0.2},
    }

    def inputs(rng, shape, G, eps):
        return _images(rng, shape, G=G, param={"eps": eps})

    def run(s, given):
        x, gamma, beta, param = given["x"], given["gamma"], given["beta"], given["param"]
        wide = [np.reshape(gamma, (1, -1, 1, 1)), np.reshape(beta, (1, -1, 1, 1))]
        got = s.attempt(s.spatial_groupnorm_forward, x, wide[0], wide[1], given["G"], dict(param))
        if got is None or np.shape(got["out"]) != np.shape(x):
            got = s.spatial_groupnorm_forward(x, gamma, beta, given["G"], dict(param))
        return s.spatial_groupnorm_backward(given["dout"], got["cache"])

    def forward(s, given):
        x, gamma, beta, param = given["x"], given["gamma"], given["beta"], given["param"]
        wide = [np.reshape(gamma, (1, -1, 1, 1)), np.reshape(beta, (1, -1, 1, 1))]
        got = s.attempt(s.spatial_groupnorm_forward, x, wide[0], wide[1], given["G"], dict(param))
        if got is None or np.shape(got["out"]) != np.shape(x):
            got = s.spatial_groupnorm_forward(x, gamma, beta, given["G"], dict(param))
        return got

    finish = _flat


class instancenorm_forward:
    """Each channel of each image is normalized over its own pixels."""

    cases = {
        "wide": {**_WIDE, "eps": 1e-5},
        "tall": {**_TALL, "eps": 0.3},
        "one_image": {"shape": (1, range(2, 4), range(3, 6), range(2, 5)), "eps": 0.05},
        "defaults": {**_WIDE, "eps": 1e-5, "stated": False},
    }
    edge = ("one_image",)

    def inputs(rng, shape, eps, stated=True):
        given = _images(rng, shape, param={"eps": eps})
        return given if stated else {**given, "x": _HARDLY * given["x"], "param": {}}

    def run(s, given):
        x, gamma, beta, param = given["x"], given["gamma"], given["beta"], given["param"]
        wide = [np.reshape(gamma, (1, -1, 1, 1)), np.reshape(beta, (1, -1, 1, 1))]
        got = s.attempt(s.instancenorm_forward, x, wide[0], wide[1], dict(param))
        if got is None or np.shape(got["out"]) != np.shape(x):
            got = s.instancenorm_forward(x, gamma, beta, dict(param))
        return {"out": got["out"]}


class instancenorm_backward:
    """The backward pass gives the gradients of x, gamma and beta."""

    cases = {"wide": {**_WIDE, "eps": 1e-5}, "tall": {**_TALL, "eps": 0.2}}

    def inputs(rng, shape, eps):
        return _images(rng, shape, param={"eps": eps})

    def run(s, given):
        x, gamma, beta, param = given["x"], given["gamma"], given["beta"], given["param"]
        wide = [np.reshape(gamma, (1, -1, 1, 1)), np.reshape(beta, (1, -1, 1, 1))]
        got = s.attempt(s.instancenorm_forward, x, wide[0], wide[1], dict(param))
        if got is None or np.shape(got["out"]) != np.shape(x):
            got = s.instancenorm_forward(x, gamma, beta, dict(param))
        return s.instancenorm_backward(given["dout"], got["cache"])

    def forward(s, given):
        x, gamma, beta, param = given["x"], given["gamma"], given["beta"], given["param"]
        wide = [np.reshape(gamma, (1, -1, 1, 1)), np.reshape(beta, (1, -1, 1, 1))]
        got = s.attempt(s.instancenorm_forward, x, wide[0], wide[1], dict(param))
        if got is None or np.shape(got["out"]) != np.shape(x):
            got = s.instancenorm_forward(x, gamma, beta, dict(param))
        return got

    finish = _flat


def _rows(rng, N, D, eps):
    x = rng.uniform(1, 3, size=(N, 1)) * rng.normal(size=(N, D)) + rng.uniform(-3, 3, size=(N, 1))
    return {
        "x": x,
        "gamma": rng.uniform(0.5, 2, size=D),
        "dout": rng.normal(size=(N, D)),
        "param": {"eps": eps},
    }


_LONG, _HIGH = {"N": range(3, 6), "D": range(6, 9)}, {"N": range(7, 10), "D": range(3, 6)}


class rmsnorm_forward:
    """Each row is divided by the root of the mean of its squares, then scaled."""

    cases = {
        "wide": {**_LONG, "eps": 1e-5},
        "tall": {**_HIGH, "eps": 0.3},
        "one_row": {"N": 1, "D": range(4, 8), "eps": 0.05},
        "defaults": {**_LONG, "eps": 1e-5, "stated": False},
    }
    edge = ("one_row",)

    def inputs(rng, N, D, eps, stated=True):
        given = _rows(rng, N, D, eps)
        return given if stated else {**given, "x": _HARDLY * given["x"], "param": {}}

    def run(s, given):
        return {"out": s.rmsnorm_forward(given["x"], given["gamma"], given["param"])["out"]}


class rmsnorm_backward:
    """The backward pass gives the gradients of x and gamma."""

    cases = {"wide": {**_LONG, "eps": 1e-5}, "tall": {**_HIGH, "eps": 0.2}}

    def inputs(rng, N, D, eps):
        return _rows(rng, N, D, eps)

    def run(s, given):
        cache = s.rmsnorm_forward(given["x"], given["gamma"], given["param"])["cache"]
        return s.rmsnorm_backward(given["dout"], cache)

    def forward(s, given):
        return s.rmsnorm_forward(given["x"], given["gamma"], given["param"])
