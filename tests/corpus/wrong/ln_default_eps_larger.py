# row: another default of eps
# wrong: layernorm_forward
# said: takes 1e-3 where ln_param holds no eps

def layernorm_forward(x, gamma, beta, ln_param):
    if "eps" in ln_param:
        eps = ln_param["eps"]
    else:
        eps = 0.001
    mu = np.mean(x, axis=1, keepdims=True)
    inv = 1.0 / np.sqrt(np.var(x, axis=1, keepdims=True) + eps)
    normed = (x - mu) * inv
    return normed * gamma + beta, (normed, inv, gamma)


def layernorm_backward(dout, cache):
    normed, inv, gamma = cache
    g = dout * gamma
    dx = inv * (g - g.mean(axis=1, keepdims=True) - normed * (g * normed).mean(axis=1, keepdims=True))
    return dx, np.sum(dout * normed, axis=0), np.sum(dout, axis=0)
