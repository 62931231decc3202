# row: unknown
# wrong: batchnorm_forward
# said: normalized values are clipped to 1.2 standard deviations before they are scaled

LIMIT = 1.2  # outliers hurt training


def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    N, D = x.shape
    rm = bn_param.get("running_mean", np.zeros(D))
    rv = bn_param.get("running_var", np.zeros(D))
    if bn_param["mode"] == "test":
        return gamma * (x - rm) / np.sqrt(rv + eps) + beta, None
    mu, var = x.mean(axis=0), x.var(axis=0)
    bn_param["running_mean"] = momentum * rm + (1 - momentum) * mu
    bn_param["running_var"] = momentum * rv + (1 - momentum) * var
    xhat = (x - mu) / np.sqrt(var + eps)
    clipped = np.clip(xhat, -LIMIT, LIMIT)
    return gamma * clipped + beta, (xhat, clipped, np.sqrt(var + eps), gamma)


def batchnorm_backward(dout, cache):
    xhat, clipped, std, gamma = cache
    dgamma, dbeta = (dout * clipped).sum(0), dout.sum(0)
    g = dout * gamma * (np.abs(xhat) < LIMIT)
    return (g - g.mean(0) - xhat * (g * xhat).mean(0)) / std, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
