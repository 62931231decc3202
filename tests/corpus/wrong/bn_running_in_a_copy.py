# row: other: running averages not updated
# wrong: batchnorm_forward
# said: the averages go into a copy of bn_param that nobody sees again

def batchnorm_forward(x, gamma, beta, bn_param):
    state = bn_param.copy()  # do not touch the caller's dictionary
    eps = state.setdefault("eps", 1e-5)
    momentum = state.setdefault("momentum", 0.9)
    rm = state.setdefault("running_mean", np.zeros(x.shape[1]))
    rv = state.setdefault("running_var", np.zeros(x.shape[1]))
    if state["mode"] == "test":
        return gamma * (x - rm) / np.sqrt(rv + eps) + beta, None
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    state["running_mean"] = momentum * rm + (1 - momentum) * mu
    state["running_var"] = momentum * rv + (1 - momentum) * var
    std = np.sqrt(var + eps)
    return gamma * (x - mu) / std + beta, ((x - mu) / std, std, gamma, state)


def batchnorm_backward(dout, cache):
    h, std, gamma, _ = cache
    g = gamma * dout
    dx = (g - g.mean(axis=0) - h * np.mean(g * h, axis=0)) / std
    return dx, np.sum(dout * h, axis=0), np.sum(dout, axis=0)


batchnorm_backward_alt = batchnorm_backward
