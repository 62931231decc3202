"""The two functions."""

import numpy as np


def dft(x):
    """The spectrum of a real signal, complex, (N,): entry k is sum over n of x[n] exp(-2 pi i k n / N)."""
    n = np.arange(len(x))
    return np.exp(-2j * np.pi * np.outer(n, n) / len(x)) @ x


def low_pass(x, keep):
    """The signal without frequencies above `keep` periods, real, (N,)."""
    spectrum = np.fft.rfft(x)
    spectrum[keep + 1 :] = 0
    return np.fft.irfft(spectrum, n=len(x))
