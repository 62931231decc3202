# row: other: unbiased variance
# wrong: batchnorm_forward
# said: the sum of squares is divided by N - 1 and not by N

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    n, d = x.shape
    rm = bn_param.get("running_mean", np.zeros(d))
    rv = bn_param.get("running_var", np.zeros(d))
    if bn_param["mode"] == "train":
        mu = x.sum(axis=0) / n
        u = x - mu
        s2 = (u * u).sum(axis=0) / (n - 1)  # Bessel
        bn_param["running_mean"] = momentum * rm + (1 - momentum) * mu
        bn_param["running_var"] = momentum * rv + (1 - momentum) * s2
    else:
        u, s2 = x - rm, rv
    root = (s2 + eps) ** 0.5
    return u / root * gamma + beta, {"u": u, "root": root, "gamma": gamma}


def batchnorm_backward(dout, cache):
    u, root, gamma = cache["u"], cache["root"], cache["gamma"]
    n = len(u)
    dh = dout * gamma
    droot = -(dh * u).sum(axis=0) / root**2
    ds2 = droot / (2 * root)
    du = dh / root + 2 * u * ds2 / (n - 1)
    return du - du.sum(axis=0) / n, (dout * u / root).sum(axis=0), dout.sum(axis=0)


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
