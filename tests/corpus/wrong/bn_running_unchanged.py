# row: other: running averages not updated
# wrong: batchnorm_forward
# said: the averages are read and written back, but never changed

def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param["mode"]
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    N, D = x.shape
    running_mean = bn_param.get("running_mean", np.zeros(D, dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(D, dtype=x.dtype))
    out, cache = None, None
    if mode == "train":
        mu = 1 / N * np.sum(x, axis=0)
        var = 1 / N * np.sum((x - mu) ** 2, axis=0)
        xn = (x - mu) / np.sqrt(var + eps)
        out = gamma * xn + beta
        cache = (xn, gamma, 1 / np.sqrt(var + eps))
    elif mode == "test":
        xn = (x - running_mean) / np.sqrt(running_var + eps)
        out = gamma * xn + beta
    bn_param["running_mean"] = running_mean
    bn_param["running_var"] = running_var
    return out, cache


def batchnorm_backward(dout, cache):
    xn, gamma, inv = cache
    N = dout.shape[0]
    dxn = dout * gamma
    dx = inv / N * (N * dxn - dxn.sum(0) - xn * (dxn * xn).sum(0))
    return dx, (dout * xn).sum(0), dout.sum(0)


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
