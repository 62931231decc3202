# row: other: no root
# wrong: batchnorm_forward
# said: what is called sigma is a variance plus eps

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    mom = bn_param.get("momentum", 0.9)
    n, d = x.shape
    rmean = bn_param.get("running_mean", np.zeros(d))
    rvar = bn_param.get("running_var", np.zeros(d))
    if bn_param["mode"] == "train":
        mu = np.einsum("nd->d", x) / n
        diff = x - mu
        sq = np.einsum("nd,nd->d", diff, diff) / n
        bn_param["running_mean"] = mom * rmean + (1 - mom) * mu
        bn_param["running_var"] = mom * rvar + (1 - mom) * sq
        sigma = sq + eps
    else:
        diff, sigma = x - rmean, rvar + eps
    return gamma * diff / sigma + beta, {"diff": diff, "sigma": sigma, "gamma": gamma}


def batchnorm_backward(dout, cache):
    diff, sigma, gamma = cache["diff"], cache["sigma"], cache["gamma"]
    n = diff.shape[0]
    g = dout * gamma / sigma
    corr = np.einsum("nd,nd->d", g, diff)
    dx = g - g.mean(0) - 2 * diff * corr / (n * sigma)
    return dx, np.einsum("nd,nd->d", dout, diff) / sigma, np.einsum("nd->d", dout)


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
