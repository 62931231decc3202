"""The softmax loss: the mean cross-entropy between softmax(scores) and the right classes."""

import numpy as np

from ._types import Array, Labels


def softmax_loss(x: Array, y: Labels) -> tuple[float, Array]:
    """Loss and gradient of softmax classification, stable for scores of any size.

    Args:
        x: scores, (N, C).
        y: the right class of each sample, integers 0 <= y < C, (N,).

    Returns:
        (loss, dx): a number, and its gradient (N, C), dtype of x.
    """
    N, _ = x.shape
    samples = np.arange(N)
    shifted = x - np.max(x, axis=1, keepdims=True)  # at most 0, so that exp cannot overflow
    log_p = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))  # (N, C)
    loss = -np.mean(log_p[samples, y])
    dx = np.exp(log_p)
    dx[samples, y] -= 1
    return float(loss), dx / N
