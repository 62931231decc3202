# row: pair: dgamma/dbeta of shape (1,D) + other: divides by D
# wrong: batchnorm_backward_alt
# said: the gradients of gamma and beta are rows of a matrix, and dx divides by the number of features

def batchnorm_backward_alt(dout, cache):
    xhat, gamma, _, ivar = cache[:4]
    _, count = dout.shape
    dgamma = np.sum(dout * xhat, axis=0, keepdims=True)
    dbeta = np.sum(dout, axis=0, keepdims=True)
    dx = gamma * ivar / count * (count * dout - dbeta - xhat * dgamma)
    return dx, dgamma, dbeta
