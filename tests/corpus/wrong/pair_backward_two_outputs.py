# row: pair: other: dgamma averaged + other: variance path doubled
# wrong: batchnorm_backward
# said: dgamma is a mean, and dx counts the variance twice

def batchnorm_backward(dout, cache):
    xhat, gamma, xmu, ivar, sqrtvar, var, eps = cache[:7]
    N, D = dout.shape
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).mean(axis=0)
    dxhat = dout * gamma
    dsqrtvar = -(dxhat * xmu).sum(axis=0) / sqrtvar**2
    dvar = dsqrtvar / sqrtvar
    dxmu = dxhat * ivar + 2.0 / N * xmu * dvar
    dx = dxmu - dxmu.mean(axis=0)
    return dx, dgamma, dbeta
