# row: spatial batchnorm reshape without transpose
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: the channels are moved to the end before batch norm, but never moved back

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    x2 = np.transpose(x, (0, 2, 3, 1)).reshape((-1, C))
    out2, cache = batchnorm_forward(x2, gamma, beta, bn_param)
    out = out2.reshape((N, C, H, W))
    return out, cache


def spatial_batchnorm_backward(dout, cache):
    N, C, H, W = dout.shape
    dout2 = dout.reshape((-1, C))
    dx2, dgamma, dbeta = batchnorm_backward(dout2, cache)
    dx = dx2.reshape((N, H, W, C)).transpose((0, 3, 1, 2))
    return dx, dgamma, dbeta
