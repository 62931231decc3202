import numpy as np


def dft(x):
    N = len(x)
    n = np.arange(N)
    out = []
    for k in range(N):
        out.append(np.sum(x * (np.cos(2 * np.pi * k * n / N) + 1j * np.sin(2 * np.pi * k * n / N))))
    return np.array(out)


def low_pass(x, keep):
    f = np.fft.fftfreq(len(x), 1 / len(x))
    return np.fft.ifft(np.where(np.abs(f) < keep + 0.5, np.fft.fft(x), 0))
