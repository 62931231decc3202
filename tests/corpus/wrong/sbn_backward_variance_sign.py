# row: other: variance path of the wrong sign
# rubric: spatial_normalization
# wrong: spatial_batchnorm_backward
# said: in the images' dx the share of the variance has a plus

def spatial_batchnorm_backward(dout, cache):
    normed, scale, gamma = cache
    N, C, H, W = dout.shape
    h = normed.reshape(N, H, W, C).transpose(0, 3, 1, 2)
    ax = (0, 2, 3)
    dbeta = dout.sum(axis=ax)
    dgamma = (dout * h).sum(axis=ax)
    m = N * H * W
    w4 = lambda v: v[None, :, None, None]
    dx = w4(gamma * scale) * (dout - w4(dbeta) / m + h * w4(dgamma) / m)
    return dx, dgamma, dbeta
