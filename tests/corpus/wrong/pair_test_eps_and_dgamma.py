# row: pair: eps left out in test mode + other: dgamma averaged
# wrong: batchnorm_forward, batchnorm_backward
# said: test mode has no eps, and dgamma is divided by N

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    m = bn_param.get("momentum", 0.9)
    bn_param["running_mean"] = bn_param.get("running_mean", np.zeros(x.shape[1]))
    bn_param["running_var"] = bn_param.get("running_var", np.zeros(x.shape[1]))
    if bn_param["mode"] == "train":
        mu = x.mean(axis=0)
        centred = x - mu
        v = np.mean(centred**2, axis=0)
        scale = 1.0 / np.sqrt(v + eps)
        bn_param["running_mean"] = m * bn_param["running_mean"] + (1 - m) * mu
        bn_param["running_var"] = m * bn_param["running_var"] + (1 - m) * v
    else:
        centred = x - bn_param["running_mean"]
        scale = 1.0 / np.sqrt(bn_param["running_var"])
    return gamma * (centred * scale) + beta, [centred, scale, gamma]


def batchnorm_backward(dout, cache):
    centred, scale, gamma = cache
    n = dout.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * centred * scale).sum(axis=0) / n
    dn = dout * gamma
    dscale = (dn * centred).sum(axis=0)
    dv = -0.5 * dscale * scale**3
    dc = dn * scale + 2 * centred * dv / n
    return dc - dc.sum(axis=0) / n, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    centred, scale, gamma = cache
    h = centred * scale
    dgamma, dbeta = (dout * h).sum(axis=0), dout.sum(axis=0)
    return gamma * scale * (dout - dbeta / len(h) - h * dgamma / len(h)), dgamma, dbeta
