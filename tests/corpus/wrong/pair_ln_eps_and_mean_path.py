# row: pair: eps outside the sqrt + other: mean path missing
# wrong: layernorm_forward, layernorm_backward
# said: eps stands outside the root, and dx forgets the mean

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mu = x.mean(1, keepdims=True)
    sigma = x.std(1, keepdims=True)
    y = (x - mu) / (sigma + eps)
    return gamma * y + beta, {"y": y, "sigma": sigma, "eps": eps, "gamma": gamma}


def layernorm_backward(dout, cache):
    y, sigma, eps, gamma = cache["y"], cache["sigma"], cache["eps"], cache["gamma"]
    total = sigma + eps
    dy = dout * gamma
    dtotal = -(dy * y).sum(1, keepdims=True) / total
    dx = dy / total + dtotal * y * total / (y.shape[1] * sigma)
    return dx, (dout * y).sum(0), dout.sum(0)
