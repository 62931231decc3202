# row: spatial batchnorm statistics over N only
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: each channel goes through batch norm as N rows of H*W features, so every pixel is normalized by itself

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    out = np.zeros((N, C, H, W))
    cache = []
    for c in range(C):
        # one channel: N samples with H * W numbers
        channel = x[:, c, :, :].reshape(N, H * W)
        y, channel_cache = batchnorm_forward(channel, gamma[c], beta[c], bn_param)
        out[:, c, :, :] = y.reshape(N, H, W)
        cache.append(channel_cache)
    return out, cache


def spatial_batchnorm_backward(dout, cache):
    N, C, H, W = dout.shape
    dx, dgamma, dbeta = np.zeros(dout.shape), np.zeros(C), np.zeros(C)
    for c in range(C):
        d, dg, db = batchnorm_backward(dout[:, c, :, :].reshape(N, H * W), cache[c])
        dx[:, c, :, :] = d.reshape(N, H, W)
        dgamma[c] = dg.sum()
        dbeta[c] = db.sum()
    return dx, dgamma, dbeta
