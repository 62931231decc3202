# row: eps left out
# rubric: spatial_normalization
# wrong: spatial_groupnorm_forward
# said: group norm forgets eps

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    N, C, H, W = x.shape
    xg = x.reshape(N, G, -1)
    mean = xg.mean(-1, keepdims=True)
    dev = xg.std(-1, keepdims=True)
    hat = (xg - mean) / dev
    out = hat.reshape(x.shape) * gamma.reshape(1, C, 1, 1) + beta.reshape(1, C, 1, 1)
    return out, (hat, dev, gamma)


def spatial_groupnorm_backward(dout, cache):
    hat, dev, gamma = cache
    C = dout.shape[1]
    dgamma = (dout * hat.reshape(dout.shape)).sum((0, 2, 3)).reshape(gamma.shape)
    dbeta = dout.sum((0, 2, 3)).reshape(gamma.shape)
    g = (dout * gamma.reshape(1, C, 1, 1)).reshape(hat.shape)
    dx = (g - g.mean(-1, keepdims=True) - hat * (g * hat).mean(-1, keepdims=True)) / dev
    return dx.reshape(dout.shape), dgamma, dbeta
