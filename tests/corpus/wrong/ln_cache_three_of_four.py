# row: cache mismatch between forward and backward
# wrong: layernorm_backward
# said: layer norm's forward packs three values, its backward unpacks four

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    xT = x.T
    mu = np.mean(xT, axis=0)
    var = np.var(xT, axis=0)
    x_norm = ((xT - mu) / np.sqrt(var + eps)).T
    out = gamma * x_norm + beta
    cache = (x_norm, var + eps, gamma)
    return out, cache


def layernorm_backward(dout, cache):
    x_norm, var, gamma, eps = cache
    D = dout.shape[1]
    dgamma = np.sum(dout * x_norm, axis=0)
    dbeta = np.sum(dout, axis=0)
    dn = (dout * gamma).T
    xn = x_norm.T
    dx = (D * dn - np.sum(dn, axis=0) - xn * np.sum(dn * xn, axis=0)) / D / np.sqrt(var + eps)
    return dx.T, dgamma, dbeta
