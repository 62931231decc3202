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
    mode, eps, momentum = bn_param["mode"], bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    N, D = x.shape
    running_mean = bn_param.get("running_mean", np.zeros(D))
    running_var = bn_param.get("running_var", np.zeros(D))
    if mode == "test":
        out = (x - running_mean) * (gamma / np.sqrt(running_var + eps)) + beta
        return out, None
    # step 1: mean
    mu = 1.0 / N * np.sum(x, axis=0)
    # step 2: subtract it from every row
    xmu = x - mu
    # step 3: square
    sq = xmu * xmu
    # step 4: variance
    var = 1.0 / N * np.sum(sq, axis=0)
    # step 5: root
    sqrtvar = (var + eps) ** 0.5
    # step 6: invert
    ivar = 1.0 / sqrtvar
    # step 7: normalize
    xhat = xmu * ivar
    # step 8 and 9: scale and shift
    gammax = gamma * xhat
    out = gammax + beta
    cache = (xhat, gamma, xmu, ivar, sqrtvar, var, eps, sq, mu, gammax, bn_param)
    bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mu
    bn_param["running_var"] = momentum * running_var + (1 - momentum) * var
    return out, cache


def batchnorm_backward(dout, cache):
    xhat, gamma, xmu, ivar, sqrtvar, var, eps, sq, mu, gammax, _ = cache
    N, D = dout.shape
    # step 9
    dbeta = np.sum(dout, axis=0)
    dgammax = dout
    # step 8
    dgamma = np.sum(dgammax * xhat, axis=0)
    dxhat = dgammax * gamma
    # step 7
    divar = np.sum(dxhat * xmu, axis=0)
    dxmu1 = dxhat * ivar
    # step 6
    dsqrtvar = -1.0 / (sqrtvar**2) * divar
    # step 5
    dvar = 0.5 * 1.0 / np.sqrt(var + eps) * dsqrtvar
    # step 4
    dsq = 1.0 / N * np.ones((N, D)) * dvar
    # step 3
    dxmu2 = 2 * xmu * dsq
    # step 2
    dx1 = dxmu1 + dxmu2
    dmu = -1 * np.sum(dxmu1 + dxmu2, axis=0)
    # step 1
    dx2 = 1.0 / N * np.ones((N, D)) * dmu
    return dx1 + dx2, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    xhat, gamma, xmu, ivar = cache[:4]
    N = len(dout)
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    return gamma * ivar / N * (N * dout - dbeta - xhat * dgamma), dgamma, dbeta


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
