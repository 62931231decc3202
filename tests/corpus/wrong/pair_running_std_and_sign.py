# row: pair: running_var is the standard deviation + other: variance path of the wrong sign
# wrong: batchnorm_forward, batchnorm_backward_alt
# said: running_var gathers deviations, and the simplified dx adds the x_hat term

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    D = x.shape[1]
    state = {"running_mean": np.zeros(D), "running_var": np.zeros(D)}
    state.update({k: bn_param[k] for k in state if k in bn_param})
    if bn_param["mode"] == "train":
        m, s = x.mean(axis=0), x.std(axis=0)
        for key, new in (("running_mean", m), ("running_var", s)):
            bn_param[key] = momentum * state[key] + (1 - momentum) * new
        root = np.sqrt(s**2 + eps)
    else:
        m, root = state["running_mean"], np.sqrt(state["running_var"] + eps)
    y = (x - m) / root
    return y * gamma + beta, (y, root, gamma)


def batchnorm_backward(dout, cache):
    y, root, gamma = cache
    dy = dout * gamma
    return (dy - dy.mean(0) - y * (dy * y).mean(0)) / root, (dout * y).sum(0), dout.sum(0)


def batchnorm_backward_alt(dout, cache):
    y, root, gamma = cache
    n = len(y)
    dgamma = (dout * y).sum(0)
    dbeta = dout.sum(0)
    return gamma / root * (dout - (dbeta - y * dgamma) / n), dgamma, dbeta
