"""The mirrored half of the spectrum is cut off as well."""

import numpy as np

TITLE = "the mirrored half of the spectrum is missing"
EXPLANATION = (
    "You set everything behind `keep` to zero, also the last entries, which belong to the same "
    "low frequencies. Half of each wave is lost, so your waves come out half as high."
)
HINTS = (
    "Filter a cosine of frequency 1. How high is it?",
    "Which entries stand for frequency 1 in a spectrum of 8?",
)
SERIOUSNESS = "major"


def low_pass(x, keep):
    """A filter that keeps one side of the spectrum."""
    spectrum = np.fft.fft(x)
    spectrum[keep + 1 :] = 0
    return np.real(np.fft.ifft(spectrum))
