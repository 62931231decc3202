"""Inverted dropout: while training, random entries become zero and the kept ones are scaled up."""

import numpy as np

from ._types import Array, Param

DropoutCache = Array | None
"""The mask that was applied (0 or 1/p an entry); None in test mode, where nothing was."""


def dropout_forward(x: Array, dropout_param: Param) -> tuple[Array, DropoutCache]:
    """Keep each entry with probability p and divide it by p, so that its expected value stays.

    Args:
        x: input, any shape.
        dropout_param: "mode" ("train", or "test": x passes unchanged), "p" (the probability of *keeping* an
            entry), optionally "seed" (the same seed gives the same mask).

    Returns:
        (out, cache): out the shape and dtype of x.

    Raises:
        ValueError: the mode is neither "train" nor "test".

    Source: Hinton et al. 2012, arXiv:1207.0580; scaling while training: Srivastava et al. 2014, JMLR 15,
    section 10.
    """
    mode, p = dropout_param["mode"], dropout_param["p"]
    if mode == "test":
        return x, None
    if mode != "train":
        raise ValueError(f'dropout mode is {mode!r}. It must be "train" or "test".')
    kept = _uniform(x.shape, dropout_param.get("seed")) < p
    mask = (kept / p).astype(x.dtype)
    return x * mask, mask


def dropout_backward(dout: Array, cache: DropoutCache) -> Array:
    """Gradient of dropout: dout through the same mask.

    Args:
        dout: upstream gradient, the shape of x.
        cache: what dropout_forward returned.

    Returns:
        dx, the shape of x, dtype of dout.
    """
    mask = cache
    return dout if mask is None else dout * mask


def _uniform(shape: tuple[int, ...], seed: int | None) -> Array:
    """Numbers in [0, 1): from a stream of their own when seeded, else from numpy's global generator.

    The legacy generator on purpose: its stream is frozen for all versions of numpy, and it is the one that
    np.random.seed, np.random.rand and so most students' masks use.
    """
    if seed is None:
        return np.random.random_sample(shape)  # noqa: NPY002
    return np.random.RandomState(seed).random_sample(shape)
