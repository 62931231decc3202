# row: unknown
# wrong: batchnorm_forward
# said: running_var keeps the largest variance seen so far

def batchnorm_forward(x, gamma, beta, bn_param):
    mode, eps, momentum = bn_param["mode"], bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    N, D = x.shape
    running_mean = bn_param.get("running_mean", np.zeros(D))
    running_var = bn_param.get("running_var", np.zeros(D))
    if mode == "train":
        mu, var = x.mean(0), x.var(0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = np.maximum(running_var, var)
    else:
        mu, var = running_mean, running_var
    bn_param["running_mean"], bn_param["running_var"] = running_mean, running_var
    s = np.sqrt(var + eps)
    z = (x - mu) / s
    return gamma * z + beta, (z, s, gamma)


def batchnorm_backward(dout, cache):
    z, s, gamma = cache
    dz = dout * gamma
    return (dz - dz.mean(0) - z * (dz * z).mean(0)) / s, (dout * z).sum(0), dout.sum(0)


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
