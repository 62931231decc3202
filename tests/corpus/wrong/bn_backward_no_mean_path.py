# row: other: mean path missing
# wrong: batchnorm_backward
# said: the mean's dependence on x is left out of dx

def batchnorm_backward(dout, cache):
    xhat, gamma, xmu, ivar, sqrtvar, var, eps, sq, mu, gammax, _ = cache
    N, D = dout.shape
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * xhat, axis=0)
    dxhat = dout * gamma
    divar = np.sum(dxhat * xmu, axis=0)
    dsqrtvar = -divar / sqrtvar**2
    dvar = 0.5 * dsqrtvar / np.sqrt(var + eps)
    dsq = np.ones((N, D)) * dvar / N
    # both ways through xmu
    dx = dxhat * ivar + 2 * xmu * dsq
    return dx, dgamma, dbeta
