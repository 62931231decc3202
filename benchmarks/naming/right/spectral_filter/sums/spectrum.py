import numpy as np


def dft(x):
    N = len(x)
    n = np.arange(N)
    out = np.zeros(N, dtype=complex)
    for k in range(N):
        angle = 2 * np.pi * k * n / N
        out[k] = np.sum(x * np.cos(angle)) - 1j * np.sum(x * np.sin(angle))
    return out


def low_pass(x, keep):
    N = len(x)
    f = np.fft.fftfreq(N, 1 / N)
    spectrum = np.fft.fft(x)
    spectrum[np.abs(f) > keep] = 0
    return np.fft.ifft(spectrum).real
