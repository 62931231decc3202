"""Batch normalization: each feature is normalized over the samples of a batch."""

from typing import NamedTuple

import numpy as np

from ._types import Array, Param


class BatchNormCache(NamedTuple):
    """What the backward passes need of a forward pass in train mode."""

    x_centered: Array
    """Input minus the batch's mean, (N, D)."""
    std: Array
    """What it was divided by, (D,)."""
    x_hat: Array
    """The quotient, (N, D)."""
    gamma: Array
    """Scale, (D,)."""


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Normalize each feature by the batch (train) or by the running averages (test), then scale and shift.

    Args:
        x: input, (N, D).
        gamma: scale, (D,).
        beta: shift, (D,).
        bn_param: "mode" ("train" or "test"), optionally "eps" (1e-5), "momentum" (0.9), "running_mean" and
            "running_var" (zeros, (D,)). The averages are written back; train mode moves them to the batch's.

    Returns:
        (out, cache): out (N, D), dtype of x; in test mode the cache is None.

    Raises:
        ValueError: the mode is neither "train" nor "test".

    Source: Ioffe, Szegedy 2015, arXiv:1502.03167, section 3, algorithm 1. The exponentially decaying averages
    are the course's choice; the paper averages over many batches after training (section 3.1).
    """
    _, D = x.shape
    mode, eps, momentum = bn_param["mode"], bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    mean = bn_param.setdefault("running_mean", np.zeros(D, dtype=x.dtype))  # (D,)
    var = bn_param.setdefault("running_var", np.zeros(D, dtype=x.dtype))  # (D,)

    if mode == "test":
        return gamma * (x - mean) / np.sqrt(var + eps) + beta, None
    if mode != "train":
        raise ValueError(f'batch norm mode is {mode!r}. It must be "train" or "test".')

    batch_mean = np.mean(x, axis=0)  # (D,)
    x_centered = x - batch_mean  # (N, D)
    batch_var = np.mean(x_centered**2, axis=0)  # (D,)
    std = np.sqrt(batch_var + eps)  # (D,)
    x_hat = x_centered / std  # (N, D)
    bn_param["running_mean"] = momentum * mean + (1 - momentum) * batch_mean
    bn_param["running_var"] = momentum * var + (1 - momentum) * batch_var
    return gamma * x_hat + beta, BatchNormCache(x_centered, std, x_hat, gamma)


def batchnorm_backward(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Gradient of batch normalization in train mode, walking its computation graph backward step by step.

    Args:
        dout: upstream gradient, (N, D).
        cache: what batchnorm_forward returned.

    Returns:
        (dx, dgamma, dbeta): (N, D), (D,), (D,), dtype of dout.

    Source: Ioffe, Szegedy 2015, arXiv:1502.03167, section 3.
    """
    x_centered, std, x_hat, gamma = cache
    N, _ = dout.shape
    # out = gamma * x_hat + beta
    dbeta = np.sum(dout, axis=0)  # (D,)
    dgamma = np.sum(dout * x_hat, axis=0)  # (D,)
    dx_hat = dout * gamma  # (N, D)
    # x_hat = x_centered / std
    dx_centered = dx_hat / std  # (N, D), the first of its two paths
    dstd = -np.sum(dx_hat * x_centered, axis=0) / std**2  # (D,)
    # std = sqrt(var + eps)
    dvar = dstd / (2 * std)  # (D,)
    # var = mean(x_centered ** 2)
    dx_centered = dx_centered + dvar * 2 * x_centered / N  # (N, D), both paths
    # x_centered = x - mean
    dmean = -np.sum(dx_centered, axis=0)  # (D,)
    # mean = sum(x) / N
    dx = dx_centered + dmean / N  # (N, D)
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Gradient of batch normalization in train mode, simplified on paper to one expression for dx.

    Args:
        dout: upstream gradient, (N, D).
        cache: what batchnorm_forward returned.

    Returns:
        (dx, dgamma, dbeta): (N, D), (D,), (D,), dtype of dout.

    Source: Ioffe, Szegedy 2015, arXiv:1502.03167, section 3, its chain of equations put into one.
    """
    _, std, x_hat, gamma = cache
    N, _ = dout.shape
    dbeta = np.sum(dout, axis=0)  # (D,)
    dgamma = np.sum(dout * x_hat, axis=0)  # (D,)
    dx = gamma / std * (dout - dbeta / N - x_hat * dgamma / N)  # (N, D)
    return dx, dgamma, dbeta
