# row: name not defined
# wrong: batchnorm_backward
# said: x is used in backward, but it is not in the cache

def batchnorm_backward(dout, cache):
    xhat, gamma, _, ivar, _, var, eps, _, mu, _, _ = cache
    N, D = dout.shape
    dxhat = dout * gamma
    dvar = np.sum(dxhat * (x - mu) * -0.5 * (var + eps) ** -1.5, axis=0)
    dmu = np.sum(-dxhat * ivar, axis=0) + dvar * np.mean(-2 * (x - mu), axis=0)
    dx = dxhat * ivar + dvar * 2 * (x - mu) / N + dmu / N
    return dx, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)
