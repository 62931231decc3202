# row: unknown
# wrong: batchnorm_forward
# said: test mode mixes the running averages half and half with the test batch's own statistics

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    D = x.shape[1]
    rm = bn_param.setdefault("running_mean", np.zeros(D))
    rv = bn_param.setdefault("running_var", np.zeros(D))
    mu, var = x.mean(axis=0), x.var(axis=0)
    if bn_param["mode"] == "train":
        bn_param["running_mean"] = momentum * rm + (1 - momentum) * mu
        bn_param["running_var"] = momentum * rv + (1 - momentum) * var
    else:
        # trust both a little
        mu, var = (mu + rm) / 2, (var + rv) / 2
    std = np.sqrt(var + eps)
    return gamma * (x - mu) / std + beta, {"h": (x - mu) / std, "std": std, "gamma": gamma}


def batchnorm_backward(dout, cache):
    h, std, gamma = cache["h"], cache["std"], cache["gamma"]
    n = len(h)
    g = gamma * dout
    return (n * g - g.sum(0) - h * (g * h).sum(0)) / n / std, (h * dout).sum(0), dout.sum(0)


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
