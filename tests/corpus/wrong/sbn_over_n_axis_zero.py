# row: spatial batchnorm statistics over N only
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: each pixel has a mean and a variance of its own, over the images only

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    run_mean = bn_param.get("running_mean", np.zeros((C, H, W)))
    run_var = bn_param.get("running_var", np.zeros((C, H, W)))
    g = gamma.reshape(C, 1, 1)
    b = beta.reshape(C, 1, 1)
    if bn_param["mode"] == "train":
        mu = np.mean(x, axis=0)
        var = np.var(x, axis=0)
        std = np.sqrt(var + eps)
        xhat = (x - mu) / std
        bn_param["running_mean"] = momentum * run_mean + (1 - momentum) * mu
        bn_param["running_var"] = momentum * run_var + (1 - momentum) * var
        return g * xhat + b, (xhat, std, g)
    return g * (x - run_mean) / np.sqrt(run_var + eps) + b, None


def spatial_batchnorm_backward(dout, cache):
    xhat, std, g = cache
    d = dout * g
    dx = (d - d.mean(axis=0) - xhat * (d * xhat).mean(axis=0)) / std
    dgamma = np.sum(dout * xhat, axis=(0, 2, 3))
    dbeta = np.sum(dout, axis=(0, 2, 3))
    return dx, dgamma, dbeta
