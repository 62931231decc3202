# row: other: mean subtracted in RMS norm
# rubric: spatial_normalization
# wrong: rmsnorm_forward
# said: the root of the variance is taken for the root mean square, and the mean goes out of the numerator too

def rmsnorm_forward(x, gamma, rms_param):
    out = np.empty_like(x)
    cache = []
    for i, row in enumerate(x):
        scale = (np.var(row) + rms_param.get("eps", 1e-5)) ** -0.5
        unit = (row - np.mean(row)) * scale
        out[i] = unit * gamma
        cache.append((unit, scale))
    return out, (cache, gamma)


def rmsnorm_backward(dout, cache):
    saved, gamma = cache
    dx, dgamma = np.empty_like(dout), 0
    for i, (unit, scale) in enumerate(saved):
        g = dout[i] * gamma
        dx[i] = scale * (g - np.mean(g) - unit * np.mean(g * unit))
        dgamma = dgamma + dout[i] * unit
    return dx, dgamma
