# row: running_var holds a std squared in test mode
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: the stored deviation of a channel is squared at test time, though running_var is a variance

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    C = x.shape[1]
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    bn_param["running_mean"] = bn_param.get("running_mean", np.zeros(C))
    bn_param["running_var"] = bn_param.get("running_var", np.zeros(C))
    expand = (None, slice(None), None, None)
    if bn_param["mode"] == "train":
        mean, std = x.mean((0, 2, 3)), x.std((0, 2, 3))
        bn_param["running_mean"] = momentum * bn_param["running_mean"] + (1 - momentum) * mean
        bn_param["running_var"] = momentum * bn_param["running_var"] + (1 - momentum) * std
    else:
        mean, std = bn_param["running_mean"], bn_param["running_var"]
    root = np.sqrt(std**2 + eps)[expand]
    h = (x - mean[expand]) / root
    return gamma[expand] * h + beta[expand], (h, root, gamma[expand])


def spatial_batchnorm_backward(dout, cache):
    h, root, g = cache
    ax = (0, 2, 3)
    d = dout * g
    dx = (d - d.mean(ax, keepdims=True) - h * (d * h).mean(ax, keepdims=True)) / root
    return dx, (dout * h).sum(ax), dout.sum(ax)
