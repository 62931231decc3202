# row: eps left out in test mode
# wrong: batchnorm_forward
# said: testing divides by the root of running_var alone, training adds eps

def batchnorm_forward(x, gamma, beta, bn_param):
    mode, eps, momentum = bn_param["mode"], bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    D = x.shape[1]
    bn_param.setdefault("running_mean", np.zeros(D))
    bn_param.setdefault("running_var", np.zeros(D))
    if mode == "train":
        mu = np.mean(x, axis=0)
        second = np.mean(x**2, axis=0)
        sigma2 = second - mu**2
        scale = gamma * (sigma2 + eps) ** -0.5
        out = scale * x + (beta - scale * mu)
        bn_param["running_mean"] = momentum * bn_param["running_mean"] + (1 - momentum) * mu
        bn_param["running_var"] = momentum * bn_param["running_var"] + (1 - momentum) * sigma2
        return out, [x, mu, sigma2 + eps, gamma]
    # one multiplication and one addition per feature
    scale = gamma * bn_param["running_var"] ** -0.5
    shift = beta - scale * bn_param["running_mean"]
    return scale * x + shift, None


def batchnorm_backward(dout, cache):
    x, mu, v, gamma = cache
    xhat = (x - mu) / np.sqrt(v)
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma / np.sqrt(v) * (dout - dbeta / len(x) - xhat * dgamma / len(x))
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
