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


def moments(rows):
    """Mean and variance in one pass."""
    count, mean, total = 0, 0.0, 0.0
    for row in rows:
        count += 1
        step = row - mean
        mean = mean + step / count
        total = total + step * (row - mean)
    return mean, total / count


def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros(x.shape[1]))
    running_var = bn_param.get("running_var", np.zeros(x.shape[1]))
    if bn_param["mode"] == "train":
        mu, var = moments(x)
        bn_param["running_mean"] = running_mean + (1 - momentum) * (mu - running_mean)
        bn_param["running_var"] = running_var + (1 - momentum) * (var - running_var)
    else:
        mu, var = running_mean, running_var
    scale = gamma / np.sqrt(var + eps)
    return scale * x + (beta - scale * mu), (x, mu, var, eps, gamma)


def batchnorm_backward(dout, cache):
    x, mu, var, eps, gamma = cache
    xhat = (x - mu) * (var + eps) ** -0.5
    dgamma, dbeta = (dout * xhat).sum(axis=0), dout.sum(axis=0)
    dvar = (dout * gamma * (x - mu)).sum(axis=0) * -0.5 * (var + eps) ** -1.5
    dmu = -(dout * gamma).sum(axis=0) * (var + eps) ** -0.5
    dx = dout * gamma * (var + eps) ** -0.5 + dvar * 2 * (x - mu) / len(x) + dmu / len(x)
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    x, mu, var, eps, gamma = cache
    xhat = (x - mu) * (var + eps) ** -0.5
    return gamma * (var + eps) ** -0.5 * (dout - dout.mean(0) - xhat * (dout * xhat).mean(0)), (dout * xhat).sum(0), dout.sum(0)


def layernorm_forward(x, gamma, beta, ln_param):
    mu, var = moments(x.T)
    xhat = ((x.T - mu) / np.sqrt(var + ln_param.get("eps", 1e-5))).T
    return xhat * gamma + beta, (xhat, np.sqrt(var + ln_param.get("eps", 1e-5)), gamma)


def layernorm_backward(dout, cache):
    xhat, std, gamma = cache
    g = (dout * gamma).T
    dx = ((g - g.mean(0) - xhat.T * (g * xhat.T).mean(0)) / std).T
    return dx, (dout * xhat).sum(0), dout.sum(0)
