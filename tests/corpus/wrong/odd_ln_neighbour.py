# row: unknown
# wrong: layernorm_forward
# said: an index is off by one: each row is divided by the deviation of the row above it

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    N, D = x.shape
    xc = x - x.mean(axis=1, keepdims=True)
    s = np.sqrt((xc**2).mean(axis=1) + eps)
    h = np.zeros((N, D))
    for i in range(N):
        h[i] = xc[i] / s[i - 1]
    return gamma * h + beta, (xc, s, h, gamma)


def layernorm_backward(dout, cache):
    xc, s, h, gamma = cache
    N, D = dout.shape
    g = dout * gamma
    dxc = np.zeros((N, D))
    for i in range(N):
        dxc[i] += g[i] / s[i - 1]
        ds = -(g[i] @ xc[i]) / s[i - 1] ** 2
        dxc[i - 1] += ds * xc[i - 1] / (D * s[i - 1])
    return dxc - dxc.mean(axis=1, keepdims=True), (dout * h).sum(0), dout.sum(0)
