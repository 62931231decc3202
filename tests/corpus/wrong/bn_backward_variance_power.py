# row: wrong variance-path term
# wrong: batchnorm_backward
# said: the derivative of the inverse root has the power -1/2 where it must have -3/2

def batchnorm_backward(dout, cache):
    xhat, gamma, xmu, ivar, sqrtvar, var, eps, sq, mu, gammax, _ = cache
    N, D = dout.shape
    dxhat = dout * gamma
    # formulas from the paper
    dvar = np.sum(dxhat * xmu * -0.5 * np.power(var + eps, -0.5), axis=0)
    dmean = np.sum(dxhat * -1 / np.sqrt(var + eps), axis=0) + dvar * np.sum(-2 * xmu, axis=0) / N
    dx = dxhat / np.sqrt(var + eps) + dvar * 2 * xmu / N + dmean / N
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    return dx, dgamma, dbeta
