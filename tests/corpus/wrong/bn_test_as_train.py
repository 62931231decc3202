# row: other: test mode uses batch statistics
# wrong: batchnorm_forward
# said: the mode is not asked for where mean and variance are computed

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    N, D = x.shape
    running_mean = bn_param.get("running_mean", np.zeros(D))
    running_var = bn_param.get("running_var", np.zeros(D))
    mean = np.mean(x, axis=0)
    var = np.var(x, axis=0)
    if bn_param["mode"] == "train":
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
    xhat = (x - mean) / np.sqrt(var + eps)
    bn_param["running_mean"] = running_mean
    bn_param["running_var"] = running_var
    return gamma * xhat + beta, (xhat, var + eps, gamma)


def batchnorm_backward(dout, cache):
    xhat, v, gamma = cache
    N = len(dout)
    dgamma = np.einsum("nd,nd->d", dout, xhat)
    dbeta = np.einsum("nd->d", dout)
    return gamma * v**-0.5 * (dout - dbeta / N - xhat * dgamma / N), dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
