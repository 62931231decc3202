# row: gamma/beta not applied in test mode
# wrong: batchnorm_forward
# said: the scale and shift are inside the training branch only

class _BNCache:
    pass


def batchnorm_forward(x, gamma, beta, bn_param):
    n, d = x.shape
    eps = bn_param.get("eps", 1e-5)
    rho = bn_param.get("momentum", 0.9)
    training = bn_param["mode"] == "train"
    state = {k: bn_param.get(k, np.zeros(d)) for k in ("running_mean", "running_var")}
    centre = np.average(x, axis=0) if training else state["running_mean"]
    spread = np.average((x - centre) ** 2, axis=0) if training else state["running_var"]
    y = (x - centre) / np.sqrt(spread + eps)
    c = _BNCache()
    if training:
        c.y, c.std, c.gamma = y, np.sqrt(spread + eps), gamma
        state["running_mean"] = rho * state["running_mean"] + (1 - rho) * centre
        state["running_var"] = rho * state["running_var"] + (1 - rho) * spread
        y = gamma * y
        y = y + beta
    bn_param.update(state)
    return y, c


def batchnorm_backward(dout, cache):
    c = cache
    dy = dout * c.gamma
    dx = (dy - np.average(dy, axis=0) - c.y * np.average(dy * c.y, axis=0)) / c.std
    return dx, np.sum(dout * c.y, axis=0), np.sum(dout, axis=0)


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
