# row: unknown
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: mean and variance of a channel come from every second pixel

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    rm = bn_param.get("running_mean", np.zeros(C))
    rv = bn_param.get("running_var", np.zeros(C))
    wide = (1, C, 1, 1)
    if bn_param["mode"] == "train":
        some = x[:, :, ::2, ::2]  # enough for a good estimate
        mu, var = some.mean((0, 2, 3)), some.var((0, 2, 3))
        bn_param["running_mean"] = momentum * rm + (1 - momentum) * mu
        bn_param["running_var"] = momentum * rv + (1 - momentum) * var
    else:
        mu, var = rm, rv
    s = np.sqrt(var + eps).reshape(wide)
    h = (x - mu.reshape(wide)) / s
    return gamma.reshape(wide) * h + beta.reshape(wide), (h, s, gamma.reshape(wide))


def spatial_batchnorm_backward(dout, cache):
    h, s, gamma = cache
    g = dout * gamma / s
    count = h[:, :, ::2, ::2].size // h.shape[1]
    dx = g.copy()
    dx[:, :, ::2, ::2] -= g.sum((0, 2, 3), keepdims=True) / count
    dx[:, :, ::2, ::2] -= h[:, :, ::2, ::2] * (g * h).sum((0, 2, 3), keepdims=True) / count
    return dx, (dout * h).sum((0, 2, 3)), dout.sum((0, 2, 3))
