# row: spatial batchnorm reshape without transpose
# rubric: spatial_normalization
# wrong: spatial_batchnorm_forward
# said: the numbers are cut into rows of C in the order in which they lie in memory

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    shape = np.shape(x)
    n_rows = shape[0] * shape[2] * shape[3]
    rows = np.array_split(x.ravel(), n_rows)  # every row has C numbers
    rows = np.stack(rows)
    y, saved = batchnorm_forward(rows, gamma, beta, bn_param)
    return np.reshape(y.ravel(), shape), (saved, shape, n_rows)


def spatial_batchnorm_backward(dout, cache):
    saved, shape, n_rows = cache
    rows = np.stack(np.array_split(dout.ravel(), n_rows))
    dx, dgamma, dbeta = batchnorm_backward(rows, saved)
    return dx.ravel().reshape(shape), dgamma, dbeta
