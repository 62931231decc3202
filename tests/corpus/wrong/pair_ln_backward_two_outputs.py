# row: pair: other: dgamma from x instead of x_hat + other: gamma missing in dx
# wrong: layernorm_backward
# said: dgamma multiplies dout with x itself, and dx leaves gamma out

def layernorm_forward(x, gamma, beta, ln_param):
    mu = np.mean(x, axis=1, keepdims=True)
    std = np.sqrt(np.var(x, axis=1, keepdims=True) + ln_param.get("eps", 1e-5))
    return gamma * (x - mu) / std + beta, (x, mu, std, gamma)


def layernorm_backward(dout, cache):
    x, mu, std, gamma = cache
    D = x.shape[1]
    h = (x - mu) / std
    dgamma = np.sum(dout * x, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = (dout - np.sum(dout, axis=1, keepdims=True) / D - h * np.sum(dout * h, axis=1, keepdims=True) / D) / std
    return dx, dgamma, dbeta
