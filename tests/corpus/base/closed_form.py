import numpy as np


def affine_forward(x, w, b):
    return x.reshape(len(x), -1) @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return (dout @ w.T).reshape(x.shape), x.reshape(len(x), -1).T @ dout, dout.sum(0)


def relu_forward(x):
    return x * (x > 0), x


def relu_backward(dout, cache):
    return np.where(cache > 0, dout, 0.0)


def softmax_loss(x, y):
    p = np.exp(x - x.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    n = len(y)
    loss = -np.log(p[range(n), y]).sum() / n
    p[range(n), y] -= 1
    return loss, p / n


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


batchnorm_backward_alt = batchnorm_backward


def layernorm_forward(x, gamma, beta, ln_param):
    m = x.mean(1)[:, None]
    s = np.sqrt(((x - m) ** 2).mean(1)[:, None] + ln_param.get("eps", 1e-5))
    h = (x - m) / s
    return h * gamma + beta, (h, s, gamma)


def layernorm_backward(dout, cache):
    h, s, gamma = cache
    g = dout * gamma
    D = g.shape[1]
    dx = (D * g - g.sum(1)[:, None] - h * (g * h).sum(1)[:, None]) / (D * s)
    return dx, (dout * h).sum(0), dout.sum(0)
