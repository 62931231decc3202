"""The frequency `keep` itself is removed."""

import numpy as np

TITLE = "the last frequency to keep is removed"
EXPLANATION = (
    "You keep the frequencies below `keep`. The one with exactly `keep` periods should stay too, and yours is gone."
)
HINTS = (
    "Filter a wave of 3 periods with keep = 3.",
    "Count the entries that your slice leaves.",
)
SERIOUSNESS = "major"


def low_pass(x, keep):
    """A filter that keeps one frequency too few."""
    spectrum = np.fft.rfft(x)
    spectrum[max(keep, 1) if keep == 0 else keep :] = 0
    return np.fft.irfft(spectrum, n=len(x))
