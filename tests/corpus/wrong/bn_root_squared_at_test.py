# row: running_var holds a std squared in test mode
# wrong: batchnorm_forward
# said: running_var averages sqrt(var + eps) and is squared again when testing

def _running(bn_param, d):
    zeros = lambda: np.zeros(d)
    return bn_param.get("running_mean", zeros()), bn_param.get("running_var", zeros())


def batchnorm_forward(x, gamma, beta, bn_param):
    eps, m = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    avg, dev = _running(bn_param, x.shape[1])
    if bn_param["mode"] == "test":
        variance = np.square(dev)
        return (x - avg) * gamma / np.sqrt(variance + eps) + beta, None
    mu = x.mean(0)
    s = np.sqrt(x.var(0) + eps)
    bn_param["running_mean"] = m * avg + (1 - m) * mu
    bn_param["running_var"] = m * dev + (1 - m) * s
    y = (x - mu) / s
    return y * gamma + beta, {"y": y, "s": s, "gamma": gamma}


def batchnorm_backward(dout, cache):
    y, s = cache["y"], cache["s"]
    dy = dout * cache["gamma"]
    dx = dy - dy.mean(0)
    dx -= y * (dy * y).mean(0)
    return dx / s, (dout * y).sum(0), dout.sum(0)


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
