# row: unknown
# wrong: batchnorm_forward
# said: test mode rounds the running averages to one decimal

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    D = x.shape[1]
    mean, var = bn_param.get("running_mean", np.zeros(D)), bn_param.get("running_var", np.zeros(D))
    if bn_param["mode"] == "test":
        mean, var = np.round(mean, 1), np.round(var, 1)
        return gamma * (x - mean) / np.sqrt(var + eps) + beta, None
    mu, s2 = x.mean(0), x.var(0)
    bn_param["running_mean"] = momentum * mean + (1 - momentum) * mu
    bn_param["running_var"] = momentum * var + (1 - momentum) * s2
    inv = (s2 + eps) ** -0.5
    return gamma * (x - mu) * inv + beta, ((x - mu) * inv, inv, gamma)


def batchnorm_backward(dout, cache):
    h, inv, gamma = cache
    g = dout * gamma
    return inv * (g - g.mean(0) - h * (g * h).mean(0)), (dout * h).sum(0), dout.sum(0)


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
