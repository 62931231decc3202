# row: pair: eps outside the sqrt + backward uses another eps placement than forward
# wrong: batchnorm_forward, batchnorm_backward
# said: forward adds eps to the root, and the backward pass adds it to the variance

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    n, d = x.shape
    rm = bn_param.get("running_mean", np.zeros(d))
    rv = bn_param.get("running_var", np.zeros(d))
    if bn_param["mode"] == "test":
        return gamma * ((x - rm) / (np.sqrt(rv) + eps)) + beta, None
    mu, sd = np.mean(x, 0), np.std(x, 0)
    hat = (x - mu) / (sd + eps)
    bn_param["running_mean"] = momentum * rm + (1 - momentum) * mu
    bn_param["running_var"] = momentum * rv + (1 - momentum) * sd**2
    return gamma * hat + beta, dict(hat=hat, sd=sd, eps=eps, gamma=gamma)


def batchnorm_backward(dout, cache):
    hat, gamma = cache["hat"], cache["gamma"]
    inv = 1 / np.sqrt(cache["sd"] ** 2 + cache["eps"])
    n = len(dout)
    db, dg = np.sum(dout, 0), np.sum(dout * hat, 0)
    return gamma * inv / n * (n * dout - db - hat * dg), dg, db


def batchnorm_backward_alt(dout, cache):
    hat, sd, eps, gamma = (cache[k] for k in ("hat", "sd", "eps", "gamma"))
    q = sd + eps
    g = dout * gamma
    dq = -np.sum(g * hat, 0) / q
    dc = g / q + dq * (hat * q) / (len(g) * sd)
    return dc - np.mean(dc, 0), np.sum(dout * hat, 0), np.sum(dout, 0)
