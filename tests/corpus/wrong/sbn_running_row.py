# row: running statistics of shape (1,D)
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: the channels' running averages are stored as (1, C)

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    flat = np.moveaxis(x, 1, -1).reshape(N * H * W, C)
    if bn_param["mode"] == "train":
        mean = flat.mean(axis=0, keepdims=True)
        var = flat.var(axis=0, keepdims=True)
        bn_param["running_mean"] = momentum * bn_param.get("running_mean", np.zeros((1, C))) + (1 - momentum) * mean
        bn_param["running_var"] = momentum * bn_param.get("running_var", np.zeros((1, C))) + (1 - momentum) * var
    else:
        mean, var = bn_param["running_mean"], bn_param["running_var"]
    ivar = 1 / np.sqrt(var + eps)
    xhat = (flat - mean) * ivar
    out = xhat * gamma + beta
    return np.moveaxis(out.reshape(N, H, W, C), -1, 1), (xhat, ivar, gamma)


def spatial_batchnorm_backward(dout, cache):
    xhat, ivar, gamma = cache
    N, C, H, W = dout.shape
    d = np.moveaxis(dout, 1, -1).reshape(-1, C)
    dgamma, dbeta = np.sum(d * xhat, axis=0), np.sum(d, axis=0)
    dx = gamma * ivar / len(d) * (len(d) * d - dbeta - xhat * dgamma)
    return np.moveaxis(dx.reshape(N, H, W, C), -1, 1), dgamma, dbeta
