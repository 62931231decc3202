# row: running statistics kept 4-D
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: the averages are (1, C, 1, 1), and test mode expects them so

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros((1, C, 1, 1)))
    running_var = bn_param.get("running_var", np.zeros((1, C, 1, 1)))
    gamma = gamma.reshape(1, C, 1, 1)
    beta = beta.reshape(1, C, 1, 1)
    cache = None
    if bn_param["mode"] == "train":
        mu = np.mean(x, axis=(0, 2, 3), keepdims=True)
        var = np.var(x, axis=(0, 2, 3), keepdims=True)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
        x_hat = (x - mu) / np.sqrt(var + eps)
        cache = (x_hat, np.sqrt(var + eps), gamma)
    else:
        x_hat = (x - running_mean) / np.sqrt(running_var + eps)
    bn_param["running_mean"], bn_param["running_var"] = running_mean, running_var
    return gamma * x_hat + beta, cache


def spatial_batchnorm_backward(dout, cache):
    x_hat, std, gamma = cache
    N, C, H, W = dout.shape
    M = N * H * W
    dbeta = np.sum(dout, axis=(0, 2, 3))
    dgamma = np.sum(dout * x_hat, axis=(0, 2, 3))
    dx = M * dout - dbeta.reshape(1, C, 1, 1) - x_hat * dgamma.reshape(1, C, 1, 1)
    return gamma / std / M * dx, dgamma, dbeta
