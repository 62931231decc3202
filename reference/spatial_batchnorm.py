"""Spatial batch normalization: each channel is normalized over all samples and all pixels."""

from ._types import Array, Param
from .batchnorm import BatchNormCache, batchnorm_backward, batchnorm_forward


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """Batch normalization in which every pixel of every image is a sample, and every channel a feature.

    Args:
        x: images, (N, C, H, W).
        gamma: scale, (C,).
        beta: shift, (C,).
        bn_param: as for batchnorm_forward, with running averages of shape (C,).

    Returns:
        (out, cache): out (N, C, H, W), dtype of x; in test mode the cache is None.

    Raises:
        ValueError: the mode is neither "train" nor "test".

    Source: Ioffe, Szegedy 2015, arXiv:1502.03167, section 3.2.
    """
    out, cache = batchnorm_forward(_pixels(x), gamma, beta, bn_param)  # (N*H*W, C)
    return _images(out, x.shape), cache


def spatial_batchnorm_backward(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Gradient of spatial batch normalization in train mode.

    Args:
        dout: upstream gradient, (N, C, H, W).
        cache: what spatial_batchnorm_forward returned.

    Returns:
        (dx, dgamma, dbeta): (N, C, H, W), (C,), (C,), dtype of dout.

    Source: Ioffe, Szegedy 2015, arXiv:1502.03167, section 3.2.
    """
    dx, dgamma, dbeta = batchnorm_backward(_pixels(dout), cache)  # dx (N*H*W, C)
    return _images(dx, dout.shape), dgamma, dbeta


def _pixels(images: Array) -> Array:
    """Lay images (N, C, H, W) out as one row a pixel, (N*H*W, C)."""
    _, C, _, _ = images.shape
    return images.transpose(0, 2, 3, 1).reshape(-1, C)  # (N, H, W, C) -> (N*H*W, C)


def _images(pixels: Array, shape: tuple[int, ...]) -> Array:
    """Undo _pixels: rows (N*H*W, C) become images of the given shape (N, C, H, W) again."""
    N, C, H, W = shape
    return pixels.reshape(N, H, W, C).transpose(0, 3, 1, 2)  # (N, H, W, C) -> (N, C, H, W)
