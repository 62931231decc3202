# row: other: sums not divided by N
# wrong: batchnorm_backward_alt
# said: the two sums must be means, 1/N is missing on both

def batchnorm_backward_alt(dout, cache):
    xhat, gamma, xmu, ivar = cache[:4]
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma * ivar * (dout - dbeta - xhat * dgamma)
    return dx, dgamma, dbeta
