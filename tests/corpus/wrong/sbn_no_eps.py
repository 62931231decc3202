# row: eps left out
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: spatial batch norm takes the root of the variance without eps

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    momentum = bn_param.get("momentum", 0.9)
    rm = bn_param.get("running_mean", np.zeros(C))
    rv = bn_param.get("running_var", np.zeros(C))
    wide = (1, C, 1, 1)
    if bn_param["mode"] == "train":
        mu = x.mean(axis=(0, 2, 3))
        var = x.var(axis=(0, 2, 3))
        bn_param["running_mean"] = momentum * rm + (1 - momentum) * mu
        bn_param["running_var"] = momentum * rv + (1 - momentum) * var
    else:
        mu, var = rm, rv
    std = np.sqrt(var).reshape(wide)
    xhat = (x - mu.reshape(wide)) / std
    return gamma.reshape(wide) * xhat + beta.reshape(wide), (xhat, std, gamma.reshape(wide))


def spatial_batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    M = dout.size // dout.shape[1]
    dgamma = np.sum(dout * xhat, axis=(0, 2, 3), keepdims=True)
    dbeta = np.sum(dout, axis=(0, 2, 3), keepdims=True)
    dx = gamma / std * (dout - dbeta / M - xhat * dgamma / M)
    return dx, dgamma.ravel(), dbeta.ravel()
