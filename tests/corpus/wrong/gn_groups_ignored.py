# row: other: group statistics over the whole image
# rubric: spatial_normalization
# wrong: spatial_groupnorm_forward
# said: G is never used, an image is normalized as a whole

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    N, C, H, W = x.shape
    eps = gn_param.get("eps", 1e-5)
    mean = x.mean(axis=(1, 2, 3), keepdims=True)
    std = np.sqrt(x.var(axis=(1, 2, 3), keepdims=True) + eps)
    xhat = (x - mean) / std
    g4 = gamma.reshape(1, C, 1, 1)
    return g4 * xhat + beta.reshape(1, C, 1, 1), (xhat, std, g4, gamma.shape)


def spatial_groupnorm_backward(dout, cache):
    xhat, std, g4, shape = cache
    dgamma = np.sum(dout * xhat, axis=(0, 2, 3)).reshape(shape)
    dbeta = np.sum(dout, axis=(0, 2, 3)).reshape(shape)
    d = dout * g4
    ax = (1, 2, 3)
    dx = (d - d.mean(axis=ax, keepdims=True) - xhat * (d * xhat).mean(axis=ax, keepdims=True)) / std
    return dx, dgamma, dbeta
