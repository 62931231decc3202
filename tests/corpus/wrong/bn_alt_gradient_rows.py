# row: dgamma/dbeta of shape (1,D)
# wrong: batchnorm_backward_alt
# said: the gradients of gamma and beta are matrices of one row

def batchnorm_backward_alt(dout, cache):
    xhat, gamma, _, ivar = cache[:4]
    n = dout.shape[0]
    ones = np.ones((1, n))
    dbeta = ones.dot(dout)  # sums the rows
    dgamma = ones.dot(dout * xhat)
    dx = ivar * gamma * (dout - (dbeta + xhat * dgamma) / n)
    return dx, dgamma, dbeta
