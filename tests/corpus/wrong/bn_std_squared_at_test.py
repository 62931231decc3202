# row: running_var holds a std squared in test mode
# wrong: batchnorm_forward
# said: training stores a standard deviation in running_var, and test mode squares it

def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param["mode"]
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    N, D = x.shape
    running_mean = bn_param.get("running_mean", np.zeros(D))
    running_std = bn_param.get("running_var", np.zeros(D))
    if mode == "train":
        mu = np.mean(x, axis=0)
        std = np.std(x, axis=0)
        denom = np.sqrt(std * std + eps)
        x_hat = (x - mu) / denom
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_std = momentum * running_std + (1 - momentum) * std
        cache = (x_hat, denom, gamma, N)
    elif mode == "test":
        x_hat = (x - running_mean) / np.sqrt(running_std * running_std + eps)
        cache = None
    bn_param["running_mean"] = running_mean
    bn_param["running_var"] = running_std
    return x_hat * gamma + beta, cache


def batchnorm_backward(dout, cache):
    x_hat, denom, gamma, N = cache
    db = np.sum(dout, axis=0)
    dg = np.sum(dout * x_hat, axis=0)
    return gamma * (N * dout - db - x_hat * dg) / (N * denom), dg, db


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
