# row: cache mismatch between forward and backward
# wrong: batchnorm_backward, batchnorm_backward_alt
# said: forward returns a dictionary; unpacking it gives its keys, which are texts

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    D = x.shape[1]
    run_m = bn_param.get("running_mean", np.zeros(D))
    run_v = bn_param.get("running_var", np.zeros(D))
    if bn_param["mode"] == "test":
        return (x - run_m) / (run_v + eps) ** 0.5 * gamma + beta, {}
    mu, var = x.mean(0), x.var(0)
    inv = (var + eps) ** -0.5
    xn = (x - mu) * inv
    bn_param["running_mean"] = momentum * run_m + (1 - momentum) * mu
    bn_param["running_var"] = momentum * run_v + (1 - momentum) * var
    cache = {"xn": xn, "inv": inv, "gamma": gamma}
    return xn * gamma + beta, cache


def batchnorm_backward(dout, cache):
    xn, inv, gamma = cache
    N = dout.shape[0]
    dgamma = (dout * xn).sum(0)
    dbeta = dout.sum(0)
    dx = gamma * inv / N * (N * dout - dbeta - xn * dgamma)
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
