# row: dgamma/dbeta of shape (1,D)
# wrong: layernorm_backward
# said: gamma's and beta's gradients have an axis of length one in front

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mu = np.mean(x, axis=1, keepdims=True)
    sigma = np.sqrt(np.var(x, axis=1, keepdims=True) + eps)
    xn = (x - mu) / sigma
    cache = {"xn": xn, "sigma": sigma, "gamma": gamma.reshape(1, -1)}
    return xn * gamma.reshape(1, -1) + beta.reshape(1, -1), cache


def layernorm_backward(dout, cache):
    xn, sigma, gamma = cache["xn"], cache["sigma"], cache["gamma"]
    D = dout.shape[1]
    dgamma = np.sum(dout * xn, axis=0).reshape(gamma.shape)
    dbeta = np.sum(dout, axis=0).reshape(gamma.shape)
    dxn = dout * gamma
    s1 = np.sum(dxn, axis=1, keepdims=True)
    s2 = np.sum(dxn * xn, axis=1, keepdims=True)
    return (D * dxn - s1 - xn * s2) / (D * sigma), dgamma, dbeta
