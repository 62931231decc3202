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


def _mean(values):
    total = 0.0
    for value in values:
        total += value
    return total / len(values)


def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    N, D = x.shape
    if "running_mean" not in bn_param:
        bn_param["running_mean"] = np.zeros(D)
    if "running_var" not in bn_param:
        bn_param["running_var"] = np.zeros(D)
    out = np.zeros((N, D))
    xhat = np.zeros((N, D))
    stds = []
    for d in range(D):
        if bn_param["mode"] == "train":
            mu = _mean(x[:, d])
            var = _mean([(v - mu) ** 2 for v in x[:, d]])
            bn_param["running_mean"][d] = momentum * bn_param["running_mean"][d] + (1 - momentum) * mu
            bn_param["running_var"][d] = momentum * bn_param["running_var"][d] + (1 - momentum) * var
        else:
            mu, var = bn_param["running_mean"][d], bn_param["running_var"][d]
        std = (var + eps) ** 0.5
        stds.append(std)
        for n in range(N):
            xhat[n, d] = (x[n, d] - mu) / std
            out[n, d] = gamma[d] * xhat[n, d] + beta[d]
    return out, [xhat, stds, gamma]


def batchnorm_backward(dout, cache):
    xhat, stds, gamma = cache
    N, D = dout.shape
    dx, dgamma, dbeta = np.zeros((N, D)), np.zeros(D), np.zeros(D)
    for d in range(D):
        for n in range(N):
            dbeta[d] += dout[n, d]
            dgamma[d] += dout[n, d] * xhat[n, d]
        for n in range(N):
            dx[n, d] = gamma[d] / stds[d] * (dout[n, d] - dbeta[d] / N - xhat[n, d] * dgamma[d] / N)
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)


def layernorm_forward(x, gamma, beta, ln_param):
    rows, saved = [], []
    for row in x:
        mu = _mean(row)
        std = np.sqrt(_mean((row - mu) ** 2) + ln_param.get("eps", 1e-5))
        rows.append(gamma * (row - mu) / std + beta)
        saved.append(((row - mu) / std, std))
    return np.array(rows), (saved, gamma)


def layernorm_backward(dout, cache):
    saved, gamma = cache
    dx = []
    dgamma = dbeta = 0
    for d, (h, std) in zip(dout, saved):
        dgamma = dgamma + d * h
        dbeta = dbeta + d
        g = d * gamma
        dx.append((g - g.mean() - h * (g * h).mean()) / std)
    return np.array(dx), dgamma, dbeta
