# row: other: gamma missing in dx
# wrong: batchnorm_backward
# said: dout is not multiplied by gamma before it goes on to x

def batchnorm_backward(dout, cache):
    xhat, gamma, xmu, ivar, sqrtvar, var, eps, sq, mu, gammax, _ = cache
    N, D = dout.shape
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * xhat, axis=0)
    divar = np.sum(dout * xmu, axis=0)
    dxmu = dout * ivar
    dsqrtvar = -divar / (sqrtvar**2)
    dvar = 0.5 * dsqrtvar / sqrtvar
    dsq = np.tile(dvar / N, (N, 1))
    dxmu = dxmu + 2 * xmu * dsq
    dmu = -dxmu.sum(axis=0)
    return dxmu + np.tile(dmu / N, (N, 1)), dgamma, dbeta
