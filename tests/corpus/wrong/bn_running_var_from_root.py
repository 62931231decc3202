# row: running_var includes eps
# wrong: batchnorm_forward
# said: the variance is got back by squaring the root, so it holds eps too

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, keep = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    rows, cols = x.shape
    for key in ["running_mean", "running_var"]:
        if key not in bn_param:
            bn_param[key] = np.zeros(cols)
    if bn_param["mode"] == "test":
        top = x - bn_param["running_mean"]
        bottom = (bn_param["running_var"] + eps) ** 0.5
        return top / bottom * gamma + beta, ()
    mid = np.ones(rows) @ x / rows
    top = x - mid
    bottom = (np.ones(rows) @ top**2 / rows + eps) ** 0.5
    bn_param["running_mean"] += (1 - keep) * (mid - bn_param["running_mean"])
    bn_param["running_var"] += (1 - keep) * (bottom**2 - bn_param["running_var"])
    return top / bottom * gamma + beta, (top, bottom, gamma)


def batchnorm_backward(dout, cache):
    top, bottom, gamma = cache
    rows = len(top)
    dbeta = np.ones(rows) @ dout
    dgamma = np.ones(rows) @ (dout * top / bottom)
    dnorm = dout * gamma
    dtop = dnorm / bottom
    dbottom = np.ones(rows) @ (-dnorm * top / bottom**2)
    dsquares = dbottom / (2 * bottom) / rows
    dtop = dtop + 2 * top * dsquares
    dx = dtop - np.ones(rows) @ dtop / rows
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    top, bottom, gamma = cache
    n = top / bottom
    g = dout * gamma
    return (g - g.mean(0) - n * (g * n).mean(0)) / bottom, (dout * n).sum(0), dout.sum(0)
