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
    N, D = x.shape
    eps, momentum = bn_param.setdefault("eps", 1e-5), bn_param.setdefault("momentum", 0.9)
    rm, rv = bn_param.get("running_mean", np.zeros(D)), bn_param.get("running_var", np.zeros(D))
    if bn_param["mode"] == "train":
        mu = np.einsum("nd->d", x) / N
        c = x - mu
        var = np.einsum("nd,nd->d", c, c) / N
        bn_param["running_mean"], bn_param["running_var"] = (
            rm * momentum + mu * (1 - momentum),
            rv * momentum + var * (1 - momentum),
        )
    else:
        c, var = x - rm, rv
    inv = (var + eps) ** -0.5
    h = np.einsum("nd,d->nd", c, inv)
    return np.einsum("nd,d->nd", h, gamma) + beta, {"h": h, "inv": inv, "gamma": gamma, "N": N}


def batchnorm_backward(dout, cache):
    h, inv, gamma, N = (cache[k] for k in ("h", "inv", "gamma", "N"))
    dgamma, dbeta = np.einsum("nd,nd->d", dout, h), np.einsum("nd->d", dout)
    dx = np.einsum("d,nd->nd", gamma * inv, dout - dbeta / N - np.einsum("nd,d->nd", h, dgamma) / N)
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)


def layernorm_forward(x, gamma, beta, ln_param):
    D = x.shape[1]
    c = x - np.einsum("nd->n", x)[:, None] / D
    inv = (np.einsum("nd,nd->n", c, c) / D + ln_param.get("eps", 1e-5)) ** -0.5
    h = np.einsum("nd,n->nd", c, inv)
    return h * gamma + beta, {"h": h, "inv": inv, "gamma": gamma}


def layernorm_backward(dout, cache):
    h, inv, g = cache["h"], cache["inv"], dout * cache["gamma"]
    D = h.shape[1]
    inner = D * g - np.einsum("nd->n", g)[:, None] - h * np.einsum("nd,nd->n", g, h)[:, None]
    return np.einsum("n,nd->nd", inv / D, inner), np.einsum("nd,nd->d", dout, h), dout.sum(0)
