# row: other: variance path missing
# wrong: batchnorm_backward
# said: the standard deviation is treated as a constant

def batchnorm_backward(dout, cache):
    xhat, gamma, xmu, ivar = cache[:4]
    N, D = dout.shape
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dxmu = dout * gamma * ivar
    dmu = -dxmu.sum(axis=0)
    dx = dxmu + dmu / N
    return dx, dgamma, dbeta
