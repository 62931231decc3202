# row: None returned
# wrong: batchnorm_backward, batchnorm_backward_alt
# said: forward returns None for the cache in training too, so there is nothing to unpack

def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param["mode"]
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    N, D = x.shape
    running_mean = bn_param.get("running_mean", np.zeros(D, dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(D, dtype=x.dtype))
    out, cache = None, None
    if mode == "train":
        mean = np.mean(x, axis=0)
        variance = np.var(x, axis=0)
        normal = (x - mean) / np.sqrt(variance + eps)
        out = gamma * normal + beta
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * variance
    elif mode == "test":
        out = gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta
    bn_param["running_mean"] = running_mean
    bn_param["running_var"] = running_var
    return out, cache


def batchnorm_backward(dout, cache):
    normal, gamma, variance, eps = cache
    N = len(dout)
    dgamma = np.sum(dout * normal, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma / np.sqrt(variance + eps) * (dout - dbeta / N - normal * dgamma / N)
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    normal, gamma, variance, eps = cache
    d = dout * gamma
    dx = (d - d.mean(0) - normal * (d * normal).mean(0)) / np.sqrt(variance + eps)
    return dx, (dout * normal).sum(0), dout.sum(0)
