# row: pair: running statistics kept 4-D + spatial batchnorm reshape without transpose
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward, spatial_batchnorm_backward
# said: the averages have four axes, and dout is cut into rows without moving the channels

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    shape = (1, C, 1, 1)
    rm = np.reshape(bn_param.get("running_mean", np.zeros(C)), shape)
    rv = np.reshape(bn_param.get("running_var", np.zeros(C)), shape)
    if bn_param["mode"] == "train":
        mu = x.mean(axis=(0, 2, 3), keepdims=True)
        var = x.var(axis=(0, 2, 3), keepdims=True)
        rm = momentum * rm + (1 - momentum) * mu
        rv = momentum * rv + (1 - momentum) * var
    else:
        mu, var = rm, rv
    bn_param["running_mean"], bn_param["running_var"] = rm, rv
    inv = 1 / np.sqrt(var + eps)
    h = (x - mu) * inv
    out = gamma.reshape(shape) * h + beta.reshape(shape)
    return out, (h.transpose(0, 2, 3, 1).reshape(-1, C), inv.reshape(C), gamma)


def spatial_batchnorm_backward(dout, cache):
    h, inv, gamma = cache
    d = dout.reshape(h.shape)
    n = len(h)
    dgamma, dbeta = (d * h).sum(0), d.sum(0)
    dx = gamma * inv / n * (n * d - dbeta - h * dgamma)
    return dx.reshape(dout.shape), dgamma, dbeta
