import numpy as np


def dft(x):
    N = len(x)
    out = []
    for k in range(N):
        out.append(sum(x[n] * (np.cos(2 * np.pi * k * n / N) + 1j * np.sin(2 * np.pi * k * n / N)) for n in range(N)))
    return np.array(out)


def low_pass(x, keep):
    f = np.fft.fftfreq(len(x), 1 / len(x))
    return np.fft.ifft(np.where(np.abs(f) < keep + 0.5, np.fft.fft(x), 0))
