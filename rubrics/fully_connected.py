"""The scenarios of `fully_connected.toml`: what each behaviour is measured on.

Sizes are drawn from the seed. Inputs have more than two dimensions where they may, N differs from D and M, no number
lies near a kink. Dropout masks may differ rightly, so what is compared there are properties: scale, share, sameness.
"""

from __future__ import annotations

import itertools

import numpy as np

_AFFINE = {
    "rows": {"shape": (range(4, 7), range(5, 9)), "M": range(3, 6)},
    "images": {"shape": (range(2, 5), range(2, 4), range(3, 6), range(4, 6)), "M": range(6, 9)},
    "one_sample": {"shape": (1, range(2, 5), range(2, 5)), "M": range(2, 5)},
}


def _affine(rng, shape, M, dtype=np.float64):
    D = int(np.prod(shape[1:]))
    sizes = {"x": shape, "w": (D, M), "b": (M,), "dout": (shape[0], M)}
    return {name: (rng.normal(size=size) + 0.3).astype(dtype) for name, size in sizes.items()}


class affine_forward:
    """Each sample, flattened to a row, is multiplied by the weights, and the biases are added."""

    cases = {
        **_AFFINE,
        "float32": {"shape": (range(3, 6), range(2, 5), range(2, 5)), "M": range(4, 7), "dtype": np.float32},
    }
    edge = ("one_sample",)

    def inputs(rng, shape, M, dtype=np.float64):
        return _affine(rng, shape, M, dtype)

    def run(s, given):
        return {"out": s.affine_forward(given["x"], given["w"], given["b"])["out"]}


class affine_backward:
    """The backward pass gives the gradients of x, w and b, each in the shape of what it belongs to."""

    cases = _AFFINE
    edge = ("one_sample",)

    def inputs(rng, shape, M):
        return _affine(rng, shape, M)

    def run(s, given):
        cache = s.affine_forward(given["x"], given["w"], given["b"])["cache"]
        return s.affine_backward(given["dout"], cache)

    def forward(s, given):
        return s.affine_forward(given["x"], given["w"], given["b"])


def _away_from_zero(rng, shape):
    """Numbers of both signs, none near the kink of ReLU."""
    return rng.choice([-1, 1], size=shape) * rng.uniform(0.2, 3, size=shape)


_SHAPES = {
    "rows": {"shape": (range(4, 7), range(5, 9))},
    "images": {"shape": (range(2, 4), range(2, 5), range(3, 6), range(2, 5))},
}


class relu_forward:
    """Positive numbers stay, negative ones become zero."""

    cases = _SHAPES

    def inputs(rng, shape):
        return {"x": _away_from_zero(rng, shape)}

    def run(s, given):
        return {"out": s.relu_forward(given["x"])["out"]}


class relu_backward:
    """The gradient passes where the input was positive."""

    cases = _SHAPES

    def inputs(rng, shape):
        return {"x": _away_from_zero(rng, shape), "dout": rng.normal(size=shape)}

    def run(s, given):
        return s.relu_backward(given["dout"], s.relu_forward(given["x"])["cache"])

    def forward(s, given):
        return s.relu_forward(given["x"])


class softmax_loss:
    """The loss is the mean over the samples of minus the logarithm of the right class's probability."""

    cases = {
        "few_classes": {"N": range(5, 9), "C": range(3, 5), "offset": 0.0},
        "many_classes": {"N": range(3, 6), "C": range(10, 14), "offset": 0.0},
        "offset": {"N": range(6, 9), "C": range(4, 6), "offset": 40.0},
    }

    def inputs(rng, N, C, offset):
        return {"x": 3 * rng.normal(size=(N, C)) + offset, "y": rng.integers(C, size=N)}

    def run(s, given):
        return s.softmax_loss(given["x"], given["y"])


def _dropout(rng, p, mode="train"):
    x = _away_from_zero(rng, (50, 60))
    return {"x": x, "moved": x + rng.normal(size=x.shape), "dout": _away_from_zero(rng, x.shape), "p": p, "mode": mode}


def _range(values):
    """Smallest and largest, or nothing where there is no value."""
    return None if np.size(values) == 0 else np.array([np.min(values), np.max(values)])


def _like(value, x):
    """A returned value as an array; an error where its shape is not that of x, so that it is not stretched to fit."""
    value = np.asarray(value)
    if value.shape != x.shape:
        raise ValueError
    return value


class dropout_train:
    """In training entries are kept with probability p and scaled by 1/p; the same seed gives the same mask."""

    cases = {"keeps_most": {"p": 0.75}, "keeps_few": {"p": 0.3}}

    def inputs(rng, p):
        return _dropout(rng, p)

    def run(s, given):
        x, param = given["x"], {"mode": "train", "p": given["p"], "seed": 123}
        first = s.dropout_forward(x, dict(param))["out"]
        return {"out": first, "again": s.dropout_forward(x, dict(param))["out"]}

    def finish(got, given):
        x, p = given["x"], given["p"]
        out = _like(got["out"], x)
        kept = out != 0
        share = float(np.mean(kept))
        return {
            "scale of what is kept": _range(out[kept] / x[kept]),
            "share of what is kept": p if abs(share - p) < 0.05 else share,
            "same mask for the same seed": bool(np.array_equal(out, got["again"])),
        }


class dropout_test:
    """In test mode x passes unchanged."""

    cases = {"keeps_most": {"p": 0.75}, "keeps_few": {"p": 0.3}}

    def inputs(rng, p):
        return _dropout(rng, p, mode="test")

    def run(s, given):
        return {"out": s.dropout_forward(given["x"], {"mode": "test", "p": given["p"]})["out"]}


class dropout_backward:
    """The gradient takes the way of the forward pass: through the same mask, with the same scale."""

    cases = {"keeps_most": {"p": 0.75}, "keeps_few": {"p": 0.3}}

    def inputs(rng, p):
        return _dropout(rng, p)

    def run(s, given):
        forward = s.dropout_forward(given["x"], {"mode": "train", "p": given["p"], "seed": 321})
        return {"dx": s.dropout_backward(given["dout"], forward["cache"])["dx"], "out": forward["out"]}

    def finish(got, given):
        dx, mask = _like(got["dx"], given["x"]), _like(got["out"], given["x"]) / given["x"]
        kept = mask != 0
        return {
            "dx where kept": _range(dx[kept] / (given["dout"] * mask)[kept]),
            "dx where dropped": _range(dx[~kept]),
        }


class dropout_slope:
    """Dropout with a fixed seed is linear: the gradient says exactly by how much the output moves."""

    cases = {"keeps_most": {"p": 0.75}, "keeps_few": {"p": 0.3}}

    def inputs(rng, p):
        return _dropout(rng, p)

    def run(s, given):
        param = {"mode": "train", "p": given["p"], "seed": 321}
        forward = s.dropout_forward(given["x"], dict(param))
        moved = s.dropout_forward(given["moved"], dict(param))["out"]
        dx = s.dropout_backward(given["dout"], forward["cache"])["dx"]
        return {"dx": dx, "out": forward["out"], "moved": moved}

    def finish(got, given):
        x, step = given["x"], given["moved"] - given["x"]
        rows = np.sum(given["dout"] * (_like(got["moved"], x) - _like(got["out"], x)), axis=1)
        return {"slope": np.sum(_like(got["dx"], x) * step, axis=1) - rows}


_NETS = {
    "no_hidden": {"sizes": [range(5, 8), range(3, 5)], "N": range(4, 7), "reg": 0.6},
    "one_hidden": {"sizes": [range(5, 8), range(4, 8), 3], "N": range(4, 7), "reg": 0.0},
    "two_hidden": {"sizes": [range(6, 9), range(4, 8), range(4, 7), 3], "N": range(5, 8), "reg": 0.7},
}


def _net(rng, sizes, N, reg):
    params = {}
    for layer, (rows, columns) in enumerate(itertools.pairwise(sizes), start=1):
        params[f"W{layer}"] = rng.normal(size=(rows, columns))
        params[f"b{layer}"] = 0.5 * rng.normal(size=columns)
    return {
        "sizes": sizes,
        "reg": reg,
        "params": params,
        "X": rng.normal(size=(N, sizes[0])),
        "y": rng.integers(sizes[-1], size=N),
    }


class fc_net_parameters:
    """A new net has weights as wide as weight_scale says, and biases of zero."""

    cases = {"one_hidden": {"sizes": [40, 30, 10]}, "two_hidden": {"sizes": [40, 30, 25, 10]}}

    def inputs(rng, sizes):
        return {"sizes": [size + int(rng.integers(8)) for size in sizes]}

    def run(s, given):
        sizes = given["sizes"]
        net = s.FullyConnectedNet(
            sizes[1:-1], input_dim=sizes[0], num_classes=sizes[-1], weight_scale=0.03, dtype=np.float64
        )
        return {"params": dict(net.params)}

    def finish(got):
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


class fc_net_train:
    """With given parameters, the net's loss and every gradient come out right."""

    cases = _NETS
    edge = ("no_hidden",)

    def inputs(rng, sizes, N, reg):
        return _net(rng, sizes, N, reg)

    def run(s, given):
        sizes = given["sizes"]
        net = s.FullyConnectedNet(
            sizes[1:-1], input_dim=sizes[0], num_classes=sizes[-1], reg=given["reg"], dtype=np.float64
        )
        net.params.update(given["params"])
        step = net.loss(given["X"], given["y"])
        return {"loss": step["loss"], "grads": step["grads"]}


class fc_net_test:
    """Without labels the net gives the scores of every class, and dropout, where it is on, does nothing."""

    cases = {
        **{name: {**case, "keep": 1} for name, case in _NETS.items()},
        "with_dropout": {**_NETS["two_hidden"], "keep": 0.4},
    }
    edge = ("no_hidden",)

    def inputs(rng, sizes, N, reg, keep):
        return {**_net(rng, sizes, N, reg), "keep": keep}

    def run(s, given):
        # By position, since the name of this argument differs by year; 1 is left out, where 0 once meant off.
        sizes, dropout = given["sizes"], [] if given["keep"] == 1 else [given["keep"]]
        net = s.FullyConnectedNet(sizes[1:-1], sizes[0], sizes[-1], *dropout, reg=given["reg"], dtype=np.float64)
        net.params.update(given["params"])
        return {"scores": net.loss(given["X"])["scores"]}
