import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    mean = bn_param.get("running_mean", np.zeros(x.shape[1], dtype=x.dtype))
    var = bn_param.get("running_var", np.zeros(x.shape[1], dtype=x.dtype))
    training = bn_param["mode"] == "train"
    m, v = (np.mean(x, 0), np.var(x, 0)) if training else (mean, var)
    s = np.sqrt(v + eps)
    h = (x - m) / s
    if training:
        bn_param.update(running_mean=momentum * mean + (1 - momentum) * m, running_var=momentum * var + (1 - momentum) * v)
    return gamma * h + beta, (h, s, gamma)


def batchnorm_backward(dout, cache):
    h, s, gamma = cache
    g = dout * gamma
    return (g - g.mean(0) - h * (g * h).mean(0)) / s, (dout * h).sum(0), dout.sum(0)

