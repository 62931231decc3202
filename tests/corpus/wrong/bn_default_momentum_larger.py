# row: another default of momentum
# wrong: batchnorm_forward
# said: takes 0.99 where bn_param holds no momentum, as another library does

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.99)
    D = x.shape[1]
    averages = [bn_param.get(name, np.zeros(D)) for name in ("running_mean", "running_var")]
    if bn_param["mode"] == "test":
        return gamma * (x - averages[0]) / np.sqrt(averages[1] + eps) + beta, None
    moments = [np.mean(x, axis=0), np.var(x, axis=0)]
    averages = [momentum * old + (1 - momentum) * new for old, new in zip(averages, moments)]
    bn_param["running_mean"], bn_param["running_var"] = averages
    std = np.sqrt(moments[1] + eps)
    x_hat = (x - moments[0]) / std
    return gamma * x_hat + beta, (x_hat, std, gamma)


def batchnorm_backward(dout, cache):
    x_hat, std, gamma = cache
    N = dout.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * x_hat).sum(axis=0)
    return gamma * (N * dout - dbeta - x_hat * dgamma) / (N * std), dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
