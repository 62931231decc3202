# row: wrong variance-path term
# wrong: batchnorm_backward
# said: the derivative of 1/s is taken as -1/s, the square is missing

def batchnorm_backward(dout, cache):
    xhat, gamma, xmu, ivar, sqrtvar, var, eps, sq, mu, gammax, bn_param = cache
    N, D = dout.shape

    # out = gammax + beta
    dbeta = np.sum(dout, axis=0)
    # gammax = gamma * xhat
    dgamma = np.sum(dout * xhat, axis=0)
    dxhat = dout * gamma
    # xhat = xmu * ivar
    dxmu = dxhat * ivar
    divar = np.sum(dxhat * xmu, axis=0)
    # ivar = 1 / sqrtvar
    dsqrtvar = divar * (-1.0 / sqrtvar)
    # sqrtvar = sqrt(var + eps)
    dvar = dsqrtvar * 0.5 / sqrtvar
    # var = mean of sq
    dsq = np.ones((N, D)) / N * dvar
    # sq = xmu ** 2
    dxmu += 2 * xmu * dsq
    # xmu = x - mu
    dx = dxmu - np.ones((N, D)) / N * np.sum(dxmu, axis=0)
    return dx, dgamma, dbeta
