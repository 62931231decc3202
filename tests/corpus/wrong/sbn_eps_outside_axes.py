# row: eps outside the sqrt
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: the images are divided by sqrt(var) + eps, with eps behind the root

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros(C))
    running_var = bn_param.get("running_var", np.zeros(C))
    g = gamma[None, :, None, None]
    b = beta[None, :, None, None]
    if bn_param["mode"] == "train":
        mu = x.mean(axis=(0, 2, 3), keepdims=True)
        var = ((x - mu) ** 2).mean(axis=(0, 2, 3), keepdims=True)
        sigma = np.sqrt(var)
        xhat = (x - mu) / (sigma + eps)
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mu.ravel()
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * var.ravel()
        return g * xhat + b, (xhat, x - mu, sigma, g, eps)
    sigma = np.sqrt(running_var)[None, :, None, None]
    xhat = (x - running_mean[None, :, None, None]) / (sigma + eps)
    return g * xhat + b, None


def spatial_batchnorm_backward(dout, cache):
    xhat, xc, sigma, g, eps = cache
    axes = (0, 2, 3)
    m = dout.size / dout.shape[1]
    dbeta = dout.sum(axis=axes)
    dgamma = (dout * xhat).sum(axis=axes)
    dxhat = dout * g
    denom = sigma + eps
    dsigma = (-dxhat * xc / denom**2).sum(axis=axes, keepdims=True)
    dxc = dxhat / denom + dsigma * xc / (sigma * m)
    return dxc - dxc.mean(axis=axes, keepdims=True), dgamma, dbeta
