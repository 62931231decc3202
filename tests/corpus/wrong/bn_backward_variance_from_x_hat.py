# row: wrong variance-path term
# wrong: batchnorm_backward
# said: dvar sums over x_hat where the centred x belongs

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    N, D = x.shape
    old_m = bn_param.get("running_mean", np.zeros(D))
    old_v = bn_param.get("running_var", np.zeros(D))
    if bn_param["mode"] == "train":
        sample_mean = np.mean(x, axis=0)
        sample_var = np.var(x, axis=0)
        normalized_data = (x - sample_mean) / np.sqrt(sample_var + eps)
        out = gamma * normalized_data + beta
        bn_param["running_mean"] = momentum * old_m + (1 - momentum) * sample_mean
        bn_param["running_var"] = momentum * old_v + (1 - momentum) * sample_var
        return out, (x, normalized_data, sample_mean, sample_var, gamma, eps)
    return gamma * (x - old_m) / np.sqrt(old_v + eps) + beta, None


def batchnorm_backward(dout, cache):
    x, normalized_data, sample_mean, sample_var, gamma, eps = cache
    N = x.shape[0]
    dgamma = np.sum(dout * normalized_data, axis=0)
    dbeta = np.sum(dout, axis=0)
    dnormalized = dout * gamma
    inv = 1.0 / np.sqrt(sample_var + eps)
    dsample_var = -0.5 * inv**3 * np.sum(dnormalized * normalized_data, axis=0)
    dsample_mean = -inv * np.sum(dnormalized, axis=0)
    dx = dnormalized * inv + (2.0 / N) * (x - sample_mean) * dsample_var + dsample_mean / N
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    x, h, _, v, gamma, eps = cache
    d = dout * gamma
    return (d - np.mean(d, 0) - h * np.mean(d * h, 0)) / np.sqrt(v + eps), np.sum(dout * h, 0), np.sum(dout, 0)
