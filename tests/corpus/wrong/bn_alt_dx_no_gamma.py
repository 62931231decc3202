# row: other: gamma missing in dx
# wrong: batchnorm_backward_alt
# said: the formula for dx has no gamma

def batchnorm_backward_alt(dout, cache):
    xhat = cache[0]
    std = cache[4]
    N = len(xhat)
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(xhat * dout, axis=0)
    dx = 1.0 / (N * std) * (N * dout - dbeta - xhat * dgamma)
    return dx, dgamma, dbeta
