# row: other: dgamma and dbeta swapped
# rubric: spatial_normalization
# wrong: spatial_batchnorm_backward
# said: what batchnorm_backward returns is taken in the wrong order

def spatial_batchnorm_backward(dout, cache):
    N, C, H, W = dout.shape
    dout = dout.transpose(0, 2, 3, 1).reshape(N * H * W, C)
    dx, dbeta, dgamma = batchnorm_backward(dout, cache)
    dx = dx.reshape(N, H, W, C).transpose(0, 3, 1, 2)
    return dx, dgamma, dbeta
