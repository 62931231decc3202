# row: other: dgamma from x instead of x_hat
# wrong: batchnorm_backward
# said: dgamma multiplies dout with x, which is not normalized

def batchnorm_forward(x, gamma, beta, bn_param):
    mode, eps, momentum = bn_param["mode"], bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    N, D = x.shape
    running_mean = bn_param.get("running_mean", np.zeros(D))
    running_var = bn_param.get("running_var", np.zeros(D))
    if mode == "train":
        mean = np.mean(x, axis=0)
        var = np.var(x, axis=0)
        out = gamma * ((x - mean) / np.sqrt(var + eps)) + beta
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
        cache = (x, gamma, mean, var, eps)
    else:
        out = gamma * ((x - running_mean) / np.sqrt(running_var + eps)) + beta
        cache = None
    bn_param["running_mean"], bn_param["running_var"] = running_mean, running_var
    return out, cache


def batchnorm_backward(dout, cache):
    x, gamma, mean, var, eps = cache
    N = x.shape[0]
    std = np.sqrt(var + eps)
    dgamma = np.sum(dout * x, axis=0)
    dbeta = np.sum(dout, axis=0)
    dxhat = dout * gamma
    dvar = np.sum(dxhat * (x - mean), axis=0) * -0.5 / std**3
    dmean = -np.sum(dxhat, axis=0) / std
    dx = dxhat / std + dvar * 2 * (x - mean) / N + dmean / N
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    x, gamma, mean, var, eps = cache
    h = (x - mean) / np.sqrt(var + eps)
    g = dout * gamma
    dx = (g - g.mean(0) - h * (g * h).mean(0)) / np.sqrt(var + eps)
    return dx, (dout * h).sum(0), dout.sum(0)
