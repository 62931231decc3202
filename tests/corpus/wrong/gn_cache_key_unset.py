# row: missing key
# rubric: spatial_normalization
# wrong: spatial_groupnorm_backward
# said: the backward pass asks its cache for a number of groups that forward never stored

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    N, C, H, W = x.shape
    v = x.reshape(N, G, -1)
    s = np.sqrt(v.var(2, keepdims=True) + gn_param.get("eps", 1e-5))
    h = ((v - v.mean(2, keepdims=True)) / s).reshape(x.shape)
    wide = gamma.reshape(1, C, 1, 1)
    cache = {"h": h, "s": s, "wide": wide, "shape": gamma.shape}
    return wide * h + beta.reshape(1, C, 1, 1), cache


def spatial_groupnorm_backward(dout, cache):
    h, s, wide = cache["h"], cache["s"], cache["wide"]
    N, C, H, W = dout.shape
    G = cache["groups"]
    dgamma = (dout * h).sum((0, 2, 3)).reshape(cache["shape"])
    dbeta = dout.sum((0, 2, 3)).reshape(cache["shape"])
    d = (dout * wide).reshape(N, G, -1)
    k = h.reshape(N, G, -1)
    dx = (d - d.mean(2, keepdims=True) - k * (d * k).mean(2, keepdims=True)) / s
    return dx.reshape(dout.shape), dgamma, dbeta
