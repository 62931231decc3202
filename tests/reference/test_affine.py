import autograd.numpy as anp
import numpy as np
import pytest

from reference import affine_backward, affine_forward

SHAPES = pytest.mark.parametrize("shape", [(4, 6), (1, 6), (4, 1), (3, 2, 3), (2, 1, 3, 2)])


def formula(x, w, b):
    return anp.einsum("nd,dm->nm", anp.reshape(x, (len(x), -1)), w) + b


def arrays(rng, shape, dtype=np.float64):
    features = int(np.prod(shape[1:]))
    sizes = [shape, (features, 5), (5,), (shape[0], 5)]
    return [rng.normal(size=size).astype(dtype) for size in sizes]


@SHAPES
def test_output_is_a_weighted_sum_plus_bias(shape, rng, assert_close):
    *inputs, _ = arrays(rng, shape)
    assert_close(affine_forward(*inputs)[0], formula(*inputs))


@SHAPES
def test_gradients_are_the_derivatives_in_the_shapes_of_the_inputs(shape, rng, gradients, assert_all_close):
    *inputs, dout = arrays(rng, shape)
    _, cache = affine_forward(*inputs)
    assert_all_close(affine_backward(dout, cache), gradients(formula, inputs, dout))


def test_float32_stays_float32(rng):
    *inputs, dout = arrays(rng, (4, 6), np.float32)
    out, cache = affine_forward(*inputs)
    assert {a.dtype for a in (out, *affine_backward(dout, cache))} == {np.dtype(np.float32)}
