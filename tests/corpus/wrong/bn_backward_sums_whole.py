# row: other: sums not divided by N
# wrong: batchnorm_backward
# said: going back through the two means, the gradient is not divided by N

def batchnorm_backward(dout, cache):
    xhat, gamma, xmu, ivar, sqrtvar, var, eps = cache[:7]
    N, D = dout.shape
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * xhat, axis=0)
    dxhat = dout * gamma
    # variance
    dvar = -0.5 * np.sum(dxhat * xmu, axis=0) * ivar**3
    # mean (the variance does not change with it)
    dmu = -np.sum(dxhat * ivar, axis=0)
    dx = dxhat * ivar + 2 * xmu * dvar + dmu
    return dx, dgamma, dbeta
