# row: running_var includes eps
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: the channels' running variance is an average of var + eps

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    mode = bn_param["mode"]
    rm = bn_param.get("running_mean", np.zeros(C))
    rv = bn_param.get("running_var", np.zeros(C))
    out = np.zeros_like(x)
    norm = np.zeros_like(x)
    stds = np.zeros(C)
    for c in range(C):
        if mode == "train":
            m = x[:, c].mean()
            v = x[:, c].var() + eps
            rm[c] = momentum * rm[c] + (1 - momentum) * m
            rv[c] = momentum * rv[c] + (1 - momentum) * v
            stds[c] = np.sqrt(v)
        else:
            m, stds[c] = rm[c], np.sqrt(rv[c] + eps)
        norm[:, c] = (x[:, c] - m) / stds[c]
        out[:, c] = gamma[c] * norm[:, c] + beta[c]
    bn_param["running_mean"], bn_param["running_var"] = rm, rv
    return out, (norm, stds, gamma)


def spatial_batchnorm_backward(dout, cache):
    norm, stds, gamma = cache
    dx = np.zeros_like(dout)
    C = len(stds)
    dgamma, dbeta = np.zeros(C), np.zeros(C)
    for c in range(C):
        d, h = dout[:, c], norm[:, c]
        dgamma[c], dbeta[c] = (d * h).sum(), d.sum()
        dx[:, c] = gamma[c] / stds[c] * (d - d.mean() - h * (d * h).mean())
    return dx, dgamma, dbeta
