# row: other: variance path of the wrong sign
# wrong: batchnorm_backward
# said: 1/s has the derivative -1/s^2, the minus is missing

def batchnorm_backward(dout, cache):
    xhat, gamma, xmu, ivar, sqrtvar, var, eps = cache[:7]
    N = dout.shape[0]
    dbeta, dgamma = dout.sum(0), (dout * xhat).sum(0)
    dxhat = gamma * dout
    dinv = (dxhat * xmu).sum(0)
    droot = dinv / (var + eps)
    dvar = droot / 2 / sqrtvar
    dxmu = dxhat * ivar + xmu * (2 / N) * dvar
    dx = dxmu - dxmu.mean(0)
    return dx, dgamma, dbeta
