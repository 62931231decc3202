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
    gamma, beta = gamma[np.newaxis, :], beta[np.newaxis, :]
    if bn_param["mode"] == "train":
        shift = x[:1]  # so that the two sums do not cancel
        first = (x - shift).mean(axis=0, keepdims=True)
        second = ((x - shift) ** 2).mean(axis=0, keepdims=True)
        mu, var = first + shift, second - first**2
        for name, new in (("running_mean", mu), ("running_var", var)):
            bn_param[name] = momentum * bn_param.get(name, 0.0) + (1.0 - momentum) * np.squeeze(new, axis=0)
    else:
        mu, var = bn_param["running_mean"][None], bn_param["running_var"][None]
    inv = np.reciprocal(np.sqrt(np.add(var, eps)))
    h = np.multiply(np.subtract(x, mu), inv)
    return np.add(np.multiply(gamma, h), beta), {0: h, 1: inv, 2: gamma, "shape": x.shape}


def batchnorm_backward(dout, cache):
    h, inv, gamma, (N, D) = cache[0], cache[1], cache[2], cache["shape"]
    P = np.eye(N) - np.full((N, N), 1.0 / N)  # takes the mean of each column away
    g = gamma * dout
    return inv * (P @ g - h * np.average(h * g, axis=0)), (h * dout).sum(axis=0), np.add.reduce(dout)


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)


def layernorm_forward(x, gamma, beta, ln_param):
    mu, var = np.split(np.stack([x.mean(1), x.var(1)], axis=1), 2, axis=1)
    h = (x - mu) * (var + ln_param.get("eps", 1e-5)) ** -0.5
    return np.vectorize(lambda hat, g, b: g * hat + b)(h, gamma, beta), (h, var, gamma, ln_param.get("eps", 1e-5))


def layernorm_backward(dout, cache):
    h, var, gamma, eps = cache
    P = np.eye(h.shape[1]) - 1.0 / h.shape[1]
    g = dout * gamma
    return (g @ P - h * np.mean(h * g, axis=1)[:, None]) * (var + eps) ** -0.5, (h * dout).sum(0), dout.sum(0)
