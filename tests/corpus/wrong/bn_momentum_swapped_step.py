# row: other: momentum swapped
# wrong: batchnorm_forward
# said: the average moves by momentum times the difference, and should move by 1 - momentum times it

def _move(old, new, rate):
    """An exponential moving average."""
    return old + rate * (new - old)


def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    zero = np.zeros(x.shape[1])
    m, v = bn_param.get("running_mean", zero), bn_param.get("running_var", zero)
    if bn_param["mode"] != "train":
        return gamma / np.sqrt(v + eps) * (x - m) + beta, None
    mu, s2 = np.mean(x, 0), np.var(x, 0)
    bn_param["running_mean"] = _move(m, mu, momentum)
    bn_param["running_var"] = _move(v, s2, momentum)
    z = (x - mu) / np.sqrt(s2 + eps)
    return gamma * z + beta, (z, np.sqrt(s2 + eps), gamma)


def batchnorm_backward(dout, cache):
    z, s, gamma = cache
    d = dout * gamma
    P = np.eye(len(z)) - 1.0 / len(z)
    return (P @ d - z * np.mean(d * z, 0)) / s, np.sum(dout * z, 0), np.sum(dout, 0)


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
