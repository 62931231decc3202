# row: dgamma/dbeta of shape (1,D)
# rubric: spatial_normalization
# wrong: spatial_batchnorm_backward
# said: the channel gradients are (1, C)

def spatial_batchnorm_backward(dout, cache):
    normed, scale, gamma = cache
    N, C, H, W = dout.shape
    m = N * H * W
    d = dout.transpose(1, 0, 2, 3).reshape(C, m).T
    dbeta = np.sum(d, axis=0)[np.newaxis]
    dgamma = np.sum(normed * d, axis=0)[np.newaxis]
    dx = (scale * gamma / m) * (m * d - dbeta - normed * dgamma)
    dx = dx.reshape(N, H, W, C).transpose(0, 3, 1, 2)
    return dx, dgamma, dbeta
