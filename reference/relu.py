"""The rectified linear unit: negative inputs become zero."""

import numpy as np

from ._types import Array


def relu_forward(x: Array) -> tuple[Array, Array]:
    """Compute max(x, 0), entry by entry.

    Args:
        x: input, any shape.

    Returns:
        (out, cache): out the shape and dtype of x; the cache is x.

    Source: Glorot, Bordes, Bengio 2011, "Deep sparse rectifier neural networks", section 3.
    """
    return np.maximum(x, 0), x


def relu_backward(dout: Array, cache: Array) -> Array:
    """Gradient of relu: dout where the input was positive, else zero.

    Args:
        dout: upstream gradient, the shape of x.
        cache: what relu_forward returned.

    Returns:
        dx, the shape of x, dtype of dout.
    """
    x = cache
    dx: Array = dout * (x > 0)
    return dx
