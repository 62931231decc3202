# row: groupnorm statistics per pixel
# rubric: spatial_normalization
# wrong: spatial_groupnorm_forward
# said: mean and variance run over the channels of a group only, at each pixel by itself

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    N, C, H, W = x.shape
    eps = gn_param.get("eps", 1e-5)
    x_group = x.reshape((N, G, C // G, H, W))
    mean = np.mean(x_group, axis=2, keepdims=True)
    var = np.var(x_group, axis=2, keepdims=True)
    std = np.sqrt(var + eps)
    x_norm = (x_group - mean) / std
    gamma_ = gamma.reshape((1, C, 1, 1))
    out = gamma_ * x_norm.reshape((N, C, H, W)) + beta.reshape((1, C, 1, 1))
    return out, (x_norm, std, gamma_, gamma.shape)


def spatial_groupnorm_backward(dout, cache):
    x_norm, std, gamma_, shape = cache
    N, C, H, W = dout.shape
    dgamma = np.sum(dout * x_norm.reshape(dout.shape), axis=(0, 2, 3)).reshape(shape)
    dbeta = np.sum(dout, axis=(0, 2, 3)).reshape(shape)
    dx_norm = (dout * gamma_).reshape(x_norm.shape)
    K = x_norm.shape[2]
    dx = dx_norm - np.sum(dx_norm, axis=2, keepdims=True) / K
    dx -= x_norm * np.sum(dx_norm * x_norm, axis=2, keepdims=True) / K
    return (dx / std).reshape(N, C, H, W), dgamma, dbeta
