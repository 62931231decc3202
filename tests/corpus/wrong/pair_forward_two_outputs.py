# row: pair: other: unbiased variance + gamma/beta not applied in test mode
# wrong: batchnorm_forward
# said: running_var is unbiased, and test mode neither scales nor shifts

def batchnorm_forward(x, gamma, beta, bn_param):
    mode, eps, momentum = bn_param["mode"], bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    N, D = x.shape
    rm, rv = bn_param.get("running_mean", np.zeros(D)), bn_param.get("running_var", np.zeros(D))
    if mode == "train":
        mu = x.mean(axis=0)
        std = np.sqrt(x.var(axis=0) + eps)
        rm = momentum * rm + (1 - momentum) * mu
        rv = momentum * rv + (1 - momentum) * x.var(axis=0, ddof=1)
        normal = (x - mu) / std
        out, cache = gamma * normal + beta, (normal, std, gamma)
    else:
        out, cache = (x - rm) / np.sqrt(rv + eps), None
    bn_param["running_mean"], bn_param["running_var"] = rm, rv
    return out, cache


def batchnorm_backward(dout, cache):
    normal, std, gamma = cache
    d = dout * gamma
    dx = (d - d.mean(axis=0) - normal * (d * normal).mean(axis=0)) / std
    return dx, (dout * normal).sum(axis=0), dout.sum(axis=0)


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
