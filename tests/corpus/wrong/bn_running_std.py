# row: running_var is the standard deviation
# wrong: batchnorm_forward
# said: the running average is taken of np.std, not of the variance

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    N, D = x.shape
    running_mean = bn_param.get("running_mean", np.zeros(D, dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(D, dtype=x.dtype))
    cache = None
    if bn_param["mode"] == "train":
        mu, sigma = x.mean(axis=0), x.std(axis=0)
        z = (x - mu) / np.sqrt(sigma**2 + eps)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * sigma
        cache = (z, sigma**2 + eps, gamma)
    else:
        z = (x - running_mean) / np.sqrt(running_var + eps)
    bn_param["running_mean"] = running_mean
    bn_param["running_var"] = running_var
    return gamma * z + beta, cache


def batchnorm_backward(dout, cache):
    z, v, gamma = cache
    n = len(z)
    dz = gamma * dout
    dx = (dz - dz.sum(0) / n - z * (dz * z).sum(0) / n) / np.sqrt(v)
    return dx, (z * dout).sum(0), dout.sum(0)


def batchnorm_backward_alt(dout, cache):
    z, v, gamma = cache
    n = len(z)
    dgamma, dbeta = (z * dout).sum(0), dout.sum(0)
    return gamma / np.sqrt(v) * (dout - dbeta / n - z * dgamma / n), dgamma, dbeta
