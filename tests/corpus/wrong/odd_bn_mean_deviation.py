# row: unknown
# wrong: batchnorm_forward
# said: the mean absolute deviation is taken for the standard deviation in training

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    N, D = x.shape
    avg_mean = bn_param.get("running_mean", np.zeros(D))
    avg_var = bn_param.get("running_var", np.zeros(D))
    if bn_param["mode"] == "test":
        return gamma * (x - avg_mean) / np.sqrt(avg_var + eps) + beta, None
    mean = np.mean(x, axis=0)
    diff = x - mean
    spread = np.mean(np.abs(diff), axis=0) + eps
    bn_param["running_mean"] = momentum * avg_mean + (1 - momentum) * mean
    bn_param["running_var"] = momentum * avg_var + (1 - momentum) * np.mean(diff**2, axis=0)
    return gamma * diff / spread + beta, (diff, spread, gamma)


def batchnorm_backward(dout, cache):
    diff, spread, gamma = cache
    dnorm = dout * gamma
    dspread = -np.sum(dnorm * diff, axis=0) / spread**2
    ddiff = dnorm / spread + dspread * np.sign(diff) / len(diff)
    return ddiff - np.mean(ddiff, axis=0), np.sum(dout * diff / spread, axis=0), np.sum(dout, axis=0)


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
