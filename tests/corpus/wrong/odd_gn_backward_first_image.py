# row: unknown
# rubric: spatial_normalization
# wrong: spatial_groupnorm_backward
# said: dx is computed for the first image and copied to all others

def spatial_groupnorm_backward(dout, cache):
    normed, inv, gamma, shape, G = cache
    N, C, H, W = dout.shape
    dgamma = (dout * normed).sum(axis=(0, 2, 3)).reshape(shape)
    dbeta = dout.sum(axis=(0, 2, 3)).reshape(shape)
    d = (dout[0] * gamma[0]).reshape(G, -1)
    h = normed[0].reshape(G, -1)
    first = inv[:G] * (d - d.mean(1, keepdims=True) - h * (d * h).mean(1, keepdims=True))
    dx = np.stack([first.reshape(C, H, W)] * N)
    return dx, dgamma, dbeta
