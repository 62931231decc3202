# row: pair: eps outside the sqrt + other: gamma missing in dx
# rubric: spatial_normalization
# wrong: spatial_groupnorm_forward, spatial_groupnorm_backward
# said: group norm adds eps outside the root, and its dx leaves gamma out

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    N, C, H, W = x.shape
    eps = gn_param.get("eps", 1e-5)
    r = x.reshape(N, G, -1)
    s = r.std(axis=2, keepdims=True)
    h = (r - r.mean(axis=2, keepdims=True)) / (s + eps)
    wide = (1, C, 1, 1)
    out = h.reshape(x.shape) * gamma.reshape(wide) + beta.reshape(wide)
    return out, {"h": h, "s": s, "eps": eps, "shape": gamma.shape}


def spatial_groupnorm_backward(dout, cache):
    h, s, eps = cache["h"], cache["s"], cache["eps"]
    dgamma = (dout * h.reshape(dout.shape)).sum((0, 2, 3)).reshape(cache["shape"])
    dbeta = dout.sum((0, 2, 3)).reshape(cache["shape"])
    d = dout.reshape(h.shape)
    q = s + eps
    dq = -(d * h).sum(axis=2, keepdims=True) / q
    dc = d / q + dq * h * q / (h.shape[2] * s)
    dx = dc - dc.mean(axis=2, keepdims=True)
    return dx.reshape(dout.shape), dgamma, dbeta
