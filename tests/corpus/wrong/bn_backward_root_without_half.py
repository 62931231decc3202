# row: other: variance path doubled
# wrong: batchnorm_backward
# said: the derivative of the square root misses its one half

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    N, D = x.shape
    rm = bn_param.get("running_mean", np.zeros(D))
    rv = bn_param.get("running_var", np.zeros(D))
    if bn_param["mode"] == "test":
        return gamma * (x - rm) / np.sqrt(rv + eps) + beta, None
    f1 = x.mean(0)
    f2 = x - f1
    f3 = f2**2
    f4 = f3.mean(0)
    f5 = np.sqrt(f4 + eps)
    f6 = 1 / f5
    f7 = f2 * f6
    f8 = gamma * f7
    bn_param["running_mean"] = momentum * rm + (1 - momentum) * f1
    bn_param["running_var"] = momentum * rv + (1 - momentum) * f4
    return f8 + beta, (f2, f5, f6, f7, gamma)


def batchnorm_backward(dout, cache):
    f2, f5, f6, f7, gamma = cache
    N = len(dout)
    dbeta = dout.sum(0)
    dgamma = (dout * f7).sum(0)
    d7 = dout * gamma
    d6 = (d7 * f2).sum(0)
    d5 = d6 * -(f6**2)
    d4 = d5 / f5
    d3 = d4 / N
    d2 = d7 * f6 + d3 * 2 * f2
    d1 = -d2.sum(0)
    return d2 + d1 / N, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    _, _, f6, f7, gamma = cache
    g = dout * gamma
    return f6 * (g - g.mean(0) - f7 * (g * f7).mean(0)), (dout * f7).sum(0), dout.sum(0)
