# row: running statistics of shape (1,D)
# wrong: batchnorm_forward
# said: the running averages have shape (1, D), because the batch's mean and variance kept their first axis

def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param["mode"]
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    N, D = x.shape
    running_mean = bn_param.get("running_mean", np.zeros(D, dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(D, dtype=x.dtype))
    if mode == "train":
        mean = np.mean(x, axis=0, keepdims=True)
        var = np.mean((x - mean) ** 2, axis=0, keepdims=True)
        inv_std = 1 / np.sqrt(var + eps)
        normalized = (x - mean) * inv_std
        out = normalized * gamma + beta
        cache = (normalized, inv_std, gamma)
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        out = (x - running_mean) / np.sqrt(running_var + eps) * gamma + beta
        cache = None
    bn_param["running_mean"] = running_mean
    bn_param["running_var"] = running_var
    return out, cache


def batchnorm_backward(dout, cache):
    normalized, inv_std, gamma = cache
    N = dout.shape[0]
    dnorm = dout * gamma
    dx = inv_std * (dnorm - dnorm.sum(0) / N - normalized * (dnorm * normalized).sum(0) / N)
    return dx, (dout * normalized).sum(0), dout.sum(0)


batchnorm_backward_alt = batchnorm_backward
