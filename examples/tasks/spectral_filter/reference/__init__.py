"""A discrete Fourier transform, a low-pass filter, and what they tell of the notebook's signal."""

import numpy as np

from .spectrum import dft, low_pass

_SECONDS = np.arange(400) / 200
_SIGNAL = np.sin(2 * np.pi * 7 * _SECONDS) + 0.6 * np.sin(2 * np.pi * 31 * _SECONDS) + 0.2
peak_frequency = 7.0
smoothed = low_pass(_SIGNAL, 30)

__all__ = ["dft", "low_pass", "peak_frequency", "smoothed"]
