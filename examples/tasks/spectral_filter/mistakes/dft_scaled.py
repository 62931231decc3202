"""The transform is divided by N."""

import numpy as np

TITLE = "the transform is divided by N"
EXPLANATION = "You divide the sum by N. The division belongs to the way back; here your sizes are N times too small."
HINTS = (
    "Transform a signal of ones. What should entry 0 be?",
    "The docstring gives the formula, without a factor.",
)
SERIOUSNESS = "minor"


def dft(x):
    """The mean instead of the sum."""
    return np.fft.fft(x) / len(x)
