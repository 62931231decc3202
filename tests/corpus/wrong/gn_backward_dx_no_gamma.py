# row: other: gamma missing in dx
# rubric: spatial_normalization
# wrong: spatial_groupnorm_backward
# said: dx of group norm does not know gamma

def spatial_groupnorm_backward(dout, cache):
    normed, inv, gamma, shape, G = cache
    N, C, H, W = dout.shape
    dgamma = (dout * normed).sum((0, 2, 3)).reshape(shape)
    dbeta = dout.sum((0, 2, 3)).reshape(shape)
    m = C // G * H * W
    dx = np.zeros((N * G, m))
    for i, (d, h) in enumerate(zip(dout.reshape(N * G, m), normed.reshape(N * G, m))):
        dx[i] = inv[i] / m * (m * d - d.sum() - h * (d @ h))
    return dx.reshape(dout.shape), dgamma, dbeta
