# row: layernorm over axis 0
# wrong: layernorm_forward
# said: layer norm normalizes the columns, as batch norm does

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = np.mean(x, axis=0)
    var = np.var(x, axis=0)
    x_normalized = (x - mean) / np.sqrt(var + eps)
    out = gamma * x_normalized + beta
    cache = (x_normalized, gamma, var, eps)
    return out, cache


def layernorm_backward(dout, cache):
    x_normalized, gamma, var, eps = cache
    N, D = dout.shape
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * x_normalized, axis=0)
    dx = (N * dout - dbeta - x_normalized * dgamma) * gamma / (N * np.sqrt(var + eps))
    return dx, dgamma, dbeta
