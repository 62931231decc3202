# row: other: unbiased variance
# wrong: batchnorm_forward
# said: the running variance collects np.var(..., ddof=1), as another library does

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    N, D = x.shape
    bn_param.setdefault("running_mean", np.zeros(D))
    bn_param.setdefault("running_var", np.zeros(D))
    if bn_param["mode"] == "train":
        mean, var = x.mean(0), x.var(0)
        bn_param["running_mean"] = momentum * bn_param["running_mean"] + (1 - momentum) * mean
        bn_param["running_var"] = momentum * bn_param["running_var"] + (1 - momentum) * var * N / (N - 1)
    else:
        mean, var = bn_param["running_mean"], bn_param["running_var"]
    s = np.sqrt(var + eps)
    h = (x - mean) / s
    return gamma * h + beta, (h, s, gamma)


def batchnorm_backward(dout, cache):
    h, s, gamma = cache
    N = len(h)
    g = dout * gamma
    return (N * g - g.sum(0) - h * (g * h).sum(0)) / (N * s), (dout * h).sum(0), dout.sum(0)


batchnorm_backward_alt = batchnorm_backward
