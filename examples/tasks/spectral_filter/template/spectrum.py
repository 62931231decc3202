"""Spectra: write the two functions."""

import numpy as np


def dft(x):
    """The discrete Fourier transform, as a sum that you write yourself (no np.fft).

    Args:
        x: a real signal, shape (N,).

    Returns:
        spectrum: complex, shape (N,). Entry k is the sum over n of x[n] * exp(-2 pi i k n / N).
    """
    raise NotImplementedError("dft: write the transform here")


def low_pass(x, keep):
    """Remove high frequencies. Here np.fft may be used.

    Args:
        x: a real signal, shape (N,).
        keep: the highest frequency that stays, in periods over the whole signal.

    Returns:
        filtered: real, shape (N,).
    """
    raise NotImplementedError("low_pass: write the filter here")
