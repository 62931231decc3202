# row: other: variance path doubled
# wrong: layernorm_backward
# said: the variance's share in layer norm's dx is twice what it should be

def layernorm_backward(dout, cache):
    h, s, gamma = cache
    N, D = dout.shape
    dh = dout * gamma
    dvar = np.sum(dh * h * s, axis=1, keepdims=True) * -1.0 * s**-3
    dmu = np.sum(-dh / s, axis=1, keepdims=True)
    dx = dh / s + dvar * 2.0 * (h * s) / D + dmu / D
    return dx, np.sum(dout * h, axis=0), np.sum(dout, axis=0)
