# row: other: no root
# wrong: layernorm_forward
# said: each row is divided by its variance plus eps

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    xc = x - x.mean(axis=1, keepdims=True)
    v = np.mean(xc * xc, axis=1, keepdims=True) + eps
    y = xc / v
    return y * gamma + beta, (xc, v, y, gamma)


def layernorm_backward(dout, cache):
    xc, v, y, gamma = cache
    dy = dout * gamma
    dv = -np.sum(dy * xc, axis=1, keepdims=True) / v**2
    dxc = dy / v + 2 * xc * dv / xc.shape[1]
    return dxc - dxc.mean(axis=1, keepdims=True), np.sum(dout * y, axis=0), np.sum(dout, axis=0)
