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


def batchnorm_backward_alt(dout, cache):
    # the whole Jacobian matrix of one column, one column after the other
    h, s, gamma = cache
    N, D = dout.shape
    dx = np.empty((N, D))
    for d in range(D):
        J = (np.eye(N) - np.ones((N, N)) / N - np.outer(h[:, d], h[:, d]) / N) / s[d]
        dx[:, d] = J.T @ (dout[:, d] * gamma[d])
    return dx, np.diag(dout.T @ h).copy(), np.ones(N) @ dout


def layernorm_forward(x, gamma, beta, ln_param):
    h = x - x.mean(axis=-1, keepdims=True)
    s = np.linalg.norm(h, axis=-1, keepdims=True) ** 2 / x.shape[-1]
    s = np.sqrt(s + ln_param.get("eps", 1e-5))
    h = h / s
    return gamma * h + beta, (h, s, gamma)


def layernorm_backward(dout, cache):
    h, s, gamma = cache
    D = h.shape[1]
    dx = []
    for g, row, std in zip(dout * gamma, h, s):
        J = (np.eye(D) - 1.0 / D - np.outer(row, row) / D) / std
        dx.append(J @ g)
    return np.stack(dx), np.diag(dout.T @ h).copy(), np.ones(len(dout)) @ dout
