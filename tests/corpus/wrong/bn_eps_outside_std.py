# row: eps outside the sqrt
# wrong: batchnorm_forward
# said: adds eps to the standard deviation and not to the variance, in training and in testing

def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param["mode"]
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)

    N, D = x.shape
    running_mean = bn_param.get("running_mean", np.zeros(D, dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(D, dtype=x.dtype))

    out, cache = None, None
    if mode == "train":
        sample_mean = np.mean(x, axis=0)
        sample_var = np.var(x, axis=0)
        sample_std = np.std(x, axis=0)
        x_centered = x - sample_mean
        x_norm = x_centered / (sample_std + eps)
        out = gamma * x_norm + beta
        cache = {"x_norm": x_norm, "x_centered": x_centered, "std": sample_std, "eps": eps, "gamma": gamma}
        running_mean = momentum * running_mean + (1 - momentum) * sample_mean
        running_var = momentum * running_var + (1 - momentum) * sample_var
    elif mode == "test":
        x_norm = (x - running_mean) / (np.sqrt(running_var) + eps)
        out = gamma * x_norm + beta
    else:
        raise ValueError('Invalid forward batchnorm mode "%s"' % mode)

    bn_param["running_mean"] = running_mean
    bn_param["running_var"] = running_var
    return out, cache


def batchnorm_backward(dout, cache):
    x_norm, x_centered, std = cache["x_norm"], cache["x_centered"], cache["std"]
    N = dout.shape[0]
    dgamma = np.sum(dout * x_norm, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx_norm = dout * cache["gamma"]
    bottom = std + cache["eps"]
    # out = centered / bottom
    dbottom = -np.sum(dx_norm * x_centered, axis=0) / bottom**2
    dvar = dbottom * 0.5 / std
    dx_centered = dx_norm / bottom + 2.0 / N * x_centered * dvar
    dx = dx_centered - np.mean(dx_centered, axis=0)
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    x_norm, std, gamma = cache["x_norm"], cache["std"], cache["gamma"]
    bottom = std + cache["eps"]
    dgamma, dbeta = np.sum(dout * x_norm, axis=0), np.sum(dout, axis=0)
    dx = gamma / bottom * (dout - dbeta / len(dout) - x_norm * bottom / std * dgamma / len(dout))
    return dx, dgamma, dbeta
