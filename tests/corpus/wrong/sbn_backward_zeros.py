# row: unfinished code
# rubric: spatial_normalization
# wrong: spatial_batchnorm_backward
# said: dx is an array of zeros that nobody fills

def spatial_batchnorm_backward(dout, cache):
    normed = cache[0]
    N, C, H, W = dout.shape
    dx = np.zeros((N, C, H, W))
    rows = dout.transpose(0, 2, 3, 1).reshape(-1, C)
    dbeta = rows.sum(axis=0)
    dgamma = (rows * normed).sum(axis=0)
    # TODO: dx
    return dx, dgamma, dbeta
