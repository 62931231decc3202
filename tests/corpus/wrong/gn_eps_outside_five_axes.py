# row: eps outside the sqrt
# rubric: spatial_normalization
# wrong: spatial_groupnorm_forward
# said: group norm adds eps to the root of the group's variance

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    eps = gn_param.get("eps", 1e-5)
    N, C, H, W = x.shape
    x5 = np.reshape(x, (N, G, C // G, H, W))
    mean = np.mean(x5, axis=(2, 3, 4), keepdims=True)
    std = np.std(x5, axis=(2, 3, 4), keepdims=True)
    normed = (x5 - mean) / (std + eps)
    gamma4 = np.reshape(gamma, (1, C, 1, 1))
    out = gamma4 * normed.reshape(N, C, H, W) + np.reshape(beta, (1, C, 1, 1))
    cache = [x5 - mean, std, normed, gamma4, gamma.shape, eps]
    return out, cache


def spatial_groupnorm_backward(dout, cache):
    centered, std, normed, gamma4, shape, eps = cache
    dgamma = np.sum(dout * normed.reshape(dout.shape), axis=(0, 2, 3)).reshape(shape)
    dbeta = np.sum(dout, axis=(0, 2, 3)).reshape(shape)
    d = (dout * gamma4).reshape(centered.shape)
    count = np.prod(centered.shape[2:])
    total = std + eps
    dstd = -np.sum(d * centered, axis=(2, 3, 4), keepdims=True) / total / total
    d = d / total + centered * dstd / std / count
    d -= np.mean(d, axis=(2, 3, 4), keepdims=True)
    return d.reshape(dout.shape), dgamma, dbeta
