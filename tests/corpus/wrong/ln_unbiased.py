# row: other: unbiased variance
# wrong: layernorm_forward
# said: a row's variance is divided by D - 1

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=-1, keepdims=True)
    std = np.sqrt(x.std(axis=-1, keepdims=True, ddof=1) ** 2 + eps)
    y = (x - mean) / std
    return y * gamma + beta, (y, std, gamma)


def layernorm_backward(dout, cache):
    y, std, gamma = cache
    D = y.shape[-1]
    g = dout * gamma
    g_mean = g.sum(axis=-1, keepdims=True) / D
    g_y = (g * y).sum(axis=-1, keepdims=True) / (D - 1)
    return (g - g_mean - g_y * y) / std, (dout * y).sum(axis=0), dout.sum(axis=0)
