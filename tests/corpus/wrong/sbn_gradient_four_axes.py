# row: dgamma/dbeta of shape (1,D)
# rubric: spatial_normalization
# wrong: spatial_batchnorm_backward
# said: the channel gradients keep all four axes, (1, C, 1, 1)

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    C = x.shape[1]
    eps, p = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    m0, v0 = bn_param.get("running_mean", np.zeros(C)), bn_param.get("running_var", np.zeros(C))
    if bn_param["mode"] == "train":
        m, v = x.mean(axis=(0, 2, 3)), x.var(axis=(0, 2, 3))
        bn_param["running_mean"], bn_param["running_var"] = p * m0 + (1 - p) * m, p * v0 + (1 - p) * v
    else:
        m, v = m0, v0
    wide = lambda a: a.reshape(1, C, 1, 1)
    s = np.sqrt(wide(v) + eps)
    h = (x - wide(m)) / s
    return wide(gamma) * h + wide(beta), (h, s, wide(gamma))


def spatial_batchnorm_backward(dout, cache):
    h, s, gamma = cache
    axes = (0, 2, 3)
    dgamma = np.sum(dout * h, axis=axes, keepdims=True)
    dbeta = np.sum(dout, axis=axes, keepdims=True)
    g = gamma * dout
    dx = (g - g.mean(axis=axes, keepdims=True) - h * (g * h).mean(axis=axes, keepdims=True)) / s
    return dx, dgamma, dbeta
