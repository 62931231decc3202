# row: other: dgamma and dbeta swapped
# wrong: batchnorm_backward
# said: dbeta is returned where dgamma should be, and the other way round

def batchnorm_backward(dout, cache):
    xhat, gamma, xmu, ivar = cache[:4]
    N = dout.shape[0]
    db = np.sum(dout, axis=0)
    dg = np.sum(dout * xhat, axis=0)
    dx = gamma * ivar / N * (N * dout - db - xhat * dg)
    return dx, db, dg
