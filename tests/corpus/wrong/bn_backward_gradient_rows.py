# row: dgamma/dbeta of shape (1,D)
# wrong: batchnorm_backward
# said: dgamma and dbeta come out as (1, D), since the sums keep their axis

def batchnorm_backward(dout, cache):
    xhat, gamma, xmu, ivar, sqrtvar, var, eps, sq, mu, gammax, _ = cache
    N, D = dout.shape
    keep = dict(axis=0, keepdims=True)
    dbeta = np.sum(dout, **keep)
    dgamma = np.sum(dout * xhat, **keep)
    dxhat = dout * gamma
    dvar = np.sum(dxhat * xmu, **keep) * -0.5 * ivar**3
    dmu = np.sum(-dxhat * ivar, **keep) + dvar * np.mean(-2 * xmu, **keep)
    dx = dxhat * ivar + dvar * 2 * xmu / N + dmu / N
    return dx, dgamma, dbeta
