# row: running_var is the standard deviation
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: running_var collects the channels' standard deviations

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    by_channel = x.transpose(1, 0, 2, 3).reshape(C, -1)
    old_mean = bn_param.get("running_mean", np.zeros(C))
    old_var = bn_param.get("running_var", np.zeros(C))
    if bn_param["mode"] == "train":
        mean = by_channel.mean(axis=1)
        dev = by_channel.std(axis=1)
        bn_param["running_mean"] = momentum * old_mean + (1 - momentum) * mean
        bn_param["running_var"] = momentum * old_var + (1 - momentum) * dev
        var = dev**2
    else:
        mean, var = old_mean, old_var
    root = np.sqrt(var + eps)[:, None]
    hat = (by_channel - mean[:, None]) / root
    out = gamma[:, None] * hat + beta[:, None]
    return out.reshape(C, N, H, W).transpose(1, 0, 2, 3), (hat, root, gamma)


def spatial_batchnorm_backward(dout, cache):
    hat, root, gamma = cache
    N, C, H, W = dout.shape
    d = dout.transpose(1, 0, 2, 3).reshape(C, -1)
    dgamma, dbeta = (d * hat).sum(1), d.sum(1)
    k = d.shape[1]
    dx = gamma[:, None] / root * (d - dbeta[:, None] / k - hat * dgamma[:, None] / k)
    return dx.reshape(C, N, H, W).transpose(1, 0, 2, 3), dgamma, dbeta
