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


def normalize(x, mu, var, eps):
    return (x - mu) / np.sqrt(var + eps)


def normalize_back(g, xhat, var, eps, n, axis):
    s1 = np.sum(g, axis=axis, keepdims=True)
    s2 = np.sum(g * xhat, axis=axis, keepdims=True)
    return (n * g - s1 - xhat * s2) / (n * np.sqrt(var + eps))


def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param['mode']
    eps = bn_param.get('eps', 1e-5)
    momentum = bn_param.get('momentum', 0.9)
    layernorm = bn_param.get('layernorm', 0)
    axis = 1 if layernorm else 0
    N, D = x.shape
    running_mean = bn_param.get('running_mean', np.zeros(D, dtype=x.dtype))
    running_var = bn_param.get('running_var', np.zeros(D, dtype=x.dtype))
    out, cache = None, None
    if mode == 'train':
        #######################################################################
        # TODO: the training-time forward pass                                #
        #######################################################################
        mu = np.mean(x, axis=axis, keepdims=True)
        var = np.var(x, axis=axis, keepdims=True)
        xhat = normalize(x, mu, var, eps)
        out = gamma * xhat + beta
        if layernorm == 0:
            running_mean = momentum * running_mean + (1 - momentum) * mu.reshape(D)
            running_var = momentum * running_var + (1 - momentum) * var.reshape(D)
        cache = xhat, var, gamma, eps, axis
    elif mode == 'test':
        out = gamma * normalize(x, running_mean, running_var, eps) + beta
    else:
        raise ValueError('Invalid forward batchnorm mode "%s"' % mode)
    bn_param['running_mean'] = running_mean
    bn_param['running_var'] = running_var
    return out, cache


def batchnorm_backward(dout, cache):
    xhat, var, gamma, eps, axis = cache
    dx = normalize_back(dout * gamma, xhat, var, eps, dout.shape[axis], axis)
    return dx, (dout * xhat).sum(axis=0), dout.sum(axis=0)


def batchnorm_backward_alt(dout, cache):
    dx, dgamma, dbeta = batchnorm_backward(dout, cache)
    return dx, dgamma, dbeta


def layernorm_forward(x, gamma, beta, ln_param):
    ln_param['mode'] = 'train'
    ln_param['layernorm'] = 1
    return batchnorm_forward(x, gamma, beta, ln_param)


def layernorm_backward(dout, cache):
    return batchnorm_backward_alt(dout, cache)
