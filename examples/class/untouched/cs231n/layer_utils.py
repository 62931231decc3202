"""Small combinations of layers that often follow each other.

A combination has the same form as a layer: the forward pass returns `(out, cache)`, the backward pass takes
`(dout, cache)`. Its cache simply holds the caches of its parts.
"""

from .layers import affine_backward, affine_forward, relu_backward, relu_forward


def affine_relu_forward(x, w, b):
    """Affine layer, then ReLU.

    Args:
        x: input, shape (N, d1, ..., dk).
        w: weights, shape (D, M).
        b: biases, shape (M,).

    Returns:
        (out, cache): out has shape (N, M).
    """
    affine_out, affine_cache = affine_forward(x, w, b)
    out, relu_cache = relu_forward(affine_out)
    return out, (affine_cache, relu_cache)


def affine_relu_backward(dout, cache):
    """Backward pass of affine_relu_forward: the same layers, last one first.

    Args:
        dout: gradient of the loss with respect to out, shape (N, M).
        cache: what affine_relu_forward returned.

    Returns:
        (dx, dw, db): shapes (N, d1, ..., dk), (D, M) and (M,).
    """
    affine_cache, relu_cache = cache
    daffine_out = relu_backward(dout, relu_cache)
    return affine_backward(daffine_out, affine_cache)


# ----------------------------------------------------------------------------------------------------------
# Room for your own combinations. You will want one with a normalization between affine and ReLU; with it,
# the code of the network stays short. Nobody grades this part: choose names and arguments as you like.
# Import the layers that you need at the top of this file.
# ----------------------------------------------------------------------------------------------------------
