"""The outside oracle: plain formulas, differentiated by the autograd package; and one strict comparison."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest


@pytest.fixture
def rng():
    return np.random.default_rng(231)


@pytest.fixture
def seeded():
    """Numpy's global generator, seeded as a notebook does it, and put back afterwards."""
    state = np.random.get_state()  # noqa: NPY002
    np.random.seed(231)  # noqa: NPY002
    yield np.random.seed
    np.random.set_state(state)  # noqa: NPY002


@pytest.fixture
def gradients():
    """Derivatives of sum(formula(*arrays) * dout) by each of the arrays."""

    def differentiate(formula, arrays, dout):
        def weighted_sum(*arrays):
            return anp.sum(formula(*arrays) * dout)

        return autograd.grad(weighted_sum, tuple(range(len(arrays))))(*arrays)

    return differentiate


@pytest.fixture
def assert_close():
    """Same shape, and largest difference within tol of the largest expected entry (or of 1e-3)."""

    def check(got, expected, tol=1e-9):
        got, expected = np.asarray(got), np.asarray(expected)
        assert got.shape == expected.shape
        error = np.max(np.abs(got - expected)) / max(np.max(np.abs(expected)), 1e-3)
        assert error <= tol

    return check


@pytest.fixture
def assert_all_close(assert_close):
    def check(got, expected, tol=1e-9):
        for one, other in zip(got, expected, strict=True):
            assert_close(one, other, tol)

    return check
