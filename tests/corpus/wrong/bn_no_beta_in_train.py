# row: other: beta missing
# wrong: batchnorm_forward
# said: the training output is scaled but not shifted

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, p = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    d = x.shape[1]
    m0 = bn_param.get("running_mean", np.zeros(d))
    v0 = bn_param.get("running_var", np.zeros(d))
    if bn_param["mode"] == "test":
        scale = gamma / np.sqrt(v0 + eps)
        return x * scale + (beta - m0 * scale), None
    m, v = np.mean(x, axis=0), np.var(x, axis=0)
    scale = gamma / np.sqrt(v + eps)
    out = x * scale - m * scale
    bn_param["running_mean"] = p * m0 + (1 - p) * m
    bn_param["running_var"] = p * v0 + (1 - p) * v
    return out, ((x - m) / np.sqrt(v + eps), scale)


def batchnorm_backward(dout, cache):
    h, scale = cache
    dgamma, dbeta = np.sum(dout * h, axis=0), np.sum(dout, axis=0)
    return scale * (dout - (dbeta + dgamma * h) / len(h)), dgamma, dbeta


batchnorm_backward_alt = batchnorm_backward
